using Graph.Analysis.Evaluation.Metrics;
using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Evaluation;

/// <summary>Networks of which nothing bad should be said, and the replay in which notices fall on random days.</summary>
internal static class ControlSection
{
    public const string RedrawnNotices = "notice dates redrawn, at the last date";

    public static IReadOnlyList<ControlLine> Lines(EvaluationCases cases, ScorecardInput input)
    {
        var lines = new List<ControlLine>();
        if (input.RedrawnNotices is { } redrawn)
        {
            var networks = new EvaluationCases(redrawn.Rows, input.Setting).Networks;
            var last = networks.Select(n => new NetworkCase([n.Last])).ToArray();
            lines.Add(Line(RedrawnNotices, last));
            lines.Add(Line("notice dates redrawn, at the last date, of those that did not know", last.Where(n => !n.Knowing)));
            lines.Add(Line("notice dates redrawn, at any date", networks));
        }

        lines.Add(Line("accused by an entry later withdrawn", cases.Networks.Where(n => !n.Knowing && n.Rows.Any(row => row.AccusedByWithdrawnEntry))));
        foreach (var kind in cases.Networks.Where(n => !n.Knowing).GroupBy(n => n.Last.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            lines.Add(Line(kind.Key, kind));
        }

        return lines;
    }

    private static ControlLine Line(string name, IEnumerable<NetworkCase> networks)
    {
        var all = networks.ToArray();
        var told = all.Count(n => n.Highest >= Tier.K2);
        var probabilities = all.SelectMany(n => n.Rows).Where(row => row.Probability is not null).Select(row => row.Probability!.Value).ToArray();
        return new ControlLine(
            name, all.Length, all.Count(n => n.Highest == Tier.K1), told, RateBounds.ClopperPearson(told, all.Length, 0.95),
            all.Count(n => n.Rows.Any(row => row.Named)), probabilities.Length == 0 ? double.NaN : probabilities.Average());
    }
}
