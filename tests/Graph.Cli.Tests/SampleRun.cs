using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Collateral;
using Graph.Cli.Commands;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Tests;

/// <summary>Writes the run folder of a world, past reading and keeping.</summary>
internal static class SampleRun
{
    /// <summary>Runs analysis and all writers.</summary>
    /// <returns>The page.</returns>
    /// <param name="path">The folder.</param>
    /// <param name="records">The money.</param>
    /// <param name="language">The page's.</param>
    /// <param name="rejects">Rejected rows.</param>
    /// <param name="known">What tells what parties knew, or null: nothing does.</param>
    /// <param name="judge">Changes what was found, as a model would.</param>
    /// <param name="planned">Changes the plan, as options would.</param>
    public static string Write(
        string path, MoneyRecords records, string language = "en", IReadOnlyList<RejectedRow>? rejects = null, KnowledgeRecords? known = null,
        Func<KnowledgeResult, KnowledgeResult>? judge = null, Func<TargetPlan, TargetPlan>? planned = null)
    {
        var clock = new StageClock(TimeProvider.System);
        var flow = FlowGraphBuilder.Run(records, CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        var analysis = new MoneyAnalysis(flow, exposure);
        var planning = PlanChoices.Default(10m);
        var plan = analysis.Rank(planning, tiers: null, Mobility.None, clock, CancellationToken.None);
        plan = planned is null ? plan : planned(plan);
        rejects ??= [];
        using var folder = RunFolder.Open(path);
        var writer = new RunWriter(folder, Console(), CancellationToken.None);
        using (var stream = folder.Create(RunFolder.RejectsName))
        {
            RejectsCsv.Write(stream, rejects, CancellationToken.None);
        }

        var settings = new KnowledgeSettings();
        var knowledge = KnowledgeRun.Run(known ?? Nothing(records), analysis, settings, clock, CancellationToken.None);
        knowledge = judge is null ? knowledge : knowledge with { Result = judge(knowledge.Result) };
        writer.Scores(analysis, knowledge);
        var evidence = writer.Evidence(knowledge, rows => [.. rows.Select(_ => "")]);
        writer.Targets(plan);
        writer.Document(writer.Describe(
            new CutOptions(null, null, 12), new RunSettings(planning, 0.05, 1, settings), Inputs(rejects.Count), "duckdb",
            new RunFindings(analysis, knowledge, evidence, plan), clock));
        writer.Page(language);
        folder.Publish(dropOthers: true);
        return Path.Combine(path, RunFolder.ReportName);
    }

    /// <summary>Records that tell nothing of what parties knew.</summary>
    internal static KnowledgeRecords Nothing(MoneyRecords records) => new()
    {
        Cut = records.Cut,
        Files = [],
        Present = new HashSet<RecordType> { RecordType.Placements, RecordType.Lists },
        Sites = [],
        MoneySites = [],
        ListSites = [.. records.Lists.Select(_ => -1)],
        Words = [],
        Placements = [],
        Settlements = [],
        Prices = [],
        Resellers = [],
        Bands = [],
        Notices = [],
        NoticeParties = [],
        NoticeSites = [],
        NoticeAccounts = [],
        Declarations = [],
        DeclarationParties = [],
        Verdicts = [],
        VerdictParties = [],
    };

    /// <summary>A console that nobody reads.</summary>
    internal static CliEnvironment Console() => new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        OutIsTerminal = false,
        ErrorIsTerminal = false,
        Clock = TimeProvider.System,
        Folder = Path.GetTempPath(),
        TempFolder = Path.GetTempPath(),
        Variable = _ => null,
    };

    private static RunInputs Inputs(int rejected) => new(
        [
            (1, File("lists.csv", RecordType.Lists, new RowCounts(12, 12, 0, 0, 0), [])),
            (1, File("placements-2026-W47.csv", RecordType.Placements, new RowCounts(20_000, 20_000 - rejected, 0, 0, rejected), ["campaign"])),
            (1, File("settlements.csv", RecordType.Settlements, new RowCounts(40, 36, 3, 1, 0), [])),
        ],
        ["notes.txt"]);

    private static LoadedFile File(string name, RecordType type, RowCounts counts, IReadOnlyList<string> unknown) =>
        new(name, new string('a', 64), type, "utf-8", counts, unknown, null, "");
}
