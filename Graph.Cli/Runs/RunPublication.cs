using Graph.Analysis.Targets;
using Graph.Cli.Reports;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Runs;

/// <summary>Collects what the writers of a run folder write, for the store of the records: figures as the files have them.</summary>
internal sealed class RunPublication
{
    private readonly List<PublishedFinding> findings = [];
    private IReadOnlyList<PublishedScore>? scores;
    private IReadOnlyList<TargetLine>? targets;

    /// <summary>Takes the rows of scores.csv.</summary>
    public void Scores(IReadOnlyList<ScoreRow> rows) => scores = [.. rows.Select((row, i) => Score(row, i + 1))];

    /// <summary>Takes a line of evidence.jsonl with its hash. Lines come in the order of the file.</summary>
    public void Finding(EvidenceLine line, string sha256) => findings.Add(new PublishedFinding(
        findings.Count + 1, line.Signal, line.NetworkId, line.Statistic is { } statistic ? Share(statistic) : null, line.Rule, Share(line.Weight), line.Amount, line.Since,
        line.TextEn, line.TextZh, [.. line.Innocent.Select(Explanation)],
        [.. line.Rows.Zip(line.Origins, (row, origin) => new CitedRow(origin, row.File))], line.RowsInAll, line.RowsSha256, sha256));

    /// <summary>Takes the rows of targets.csv.</summary>
    public void Targets(IReadOnlyList<TargetLine> lines) => targets = lines;

    /// <summary>The run as the store is to keep it.</summary>
    /// <param name="money">Where the money went.</param>
    /// <param name="knowledge">Thresholds, error rate and model, or null: nobody was judged.</param>
    /// <param name="plan">Budget, rules and the rest, or null: targets were not ranked.</param>
    /// <param name="seed">Seed of everything that is drawn by chance.</param>
    public PublishedRun Describe(MoneyAnalysis money, KnowledgeRun? knowledge, PlanSettings? plan, long seed)
    {
        var cut = money.Flow.Records.Cut;
        var parties = money.Flow.Graph.Parties.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return new PublishedRun
        {
            Program = $"{RunDocument.ProgramName} {RunWriter.ProgramVersion}",
            AsOf = cut.AsOf,
            KnownAt = cut.KnownAt,
            WindowFrom = cut.WindowFrom,
            WindowWeeks = cut.WindowWeeks,
            Basis = FigureText.Word(money.Flow.Basis),
            Options = [.. Options(knowledge, plan, seed).Order(StringComparer.Ordinal)],
            Scores = scores,
            Findings = findings,
            Targets = targets is null ? null : [.. targets.Select(line => Target(line, parties))],
        };
    }

    private static IEnumerable<string> Options(KnowledgeRun? knowledge, PlanSettings? plan, long seed)
    {
        if (knowledge is not null)
        {
            yield return $"alpha={FigureText.Share(knowledge.Settings.Naming.Alpha)}";
            yield return $"materiality={new Money(knowledge.Settings.Options.MaterialityUnits)}";
            yield return knowledge.Result.ModelKind is { } kind ? $"model={kind} {knowledge.Result.ModelSha256}" : "model=none";
        }

        if (plan is not null)
        {
            yield return $"budget={FigureText.Cost(plan.Targets.Budget)}";
            yield return $"plan={RunJson.OneLine(plan.Document())}";
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"seed={seed}");
        }
    }

    private static PublishedScore Score(ScoreRow row, int place) => new(
        place, row.NetworkId, row.Tier, row.Decision, Share(row.Probability), Share(row.ProbabilityLow), Share(row.ProbabilityHigh), Share(row.ExposureShare),
        row.ExposureAmount, row.ExposureLow, row.ExposureHigh, Share(row.ShareLow), Share(row.ShareHigh), Share(row.PayeeExposureShare), Share(row.Criticality),
        row.SettledToPirates, row.PirateSites, row.Reasons.Split(';', StringSplitOptions.RemoveEmptyEntries));

    private static PublishedTarget Target(TargetLine line, HashSet<string> parties)
    {
        var (party, payee) = line.TargetKind == FigureText.Word(TargetKind.Relationship) ? Ends(line.TargetId, parties) : (line.TargetId, null);
        return new PublishedTarget(
            line.Rank, line.TargetKind, line.TargetId, party, payee, line.Action, FigureParser.Cost(FigureText.Cost(line.Cost)), line.Gain, line.CumulativeRemoved,
            Share(line.CumulativeShare), line.RemovedLow, line.RemovedHigh, line.NetOfRecapture, line.Collateral, Share(line.Optimality), line.TieGroup);
    }

    /// <summary>Payer and payee of a relationship. Ids may hold the sign that joins them, so both sides must be parties.</summary>
    private static (string Payer, string? Payee) Ends(string id, HashSet<string> parties)
    {
        for (var at = id.IndexOf('>', StringComparison.Ordinal); at >= 0; at = id.IndexOf('>', at + 1))
        {
            if (parties.Contains(id[..at]) && parties.Contains(id[(at + 1)..]))
            {
                return (id[..at], id[(at + 1)..]);
            }
        }

        throw new InvalidOperationException($"The relationship {id} does not join two parties.");
    }

    private static string Explanation(EvidenceExplanation tested) => $"{tested.Explanation} {(tested.Holds ? "holds" : "does not hold")}: {tested.TextEn}";

    private static double Share(double share) => FigureParser.Share(FigureText.Share(share));

    private static double? Share(double? share) => share is { } known ? Share(known) : null;
}
