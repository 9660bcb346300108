using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Graph.Cli.Reports;

/// <summary>One HTML page without any network access: style, script and data in it, and a policy that names exactly those. All names in it are
/// data: they stand in a JSON block whose text cannot end the block, and the script shows them as text only.</summary>
internal static class PageFrame
{
    /// <summary>Escapes &lt;, &gt;, &amp;, quotes, control characters and the line separators U+2028 and U+2029, so that no name can
    /// end the data block or open a comment in it.</summary>
    private static readonly JsonSerializerOptions DataJson = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The page.</summary>
    /// <param name="scripts">The script files, in order.</param>
    /// <param name="data">What the script draws.</param>
    /// <param name="language">The language that it opens in: <c>en</c> or <c>zh</c>.</param>
    /// <param name="files">The files beside the page that say the same, for readers who allow no script.</param>
    public static string Build(IEnumerable<string> scripts, JsonObject data, string language, string files)
    {
        var (style, script) = (Resource("page.css"), string.Concat(scripts.Select(Resource)));
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
            <main id="page"><noscript>This report is drawn by a small script inside this file. Allow scripts for it, or read {files} beside it. 本报告由文件内的脚本绘制，请允许运行脚本，或直接查看同一文件夹中的 {files}。</noscript></main>
            <script type="application/json" id="data">{data.ToJsonString(DataJson)}</script>
            <script>{script}</script>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    /// <summary>The texts of a language, by key, from one or more files: <c>page</c> is <c>page.en.json</c>. Later files win.</summary>
    public static JsonObject Texts(string language, params ReadOnlySpan<string> files)
    {
        var texts = new JsonObject();
        foreach (var file in files)
        {
            foreach (var (key, text) in JsonNode.Parse(Resource($"{file}.{language}.json"))!.AsObject())
            {
                texts[key] = text!.DeepClone();
            }
        }

        return texts;
    }

    private static string Policy(string style, string script) =>
        $"default-src 'none'; style-src 'sha256-{Hash(style)}'; script-src 'sha256-{Hash(script)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string content) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    /// <summary>A file of the page, with LF line ends: what the browser hashes.</summary>
    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program lacks its resource {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
