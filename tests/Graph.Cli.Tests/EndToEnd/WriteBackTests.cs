using System.Globalization;
using System.Text.Json;
using Graph.Cli.Reports;
using Graph.Testing.Neo4j;

namespace Graph.Cli.Tests.EndToEnd;

/// <summary>A run from Neo4j gives the files that the embedded store gives, and what it found stands on the graph.</summary>
public sealed class WriteBackTests : IDisposable
{
    private static readonly string[] Files = ["scores.csv", "targets.csv", "flow.csv", "rejects.csv", "evidence.jsonl"];

    private readonly Neo4jServer server = Neo4jServer.Require();
    private readonly TempFolder folder = new();
    private readonly CliRunner runner;

    public WriteBackTests()
    {
        runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("generate", "--out", "data", "--placements", "3000", "--seed", "5").ExitCode);
    }

    [Fact]
    public void A_run_is_written_back_once_shown_compared_and_removed()
    {
        Assert.Equal(0, runner.Run("run", "data", "--out", "embedded").ExitCode);
        var first = Run("a");
        SameFiles("a");
        Shown("a", first);

        // The same again changes nothing, not even from a folder of another name.
        var before = server.Client.Number("MATCH (n) RETURN count(n)");
        Assert.Equal(first, Run("b"));
        Assert.Equal(before, server.Client.Number("MATCH (n) RETURN count(n)"));
        Assert.Single(Runs());

        // Another budget is another run; it is newer, so it is the one that is shown.
        var second = Run("c", "--budget", "1");
        Assert.NotEqual(first, second);
        Shown("c", second);
        using var changes = Json("store", "compare", first, second);
        Assert.Equal(0, changes.RootElement.GetProperty("scores").GetArrayLength());
        var gone = TargetsCsv.Read(folder.At("a/targets.csv")).Select(Target).Except(TargetsCsv.Read(folder.At("c/targets.csv")).Select(Target)).ToList();
        Assert.NotEmpty(gone);
        Assert.Empty(gone.Except(changes.RootElement.GetProperty("targets").EnumerateArray().Select(Before)));

        using var removed = Json("store", "remove", second);
        Assert.Equal(first, removed.RootElement.GetProperty("shows_scores").GetString());
        Shown("a", first);
        Assert.Equal(4, runner.Run("store", "remove", second, "--store", server.Uri).ExitCode);
    }

    [Fact]
    public void Parts_write_back_what_they_compute_and_no_write_back_leaves_the_store_alone()
    {
        Assert.Equal(0, runner.Run("run", "data", "--out", "a", "--store", server.Uri, "--no-write-back").ExitCode);
        Assert.Empty(Runs());
        Assert.Equal(0, server.Client.Number("MATCH (p:Party) WHERE p.mRun IS NOT NULL RETURN count(p)"));
        Assert.Equal(0, runner.Run("score", "--out", "s", "--store", server.Uri).ExitCode);
        Assert.Equal(0, runner.Run("rank", "--out", "s", "--store", server.Uri).ExitCode);
        var runs = Runs();
        Assert.Equal([(true, false), (false, true)], runs.Select(r => (r.GetProperty("shows_scores").GetBoolean(), r.GetProperty("shows_targets").GetBoolean())));
        Assert.Equal(File.ReadAllText(folder.At("a/scores.csv")), File.ReadAllText(folder.At("s/scores.csv")));
    }

    [Fact]
    public void The_schema_is_made_and_checked_and_queries_are_asked()
    {
        Assert.Equal(4, runner.Run("store", "check", "--store", server.Uri).ExitCode);
        Assert.Equal(0, runner.Run("store", "init", "--store", server.Uri).ExitCode);
        Assert.Equal(0, runner.Run("store", "check", "--store", server.Uri).ExitCode);
        server.Client.Rows("DROP INDEX adchain_score_run");
        var broken = runner.Run("store", "check", "--store", server.Uri);
        Assert.Equal(4, broken.ExitCode);
        Assert.Contains("adchain_score_run", broken.Error, StringComparison.Ordinal);
        Assert.Equal(0, runner.Run("store", "init", "--store", server.Uri).ExitCode);

        Run("a");
        var top = TargetsCsv.Read(folder.At("a/targets.csv"))[0];
        var answer = runner.Run("store", "query", "targets", "--store", server.Uri);
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains($"\t1\t{top.TargetKind}\t{top.TargetId}\t{top.Action}\t{FigureText.Cost(top.Cost)}\t{top.Gain}\t", answer.Out, StringComparison.Ordinal);
        var line = EvidenceJsonl.Read(folder.At("a/evidence.jsonl"))[0];
        using var evidence = Json("store", "query", "evidence", "--param", $"party={line.NetworkId}");
        var rows = evidence.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(
            line.Rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.File}:{r.Line}")),
            rows.Single(r => r.GetProperty("signal").GetString() == line.Signal).GetProperty("rows").EnumerateArray().Select(r => r.GetString()));
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    private static string Target(TargetLine line) => $"{line.TargetKind} {line.TargetId} {line.Action} {line.Rank} {line.Gain}";

    private static string Before(JsonElement move) => move.GetProperty("before") is { ValueKind: JsonValueKind.Object } was
        ? $"{move.GetProperty("kind").GetString()} {move.GetProperty("id").GetString()} {move.GetProperty("action").GetString()} {was.GetProperty("rank").GetInt32()} {was.GetProperty("gain").GetString()}"
        : "";

    private string Run(string output, params string[] more)
    {
        using var document = Json(["run", "data", "--out", output, .. more]);
        return document.RootElement.GetProperty("written_back").GetProperty("run").GetString()!;
    }

    private List<JsonElement> Runs()
    {
        using var document = Json("store", "runs");
        return [.. document.RootElement.GetProperty("runs").Clone().EnumerateArray()];
    }

    private JsonDocument Json(params string[] line)
    {
        var result = runner.Run([.. line, "--store", server.Uri, "--json"]);
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonDocument.Parse(result.Out);
    }

    private void SameFiles(string output)
    {
        foreach (var file in Files)
        {
            Assert.Equal(File.ReadAllText(folder.At($"embedded/{file}")), File.ReadAllText(folder.At($"{output}/{file}")));
        }

        Assert.Equal(
            GoldenTests.WithoutRunIdAndDurations(File.ReadAllText(folder.At("embedded/run.json"))),
            GoldenTests.WithoutRunIdAndDurations(File.ReadAllText(folder.At($"{output}/run.json"))).Replace("\"store_kind\": \"neo4j\"", "\"store_kind\": \"duckdb\"", StringComparison.Ordinal));
    }

    /// <summary>Every judged party shows its row of scores.csv, and nobody else shows anything.</summary>
    private void Shown(string output, string run)
    {
        var rows = ScoresCsv.Read(folder.At($"{output}/scores.csv"));
        Assert.Equal(
            rows.Select(r => $"{r.NetworkId} {r.Tier} {r.Decision} {r.Probability?.ToString("R", CultureInfo.InvariantCulture)} {r.ExposureAmount.Units} {r.Reasons}"),
            server.Client.Rows("""
                MATCH (p:Party) WHERE p.mRun = $run
                RETURN p.key, p.mTier, p.mDecision, p.mProbability, p.mExposure, reduce(t = '', x IN p.mReasons | t + CASE t WHEN '' THEN '' ELSE ';' END + x)
                ORDER BY p.mPlace
                """, new { run })
                .Select(c => $"{c[0].GetString()} {c[1].GetString()} {c[2].GetString()} {(c[3].ValueKind == JsonValueKind.Null ? "" : c[3].GetDouble().ToString("R", CultureInfo.InvariantCulture))} {c[4].GetInt64()} {c[5].GetString()}"));
        Assert.Equal(rows.Count, server.Client.Number("MATCH (p:Party) WHERE p.mRun IS NOT NULL RETURN count(p)"));
        var lines = EvidenceJsonl.Read(folder.At($"{output}/evidence.jsonl"));
        Assert.Equal(lines.Count, server.Client.Number("MATCH (f:Finding {run: $run})-[:ABOUT]->(p:Party) WHERE p.key = f.party RETURN count(f)", new { run }));
        Assert.Equal(lines.Sum(l => l.Rows.Count), server.Client.Number("MATCH (f:Finding {run: $run}) RETURN sum(size(f.rows))", new { run }));
        Assert.Equal(TargetsCsv.Read(folder.At($"{output}/targets.csv")).Count, server.Client.Number("MATCH (t:Target {run: $run}) WHERE (t)-[:AIMS_AT]->() RETURN count(t)", new { run }));
    }
}
