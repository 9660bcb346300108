using Spectre.Console;

namespace Graph.Cli.Terminal;

/// <summary>Tables for people: drawn on a terminal, tab-separated lines elsewhere.</summary>
internal static class TableOutput
{
    /// <summary>Writes a table to standard output.</summary>
    /// <param name="environment">Where to write.</param>
    /// <param name="title">Said above the drawn table only.</param>
    /// <param name="columns">Names; one that begins with <c>#</c> is a column of numbers, aligned right.</param>
    /// <param name="rows">Cells.</param>
    public static void Write(CliEnvironment environment, string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (environment.OutIsTerminal)
        {
            Draw(environment, title, columns, rows);
        }
        else
        {
            WriteLines(environment, columns, rows);
        }
    }

    private static void WriteLines(CliEnvironment environment, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        environment.Out.Write(string.Join('\t', columns.Select(c => c.TrimStart('#'))) + "\n");
        foreach (var row in rows)
        {
            environment.Out.Write(string.Join('\t', row.Select(OneCell)) + "\n");
        }
    }

    private static void Draw(CliEnvironment environment, string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(environment.Out),
            Ansi = AnsiSupport.Yes,
            ColorSystem = environment.Colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = environment.Width;
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title)) };
        foreach (var column in columns)
        {
            var header = new TableColumn(new Text(column.TrimStart('#'), new Style(decoration: Decoration.Bold)));
            table.AddColumn(column.StartsWith('#') ? header.RightAligned() : header);
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(OneCell(cell))));
        }

        console.Write(table);
    }

    /// <summary>A cell without characters that would break the line or steer the terminal.</summary>
    private static string OneCell(string cell) =>
        cell.Any(char.IsControl) ? string.Concat(cell.Select(c => char.IsControl(c) ? ' ' : c)) : cell;
}
