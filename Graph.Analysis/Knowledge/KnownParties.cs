using Graph.Model.Records;

namespace Graph.Analysis.Knowledge;

/// <summary>How bad parties are known to be by t: what walks from known parties start from.</summary>
internal static class KnownParties
{
    private const double FullConfidence = 1e6;

    /// <summary>1 with a verdict <c>knowing</c>, else the highest confidence of the black entries in force on the party itself (0 with a white one).</summary>
    /// <returns>0..1 by party index.</returns>
    public static double[] Of(KnowledgeView view)
    {
        var parties = view.Flow.Graph.Parties;
        var bad = new double[parties.Count];
        var white = new bool[parties.Count];
        var index = parties.Select((party, i) => (party.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        foreach (var entry in view.Flow.Records.Lists.Where(entry => entry.SubjectKind != SubjectKind.Domain && InForce(entry, view.AsOf)))
        {
            if (index.TryGetValue(entry.Subject, out var party))
            {
                white[party] |= entry.Side == ListSide.White;
                bad[party] = entry.Side == ListSide.White ? bad[party] : Math.Max(bad[party], (entry.Confidence ?? (long)FullConfidence) / FullConfidence);
            }
        }

        for (var party = 0; party < bad.Length; party++)
        {
            bad[party] = white[party] ? 0.0 : bad[party];
        }

        for (var i = 0; i < view.Records.Verdicts.Count; i++)
        {
            if (view.Records.VerdictParties[i] is var party and >= 0 && view.Records.Verdicts[i].Kind == VerdictKind.Knowing)
            {
                bad[party] = 1.0;
            }
        }

        return bad;
    }

    private static bool InForce(ListEntry entry, DateOnly day) => entry.ValidFrom <= day && (entry.ValidTo is not { } end || day <= end);
}
