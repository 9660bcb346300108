using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Graph.Analysis.Evaluation;

namespace Graph.Cli.Evaluation;

/// <summary>scorecard.html: one page without script and without any network access.</summary>
internal static class ScorecardPage
{
    private const string StyleName = "scorecard.css";

    /// <summary>The page.</summary>
    public static string Text(Scorecard card)
    {
        var style = Style();
        var policy = $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'";
        var title = $"Scorecard: {ScorecardText.Source(card.Setting)}";
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>AdChain · {title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n");
        foreach (var sentence in ScorecardPreface.Of(card.Setting))
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(sentence)}</p>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"<pre>{Safe(card.Setting.Command)}</pre>\n");
        foreach (var table in ScorecardTables.Of(card))
        {
            Append(page, table, card);
        }

        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Append(StringBuilder page, ScorecardTable table, Scorecard card)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Safe(ScorecardMarkdown.Heading(table, card.Setting))}</h2>\n<p>{Safe(table.Note)}</p>\n");
        if (table.Title == ScorecardTables.Reliability && card.Slices[0].Calibration.Bins.Count > 0)
        {
            page.Append(ReliabilityPlot.Svg(card.Slices[0].Calibration)).Append('\n');
        }

        if (table.Rows.Count == 0)
        {
            page.Append("<p>Nothing to show.</p>\n</section>\n");
            return;
        }

        page.Append("<div class=\"scroll\"><table>\n<tr>").AppendJoin("", table.Columns.Select(column => $"<th>{Safe(column)}</th>")).Append("</tr>\n");
        foreach (var row in table.Rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => cell == "no" ? "<td class=\"no\">no</td>" : $"<td>{Safe(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</table></div>\n</section>\n");
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    private static string Style()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(StyleName)
            ?? throw new InvalidOperationException($"The program lacks its part {StyleName}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
