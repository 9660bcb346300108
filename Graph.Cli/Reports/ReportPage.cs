using System.Text.Json.Nodes;
using Graph.Cli.Runs;

namespace Graph.Cli.Reports;

/// <summary>report.html: the page of a run.</summary>
internal static class ReportPage
{
    private static readonly string[] Scripts = ["kit.js", "timeline.js", "cases.js", "plots.js", "plan.js", "page.js"];

    /// <summary>The page of a run.</summary>
    /// <param name="contents">The run folder.</param>
    /// <param name="language">The language that it opens in: <c>en</c> or <c>zh</c>.</param>
    public static string Build(RunContents contents, string language)
    {
        var run = JsonNode.Parse(RunJson.OneLine(contents.Run))!.AsObject();
        run.Remove("run_id");
        run.Remove("durations_ms");
        var data = new JsonObject
        {
            ["lang"] = language,
            ["texts"] = new JsonObject { ["en"] = Texts("en"), ["zh"] = Texts("zh") },
            ["run"] = run,
            ["scores"] = JsonNode.Parse(RunJson.OneLine(contents.Scores)),
            ["targets"] = JsonNode.Parse(RunJson.OneLine(contents.Targets)),
            ["frontier"] = JsonNode.Parse(RunJson.OneLine(contents.Frontier)),
            ["rejects"] = JsonNode.Parse(RunJson.OneLine(contents.Rejects)),
        };
        return PageFrame.Build(Scripts, data, language, "run.json, scores.csv, targets.csv");
    }

    /// <summary>The texts of a language, by key.</summary>
    internal static JsonObject Texts(string language) => PageFrame.Texts(language, "page", "plan");
}
