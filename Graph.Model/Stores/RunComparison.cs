namespace Graph.Model.Stores;

/// <summary>A party whose score changed; null where it was not judged in that run.</summary>
public sealed record ScoreMove(string Party, PublishedScore? Before, PublishedScore? After);

/// <summary>A target that came, went, or moved; null where it was not ranked in that run.</summary>
public sealed record TargetMove(string Kind, string Id, string Action, PublishedTarget? Before, PublishedTarget? After);

/// <summary>How many findings of one signal a party had and has.</summary>
public sealed record FindingMove(string Party, string Signal, int Before, int After);

/// <summary>What changed from one run to another.</summary>
/// <param name="Scores">Parties whose tier, decision, probability or exposure changed, by id.</param>
/// <param name="Targets">Targets whose rank or gain changed, by the later rank, those that went last.</param>
/// <param name="Findings">Parties and signals with more or fewer findings than before, by party and signal.</param>
public sealed record RunComparison(IReadOnlyList<ScoreMove> Scores, IReadOnlyList<TargetMove> Targets, IReadOnlyList<FindingMove> Findings)
{
    /// <summary>Compares two runs. Where one of them did not judge or rank at all, nothing is said of it.</summary>
    public static RunComparison Between(PublishedRun before, PublishedRun after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var judged = before.Scores is not null && after.Scores is not null;
        return new RunComparison(
            judged ? ScoreMoves(before.Scores!, after.Scores!) : [],
            before.Targets is { } was && after.Targets is { } now ? TargetMoves(was, now) : [],
            judged ? FindingMoves(before.Findings, after.Findings) : []);
    }

    private static IReadOnlyList<ScoreMove> ScoreMoves(IReadOnlyList<PublishedScore> before, IReadOnlyList<PublishedScore> after)
    {
        var (left, right) = (before.ToDictionary(s => s.Party, StringComparer.Ordinal), after.ToDictionary(s => s.Party, StringComparer.Ordinal));
        return [.. left.Keys.Union(right.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => new ScoreMove(id, left.GetValueOrDefault(id), right.GetValueOrDefault(id)))
            .Where(move => Figures(move.Before) != Figures(move.After))];
    }

    private static (string, string, double?, double, Money)? Figures(PublishedScore? score) =>
        score is null ? null : (score.Tier, score.Decision, score.Probability, score.ExposureShare, score.Exposure);

    private static IReadOnlyList<TargetMove> TargetMoves(IReadOnlyList<PublishedTarget> before, IReadOnlyList<PublishedTarget> after)
    {
        var (left, right) = (before.ToDictionary(t => (t.Kind, t.Id, t.Action)), after.ToDictionary(t => (t.Kind, t.Id, t.Action)));
        return [.. after.Select(t => (t.Kind, t.Id, t.Action)).Concat(before.Select(t => (t.Kind, t.Id, t.Action)).Where(k => !right.ContainsKey(k)))
            .Select(k => new TargetMove(k.Kind, k.Id, k.Action, left.GetValueOrDefault(k), right.GetValueOrDefault(k)))
            .Where(move => (move.Before?.Rank, move.Before?.Gain) != (move.After?.Rank, move.After?.Gain))];
    }

    private static IReadOnlyList<FindingMove> FindingMoves(IReadOnlyList<PublishedFinding> before, IReadOnlyList<PublishedFinding> after)
    {
        var (left, right) = (before.CountBy(f => (f.Party, f.Signal)).ToDictionary(), after.CountBy(f => (f.Party, f.Signal)).ToDictionary());
        return [.. left.Keys.Union(right.Keys)
            .Select(k => new FindingMove(k.Party, k.Signal, left.GetValueOrDefault(k), right.GetValueOrDefault(k)))
            .Where(move => move.Before != move.After)
            .OrderBy(move => move.Party, StringComparer.Ordinal).ThenBy(move => move.Signal, StringComparer.Ordinal)];
    }
}
