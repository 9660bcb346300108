using System.Text;
using Graph.Analysis.Evaluation;

namespace Graph.Cli.Evaluation;

/// <summary>scorecard.md.</summary>
internal static class ScorecardMarkdown
{
    /// <summary>The text, lines ending in LF.</summary>
    public static string Text(Scorecard card)
    {
        var text = new StringBuilder();
        text.Append("# Scorecard: ").Append(ScorecardText.Source(card.Setting)).Append("\n\n");
        foreach (var sentence in ScorecardPreface.Of(card.Setting))
        {
            text.Append(sentence).Append("\n\n");
        }

        text.Append("```sh\n").Append(card.Setting.Command).Append("\n```\n");
        foreach (var table in ScorecardTables.Of(card))
        {
            text.Append("\n## ").Append(Heading(table, card.Setting)).Append("\n\n").Append(table.Note).Append('\n');
            Append(text, table);
        }

        return text.ToString();
    }

    /// <summary>The heading of a table: it names the kind of records each time, so that no figure can be quoted without.</summary>
    public static string Heading(ScorecardTable table, ScorecardSetting setting) => $"{table.Title} ({ScorecardText.Source(setting)})";

    private static void Append(StringBuilder text, ScorecardTable table)
    {
        if (table.Rows.Count == 0)
        {
            text.Append("\nNothing to show.\n");
            return;
        }

        text.Append("\n| ").AppendJoin(" | ", table.Columns).Append(" |\n|").Append(string.Concat(table.Columns.Select((_, i) => i == 0 ? "---|" : "---:|"))).Append('\n');
        foreach (var row in table.Rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
        }
    }
}
