using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Model.Records;

namespace Graph.Analysis.Targets.Rules;

/// <summary>Which actions a plan may hold: those that no rule forbids, and of these those that the tiers allow.</summary>
/// <remarks>
/// Networks and resellers are judged; one without a tier stands at K0. Accounts and advertisers have no tier, and tiers bar nothing there. A relationship goes by
/// its payer. An action that a rule forces is not barred: it is an order that others answer for, and the plan has to reckon with it.
/// </remarks>
internal sealed class Eligibility
{
    private Eligibility(TargetCandidates wide, TargetCandidates allowed, int barred, IReadOnlyList<string> unmatched)
    {
        Wide = wide;
        Allowed = allowed;
        BarredActions = barred;
        Unmatched = unmatched;
    }

    /// <summary>All that no rule forbids, whatever the tiers say.</summary>
    public TargetCandidates Wide { get; }

    /// <summary>Those of <see cref="Wide"/> that the tiers allow. The same object where they bar nothing.</summary>
    public TargetCandidates Allowed { get; }

    /// <summary>How many of <see cref="Wide"/> the tiers bar.</summary>
    public int BarredActions { get; }

    /// <summary>Rules that speak of no candidate, as people read them; those that <see cref="PlanLimits.Unmatched"/> names are not among them.</summary>
    public IReadOnlyList<string> Unmatched { get; }

    /// <summary>Judges every candidate.</summary>
    /// <param name="all">All that the actions files offer.</param>
    /// <param name="flow">The parties.</param>
    /// <param name="options">Rules and tiers; <see cref="TargetOptions.Eligibility"/> is left to the caller, who may want both plans.</param>
    /// <exception cref="PlanRuleException">An action is both forced and forbidden, or two rules name different tiers for one action.</exception>
    public static Eligibility Of(TargetCandidates all, FlowResult flow, TargetOptions options)
    {
        var scope = new CandidateScope(all, flow, options.Rules.Teams);
        var evidence = new ActionEvidence(options.Rules.Evidence);
        var unmatched = new List<string>();
        var forced = Mark(all, options.Rules.Forced.SelectMany(rule => scope.Members(rule.Of)));
        var forbidden = Forbidden(all, scope, options.Rules, forced, unmatched);
        unmatched.AddRange(options.Rules.Evidence.Where(rule => scope.Members(new ActionPattern(Action: rule.Action)).Length == 0)
            .Select(rule => $"evidence: no action is called {rule.Action}"));
        var barred = new bool[all.All.Count];
        for (var c = 0; c < barred.Length; c++)
        {
            barred[c] = !forbidden[c] && !forced[c] && !IsAllowed(flow.Graph.Parties[scope.PartyOf(c)], scope.PartyOf(c), evidence.Of(all.All[c].Action), options.Tiers);
        }

        var wide = all.Where(c => !forbidden[c]);
        var bars = barred.Count(isBarred => isBarred);
        return new Eligibility(wide, bars == 0 ? wide : all.Where(c => !forbidden[c] && !barred[c]), bars, unmatched);
    }

    private static bool[] Forbidden(TargetCandidates all, CandidateScope scope, PlanRules rules, bool[] forced, List<string> unmatched)
    {
        var before = scope.Unmatched.Count;
        var forbidden = Mark(all, rules.Forbidden.SelectMany(pattern => scope.Members(pattern, "forbid")));
        unmatched.AddRange(scope.Unmatched.Skip(before));
        var both = Enumerable.Range(0, forbidden.Length).FirstOrDefault(c => forbidden[c] && forced[c], -1);
        return both < 0
            ? forbidden
            : throw new PlanRuleException($"force: {scope.Describe(both)} is forbidden by another rule; leave one of the two out.");
    }

    private static bool IsAllowed(PartyInfo party, int index, Tier least, IReadOnlyList<Tier?>? tiers) =>
        tiers is null || party.Kind is not (PartyKind.Network or PartyKind.Reseller) || (tiers[index] ?? Tier.K0) >= least;

    private static bool[] Mark(TargetCandidates all, IEnumerable<int> some)
    {
        var marks = new bool[all.All.Count];
        foreach (var c in some)
        {
            marks[c] = true;
        }

        return marks;
    }
}
