using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Graph.Cli.Runs;

namespace Graph.Cli.Reports;

/// <summary>report.html: one page without any network access. All names in it are data: they stand in a JSON block whose
/// text cannot end the block, and the script shows them as text only.</summary>
internal static class ReportPage
{
    /// <summary>Escapes &lt;, &gt;, &amp;, quotes, control characters and the line separators U+2028 and U+2029, so that no name can
    /// end the data block or open a comment in it.</summary>
    private static readonly JsonSerializerOptions DataJson = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly string[] Scripts = ["kit.js", "timeline.js", "cases.js", "page.js"];

    /// <summary>The page of a run.</summary>
    /// <param name="contents">The run folder.</param>
    /// <param name="language">The language that it opens in: <c>en</c> or <c>zh</c>.</param>
    public static string Build(RunContents contents, string language)
    {
        var (style, script) = (Resource("page.css"), string.Concat(Scripts.Select(Resource)));
        var htmlLanguage = language == "zh" ? "zh-CN" : "en";
        return $"""
            <!DOCTYPE html>
            <html lang="{htmlLanguage}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy(style, script)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>AdChain</title>
            <style>{style}</style>
            </head>
            <body>
            <main id="page"><noscript>This report is drawn by a small script inside this file. Allow scripts for it, or read run.json, scores.csv and targets.csv beside it. 本报告由文件内的脚本绘制，请允许运行脚本，或直接查看同一文件夹中的 CSV 文件。</noscript></main>
            <script type="application/json" id="data">{Data(contents, language)}</script>
            <script>{script}</script>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>The texts of a language, by key.</summary>
    internal static JsonObject Texts(string language) => JsonNode.Parse(Resource($"page.{language}.json"))!.AsObject();

    private static string Policy(string style, string script) =>
        $"default-src 'none'; style-src 'sha256-{Hash(style)}'; script-src 'sha256-{Hash(script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string content) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string Data(RunContents contents, string language)
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
            ["rejects"] = JsonNode.Parse(RunJson.OneLine(contents.Rejects)),
        };
        return data.ToJsonString(DataJson);
    }

    /// <summary>A file of the page, with LF line ends: what the browser hashes.</summary>
    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
