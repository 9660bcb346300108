using System.Globalization;
using Graph.Cli.Runs;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>A figure of the headline that changed.</summary>
internal sealed record FigureChange(string Figure, string Before, string After);

/// <summary>A network or reseller whose score changed; null where it did not stand in that run.</summary>
internal sealed record ScoreChange(
    string NetworkId, string What, Money? AmountBefore, Money? AmountAfter, Money Change, double? ShareBefore, double? ShareAfter,
    string? TierBefore, string? TierAfter, string? DecisionBefore, string? DecisionAfter, double? ProbabilityBefore, double? ProbabilityAfter);

/// <summary>A target that came, went or moved.</summary>
internal sealed record TargetChange(string TargetKind, string TargetId, string Action, string What, int? RankBefore, int? RankAfter);

/// <summary>What changed between two runs.</summary>
internal sealed record RunDifference(IReadOnlyList<FigureChange> Headline, IReadOnlyList<ScoreChange> Scores, IReadOnlyList<TargetChange> Targets)
{
    /// <summary>Compares two runs.</summary>
    public static RunDifference Between(RunContents before, RunContents after) =>
        new(HeadlineChanges(before.Run, after.Run), ScoreChanges(before.Scores, after.Scores), TargetChanges(before.Targets, after.Targets));

    private static IReadOnlyList<FigureChange> HeadlineChanges(RunDocument before, RunDocument after)
    {
        var (left, right) = (Figures(before), Figures(after));
        return [.. left.Keys.Union(right.Keys, StringComparer.Ordinal)
            .Select(k => new FigureChange(k, left.GetValueOrDefault(k, ""), right.GetValueOrDefault(k, "")))
            .Where(c => c.Before != c.After)];
    }

    private static Dictionary<string, string> Figures(RunDocument run)
    {
        var figures = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["as_of"] = run.AsOf ?? "",
            ["window_weeks"] = run.Options.WindowWeeks.ToString(CultureInfo.InvariantCulture),
            ["basis"] = run.Basis ?? "",
            ["rows_read"] = run.Inputs.Sum(i => i.Read).ToString(CultureInfo.InvariantCulture),
            ["rows_rejected"] = run.Inputs.Sum(i => i.Rejected).ToString(CultureInfo.InvariantCulture),
        };
        if (run.Headline is { } h)
        {
            figures["money"] = h.Money.ToString();
            figures["pirate_money"] = h.PirateMoney.ToString();
            figures["pirate_share"] = FigureText.Share(h.PirateShare);
            figures["exposed"] = h.Exposed.ToString(CultureInfo.InvariantCulture);
            figures["sites"] = h.Sites.ToString(CultureInfo.InvariantCulture);
            figures["pirate_sites"] = h.PirateSites.ToString(CultureInfo.InvariantCulture);
        }

        if (run.Knowledge is { } k)
        {
            AddKnowledge(figures, k, run.Model);
        }

        if (run.Plan is { } p)
        {
            figures["targets"] = p.Targets.ToString(CultureInfo.InvariantCulture);
            figures["removed"] = p.Removed.ToString();
            figures["removed_share"] = FigureText.Share(p.RemovedShare);
        }

        return figures;
    }

    private static void AddKnowledge(Dictionary<string, string> figures, KnowledgeDocument knowledge, ModelDocument? model)
    {
        figures["model"] = model is null ? "" : $"{model.Kind} {model.Sha256}";
        foreach (var (tier, count) in knowledge.Tiers)
        {
            figures[$"tier_{tier}"] = count.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (decision, count) in knowledge.Decisions)
        {
            figures[$"decision_{decision}"] = count.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static IReadOnlyList<ScoreChange> ScoreChanges(IReadOnlyList<ScoreRow> before, IReadOnlyList<ScoreRow> after)
    {
        var left = before.ToDictionary(r => r.NetworkId, StringComparer.Ordinal);
        var right = after.ToDictionary(r => r.NetworkId, StringComparer.Ordinal);
        return [.. left.Keys.Union(right.Keys, StringComparer.Ordinal)
            .Select(id => ScoreChangeOf(id, left.GetValueOrDefault(id), right.GetValueOrDefault(id)))
            .OfType<ScoreChange>()
            .OrderByDescending(c => Math.Abs(c.Change.Units))
            .ThenBy(c => c.NetworkId, StringComparer.Ordinal)];
    }

    private static ScoreChange? ScoreChangeOf(string id, ScoreRow? before, ScoreRow? after)
    {
        var what = before is null ? "new" : after is null ? "gone"
            : before.Tier != after.Tier || before.Decision != after.Decision ? "decision"
            : before.ExposureAmount != after.ExposureAmount || FigureText.Share(before.ExposureShare) != FigureText.Share(after.ExposureShare) ? "amount"
            : Text(before.Probability) != Text(after.Probability) ? "probability"
            : null;
        return what is null ? null : new ScoreChange(
            id, what, before?.ExposureAmount, after?.ExposureAmount,
            (after?.ExposureAmount ?? Money.Zero) - (before?.ExposureAmount ?? Money.Zero),
            before?.ExposureShare, after?.ExposureShare, before?.Tier, after?.Tier, before?.Decision, after?.Decision,
            before?.Probability, after?.Probability);
    }

    private static string Text(double? share) => share is { } known ? FigureText.Share(known) : "";

    private static IReadOnlyList<TargetChange> TargetChanges(IReadOnlyList<TargetLine> before, IReadOnlyList<TargetLine> after)
    {
        var left = before.ToDictionary(t => (t.TargetKind, t.TargetId, t.Action));
        var right = after.ToDictionary(t => (t.TargetKind, t.TargetId, t.Action));
        return [.. right.Keys.Concat(left.Keys.Where(k => !right.ContainsKey(k)))
            .Select(k => new TargetChange(
                k.TargetKind, k.TargetId, k.Action,
                !left.ContainsKey(k) ? "new" : !right.ContainsKey(k) ? "gone" : "moved",
                left.GetValueOrDefault(k)?.Rank, right.GetValueOrDefault(k)?.Rank))
            .Where(c => c.What != "moved" || c.RankBefore != c.RankAfter)];
    }
}
