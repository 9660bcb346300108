using Graph.Analysis.Knowledge.Signals;
using Graph.Model;

namespace Graph.Analysis.Knowledge.Tiers;

/// <summary>Tiers and decisions of method §3, by a fixed gate: no score, no model and no position in the graph has a say.</summary>
/// <remarks>
/// <para>The gate. All six must be met for K2: <c>told</c>, a notice to the party was delivered by t; <c>notice_class</c>, a signal shows that it was told and went on:
/// S1 that begins after a delivered notice, or S3 or S7 that begins after one, at most <see cref="KnowledgeOptions.FollowDays"/> days later; <c>conduct_class</c>, a second, other
/// signal shows what it did: one of S3 to S9 that follows a notice in that way, or S10 where the first begins after the penalty or verdict (a relapse, which another record shows);
/// <c>two_files</c>, these signals together rest on rows of files of two record types; <c>materiality</c>, the money concerned reaches
/// <see cref="KnowledgeOptions.MaterialityUnits"/>; <c>reply_window</c>, the time to answer a notice that the conduct followed is over. S2 speaks of a public list, not of a
/// notice, and of the same accruals as S1: it is neither.</para>
/// <para>K3: K2, S1 fired, and S5, S8 or S9 is among the conduct that followed. K1: any signal fired but S6, which only ever supports others. K0: the rest.</para>
/// <para>Decisions, the first row that holds:</para>
/// <list type="table">
/// <listheader><term>tier</term><description>condition: decision</description></listheader>
/// <item><term>K3</term><description>always: refer</description></item>
/// <item><term>K2</term><description>a statute threshold is reached by the lower end of its interval: refer</description></item>
/// <item><term>K2</term><description>else: lead</description></item>
/// <item><term>K1, or S6 alone</term><description>no notice was delivered: needs_notice</description></item>
/// <item><term>K1, or S6 alone</term><description>told, but the gate stops it: insufficient_evidence</description></item>
/// <item><term>K0</term><description>no money in the window: insufficient_evidence</description></item>
/// <item><term>K0</term><description>exposure_high below the materiality floor: clear</description></item>
/// <item><term>K0</term><description>exposure_high at most <see cref="KnowledgeOptions.LittleShare"/> of its payouts and some signal could be assessed: clear</description></item>
/// <item><term>K0</term><description>else, exposed or perhaps exposed: insufficient_evidence</description></item>
/// </list>
/// <para>Reasons: <c>S1</c> … <c>S10</c> fired; <c>explained_S1</c> …, an innocent explanation holds; <c>gate_told</c> … <c>gate_reply_window</c>, conditions that stopped
/// a party on which something fired; <c>notice_not_delivered</c>; <c>statute_settled</c> …, thresholds that a K2 or K3 reaches for sure; <c>rebutted</c>, it
/// answered or declared that it removed, and the records bear it out; <c>answer_contradicted</c>, they do not; <c>below_materiality</c>; <c>exposed_little</c>;
/// <c>exposure_only</c>, nothing fired, but the exposure is not little; <c>bounds_open</c>, it may be more than little; <c>needs_notices</c> …, files that
/// some signal lacks, for all but clear ones; <c>not_assessable</c>, no signal could be assessed.</para>
/// </remarks>
public static class TierGate
{
    /// <summary>Judges every network and reseller.</summary>
    /// <param name="view">Money, records and thresholds.</param>
    /// <param name="signals">Signals over the parties of <see cref="KnowledgeView.Judged"/>; a signal that is left out counts as not having fired.</param>
    /// <returns>One verdict per entry of <see cref="KnowledgeView.Judged"/>.</returns>
    /// <exception cref="ArgumentException">A signal has not one finding per judged party, in their order.</exception>
    public static TierVerdict[] Run(KnowledgeView view, IReadOnlyList<SignalResult> signals) => Run(view, signals, StatutePanel.Run(view));

    /// <summary>Judges every network and reseller, with the statute panel at hand.</summary>
    internal static TierVerdict[] Run(KnowledgeView view, IReadOnlyList<SignalResult> signals, IReadOnlyList<IReadOnlyList<StatuteFigure>> statute)
    {
        CheckOrder(view, signals);
        var notices = new PartyNotices(view);
        var answers = new PartyAnswers(view);
        var verdicts = new TierVerdict[view.Judged.Count];
        for (var i = 0; i < verdicts.Length; i++)
        {
            var party = view.Judged[i];
            var facts = new PartyCase(view, notices, party, [.. signals.Select(signal => (signal.Findings[i], signal.Definition.Class))]);
            verdicts[i] = Judge(view, party, facts, statute[i], answers.Claims(party));
        }

        return verdicts;
    }

    private static TierVerdict Judge(KnowledgeView view, int party, PartyCase facts, IReadOnlyList<StatuteFigure> statute, bool claims)
    {
        var gate = facts.Gate();
        var tier = TierOf(facts, gate);
        var passed = tier < Tier.K2 ? [] : statute.Where(StatutePanel.IsPassed).Select(figure => figure.Code).ToList();
        var (decision, why) = Decide(view, party, facts, tier, passed.Count > 0);
        return new TierVerdict
        {
            Party = party,
            Tier = tier,
            Decision = decision,
            Gate = gate,
            Carrying = Carrying(facts, tier),
            Reasons =
            [
                .. facts.Fired.Select(finding => finding.Signal.ToString()),
                .. facts.Findings.Where(finding => finding.State == SignalState.Explained).Select(finding => $"explained_{finding.Signal}"),
                .. tier >= Tier.K2 ? [] : gate.Where(check => !check.Met).Select(check => $"gate_{check.Code}"),
                .. facts.Fired.Count > 0 && !facts.IsTold && facts.HasUndelivered ? ["notice_not_delivered"] : (string[])[],
                .. passed.Select(code => $"statute_{code}"),
                .. Answer(facts, claims),
                .. why,
                .. decision == Decision.Clear ? [] : Missing(facts),
            ],
        };
    }

    private static Tier TierOf(PartyCase facts, IReadOnlyList<GateCheck> gate)
    {
        if (gate.Count > 0 && gate.All(check => check.Met))
        {
            return facts.HasFired(SignalId.S1) && facts.Following.Any(finding => finding.Signal is SignalId.S5 or SignalId.S8 or SignalId.S9) ? Tier.K3 : Tier.K2;
        }

        return facts.Fired.Any(finding => finding.Signal != SignalId.S6) ? Tier.K1 : Tier.K0;
    }

    private static (Decision Decision, IReadOnlyList<string> Why) Decide(KnowledgeView view, int party, PartyCase facts, Tier tier, bool statutePassed)
    {
        if (tier >= Tier.K2)
        {
            return (tier == Tier.K3 || statutePassed ? Decision.Refer : Decision.Lead, []);
        }

        if (facts.Fired.Count > 0)
        {
            return (facts.IsTold ? Decision.InsufficientEvidence : Decision.NeedsNotice, []);
        }

        var exposure = view.Exposure.Parties[party];
        if (exposure.Out == 0)
        {
            return (Decision.InsufficientEvidence, []);
        }

        if (Money.FromUnits(exposure.High).Units < view.Options.MaterialityUnits)
        {
            return (Decision.Clear, ["below_materiality"]);
        }

        var little = view.Options.LittleShare * exposure.Out;
        return exposure.High > little ? (Decision.InsufficientEvidence, [exposure.Amount > little ? "exposure_only" : "bounds_open"])
            : facts.Findings.Any(finding => finding.State != SignalState.NotAssessable) ? (Decision.Clear, ["exposed_little"])
            : (Decision.InsufficientEvidence, ["exposed_little", "not_assessable"]);
    }

    private static IReadOnlyList<SignalId> Carrying(PartyCase facts, Tier tier) => tier switch
    {
        Tier.K0 => [],
        Tier.K1 => [.. facts.Fired.Select(finding => finding.Signal).Where(signal => signal != SignalId.S6)],
        _ => [.. facts.Carriers.Concat(facts.SecondRecords).Select(finding => finding.Signal).Distinct().Order()],
    };

    private static IEnumerable<string> Answer(PartyCase facts, bool claims)
    {
        SignalId[] tested = [SignalId.S1, SignalId.S7];
        if (!claims || !facts.Findings.Any(finding => tested.Contains(finding.Signal) && finding.State != SignalState.NotAssessable))
        {
            return [];
        }

        return [tested.Any(facts.HasFired) ? "answer_contradicted" : "rebutted"];
    }

    private static IEnumerable<string> Missing(PartyCase facts) => facts.Findings
        .SelectMany(finding => finding.Missing).Distinct().Order().Select(type => $"needs_{Model.Records.RecordTypes.FileWord(type)}");

    private static void CheckOrder(KnowledgeView view, IReadOnlyList<SignalResult> signals)
    {
        foreach (var signal in signals)
        {
            if (!signal.Findings.Select(finding => finding.Party).SequenceEqual(view.Judged))
            {
                throw new ArgumentException($"{signal.Definition.Id} has not one finding per judged party, in their order.", nameof(signals));
            }
        }
    }
}
