using System.Text.Json.Nodes;

namespace Graph.Cli.Reports;

/// <summary>audit.html: the page of an audit.</summary>
internal static class AuditPage
{
    private static readonly string[] Scripts = ["kit.js", "timeline.js", "cases.js", "audit.js"];

    /// <summary>The page.</summary>
    /// <param name="audit">The audit.</param>
    /// <param name="language">The language that it opens in: <c>en</c> or <c>zh</c>.</param>
    public static string Build(AuditDocument audit, string language) => PageFrame.Build(
        Scripts,
        new JsonObject
        {
            ["lang"] = language,
            ["texts"] = new JsonObject { ["en"] = Texts("en"), ["zh"] = Texts("zh") },
            ["audit"] = JsonNode.Parse(RunJson.OneLine(audit)),
        },
        language,
        "audit.json, fixes.csv, declaration.csv");

    /// <summary>The texts of a language, by key: those of the report, and its own.</summary>
    internal static JsonObject Texts(string language) => PageFrame.Texts(language, "page", "audit");
}
