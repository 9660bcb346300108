using System.Numerics;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>An action on a target.</summary>
public sealed record OracleCandidate(TargetKind Kind, string Id, string Action, decimal Cost, decimal Efficacy)
{
    public string Target => $"{Kind} {Id}";
}

/// <summary>A chosen candidate with what it adds and what it ties with.</summary>
public sealed record OraclePick(OracleCandidate Candidate, Rational Gain);

/// <summary>Targets by method §4, every figure from a solve of the whole graph.</summary>
public sealed class OracleTargets
{
    private readonly OracleExposure exposure;
    private readonly Dictionary<string, Rational> removed = [];
    private readonly Rational revenue;

    public OracleTargets(OracleExposure exposure)
    {
        this.exposure = exposure;
        Candidates = AllCandidates().OrderBy(c => c.Kind.ToString().ToLowerInvariant(), StringComparer.Ordinal)
            .ThenBy(c => c.Id, StringComparer.Ordinal).ThenBy(c => c.Action, StringComparer.Ordinal).ToList();
        revenue = exposure.Revenue(Shares([], exposure.Belief));
    }

    /// <summary>Every action on every target, in tie order.</summary>
    public IReadOnlyList<OracleCandidate> Candidates { get; }

    /// <summary>R(∅).</summary>
    public Rational Revenue => revenue;

    /// <summary>g(S), all given actions applied, each an independent chance to cut.</summary>
    public Rational Removed(IReadOnlyCollection<OracleCandidate> chosen)
    {
        var key = string.Join('|', chosen.Select(c => $"{c.Target} {c.Action}").Order(StringComparer.Ordinal));
        return removed.TryGetValue(key, out var known) ? known : removed[key] = revenue - exposure.Revenue(Shares(chosen, exposure.Belief));
    }

    /// <summary>What less arrives at sites with y = 0.</summary>
    public Rational Collateral(IReadOnlyCollection<OracleCandidate> chosen)
    {
        Rational Clean(OracleNode n) => n.Site is not null && exposure.Belief(n).IsZero ? Rational.One : Rational.Zero;
        return exposure.Revenue(Shares([], Clean)) - exposure.Revenue(Shares(chosen, Clean));
    }

    public Rational Gain(IReadOnlyCollection<OracleCandidate> chosen, OracleCandidate next) => Removed([.. chosen, next]) - Removed(chosen);

    /// <summary>Greedy by gain per cost, or by gain alone.</summary>
    public IReadOnlyList<OraclePick> Greedy(decimal budget, bool byRatio)
    {
        var picks = new List<OraclePick>();
        while (true)
        {
            var chosen = picks.Select(p => p.Candidate).ToList();
            var left = budget - chosen.Sum(c => c.Cost);
            var open = Candidates.Where(c => c.Cost <= left && chosen.All(p => p.Target != c.Target))
                .Select(c => new OraclePick(c, Gain(chosen, c)))
                .Where(p => p.Gain > revenue * new Rational(1, BigInteger.Pow(10, 12))).ToList();
            if (open.Count == 0)
            {
                return picks;
            }

            Rational Worth(OraclePick p) => byRatio ? p.Gain / Rational.Of(p.Candidate.Cost) : p.Gain;
            var best = open.Select(Worth).Aggregate(Rational.Max);
            var tied = best * (Rational.One - new Rational(1, BigInteger.Pow(10, 12)));
            picks.Add(open.First(p => Worth(p) >= tied));
        }
    }

    /// <summary>The better of the two greedy runs within rules: what is forced comes first, then what may be added.</summary>
    public IReadOnlyList<OraclePick> Plan(OraclePlanRules rules)
    {
        var ratio = Greedy(rules, byRatio: true);
        var gain = Greedy(rules, byRatio: false);
        return Removed(gain.Select(p => p.Candidate).ToList()) > Removed(ratio.Select(p => p.Candidate).ToList()) ? gain : ratio;
    }

    /// <summary>The most that a plan within rules removes, by trying every one.</summary>
    public Rational Optimum(OraclePlanRules rules) => Best(0, rules.Forced(Candidates), rules);

    private Rational Best(int next, IReadOnlyList<OracleCandidate> chosen, OraclePlanRules rules)
    {
        if (next == Candidates.Count)
        {
            return Removed(chosen);
        }

        var without = Best(next + 1, chosen, rules);
        OracleCandidate[] with = [.. chosen, Candidates[next]];
        return chosen.Any(c => c.Target == Candidates[next].Target) || !rules.IsPlan(with) ? without : Rational.Max(without, Best(next + 1, with, rules));
    }

    private List<OraclePick> Greedy(OraclePlanRules rules, bool byRatio)
    {
        var picks = new List<OraclePick>();
        foreach (var candidate in rules.Forced(Candidates))
        {
            picks.Add(new OraclePick(candidate, Gain(picks.Select(p => p.Candidate).ToList(), candidate)));
        }

        Rational Worth(OraclePick p) => byRatio ? p.Gain / Rational.Of(rules.Cost(p.Candidate)) : p.Gain;
        while (true)
        {
            var chosen = picks.Select(p => p.Candidate).ToList();
            var open = Candidates.Where(c => chosen.All(p => p.Target != c.Target) && rules.IsPlan([.. chosen, c]))
                .Select(c => new OraclePick(c, Gain(chosen, c))).Where(p => !p.Gain.IsZero).ToList();
            if (open.Count == 0)
            {
                return picks;
            }

            var best = open.Select(Worth).Aggregate(Rational.Max);
            picks.Add(open.First(p => Worth(p) >= best));
        }
    }

    /// <summary>The better of the two greedy runs, by ratio where they are equal.</summary>
    public IReadOnlyList<OraclePick> Plan(decimal budget)
    {
        var ratio = Greedy(budget, byRatio: true);
        var gain = Greedy(budget, byRatio: false);
        return Removed(gain.Select(p => p.Candidate).ToList()) > Removed(ratio.Select(p => p.Candidate).ToList()) ? gain : ratio;
    }

    /// <summary>The least bound over the prefixes of both runs.</summary>
    public Rational UpperBound(decimal budget) => new[] { true, false }.Select(byRatio => Greedy(budget, byRatio))
        .SelectMany(run => Enumerable.Range(0, run.Count + 1).Select(k => Bound(run.Take(k).Select(p => p.Candidate).ToList(), budget)))
        .Aggregate(Rational.Min);

    /// <summary>g(S) + the fractional knapsack of the gains at S with the whole budget.</summary>
    public Rational Bound(IReadOnlyList<OracleCandidate> chosen, decimal budget)
    {
        var bound = Removed(chosen);
        var left = Rational.Of(budget);
        foreach (var (candidate, gain) in Candidates.Except(chosen).Select(c => (c, Gain(chosen, c))).OrderByDescending(p => p.Item2 / Rational.Of(p.c.Cost)))
        {
            var part = Rational.Min(Rational.One, left / Rational.Of(candidate.Cost));
            bound += gain * part;
            left -= Rational.Of(candidate.Cost) * part;
        }

        return bound;
    }

    /// <summary>The best plan of all, by trying every one.</summary>
    public Rational Optimum(decimal budget)
    {
        if (Candidates.Count > 12)
        {
            throw new InvalidOperationException("Too many candidates to try every plan.");
        }

        return Best(0, [], budget);
    }

    private Rational Best(int next, IReadOnlyList<OracleCandidate> chosen, decimal left)
    {
        if (next == Candidates.Count)
        {
            return Removed(chosen);
        }

        var candidate = Candidates[next];
        var without = Best(next + 1, chosen, left);
        return candidate.Cost > left || chosen.Any(c => c.Target == candidate.Target)
            ? without
            : Rational.Max(without, Best(next + 1, [.. chosen, candidate], left - candidate.Cost));
    }

    private Rational[] Shares(IReadOnlyCollection<OracleCandidate> chosen, Func<OracleNode, Rational> terminal)
    {
        var nodes = exposure.Flow.Nodes;
        Rational Survival(Func<OracleCandidate, bool> hit) =>
            chosen.Where(hit).Aggregate(Rational.One, (s, c) => s * (Rational.One - Rational.Of(c.Efficacy)));
        return exposure.Equations.Solve(
            k => terminal(nodes[k]),
            k => Survival(c => c.Kind != TargetKind.Relationship && c.Id == nodes[k].Party),
            (k, l) => nodes[l].Party is null ? Rational.One : Survival(c => c.Kind == TargetKind.Relationship && c.Id == $"{nodes[k].Party}>{nodes[l].Party}"));
    }

    private IEnumerable<OracleCandidate> AllCandidates()
    {
        var seen = exposure.Flow.Seen;
        foreach (var party in seen.PartyIds)
        {
            if (seen.KindOf(party) is var kind && kind != PartyKind.Advertiser)
            {
                var rows = RowsFor(Enum.Parse<TargetKind>(kind.ToString()), party);
                foreach (var row in rows.DefaultIfEmpty(new ActionRow(Enum.Parse<TargetKind>(kind.ToString()), "cut", 1, 1)))
                {
                    yield return new OracleCandidate(row.Kind, party, row.Action, row.Cost, row.Efficacy);
                }
            }
        }

        var pairs = exposure.Flow.Hops.Where(h => h.From.Party is not null && h.To.Party is not null).Select(h => $"{h.From.Party}>{h.To.Party}").Distinct();
        foreach (var pair in pairs)
        {
            foreach (var row in RowsFor(TargetKind.Relationship, pair))
            {
                yield return new OracleCandidate(row.Kind, pair, row.Action, row.Cost, row.Efficacy);
            }
        }
    }

    /// <summary>The rows that hold for a target: its own, and the general ones of actions that it has no own row for.</summary>
    private List<ActionRow> RowsFor(TargetKind kind, string id)
    {
        var own = exposure.Flow.Seen.Actions.Where(a => a.Kind == kind && a.TargetId == id).ToList();
        return own.Concat(exposure.Flow.Seen.Actions.Where(a => a.Kind == kind && a.TargetId.Length == 0 && own.All(o => o.Action != a.Action))).ToList();
    }
}
