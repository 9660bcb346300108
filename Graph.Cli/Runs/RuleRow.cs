using System.Globalization;
using Graph.Analysis.Targets.Rules;
using Graph.Ingest.Csv;
using Graph.Model.Records;

namespace Graph.Cli.Runs;

/// <summary>A row of a rules file: typed cells, each complaint with its column.</summary>
internal sealed class RuleRow(CsvTableRow row)
{
    /// <summary>The columns of a rules file; the first is required.</summary>
    public static readonly string[] Columns =
        ["rule", "target_kind", "target_id", "action", "region", "team", "value", "other_kind", "other_id", "other_action"];

    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>A cell, empty where nothing stands in it.</summary>
    public string this[string column]
    {
        get
        {
            used.Add(column);
            return row.Cells[Array.IndexOf(Columns, column)];
        }
    }

    /// <summary>Which actions the row speaks of.</summary>
    /// <param name="withTeam">Whether the team is part of that.</param>
    public ActionPattern Pattern(bool withTeam = true) =>
        new(Kind("target_kind"), Id("target_id", "target_kind"), Given("action"), Given("region"), withTeam ? Given("team") : null);

    /// <summary>Which actions the row speaks of besides.</summary>
    public ActionPattern Other() => new(Kind("other_kind"), Id("other_id", "other_kind"), Given("other_action"));

    /// <summary>A cell, or null where nothing stands in it.</summary>
    public string? Given(string column) => this[column] is { Length: > 0 } text ? text : null;

    /// <summary>A cell that must not be empty.</summary>
    public string Required(string column, string expected) => Given(column) ?? throw Wrong(column, expected);

    /// <summary>A whole number ≥ 0.</summary>
    public int Count() => int.TryParse(this["value"], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? count
        : throw Wrong("value", "a whole number of at least 0, such as 5");

    /// <summary>A cost ≥ 0.</summary>
    public decimal Cost() => decimal.TryParse(this["value"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost)
        ? cost
        : throw Wrong("value", "a cost of at least 0, such as 2.5");

    /// <summary>Complains about what stands in a column that the rule does not look at: it would be silently lost.</summary>
    public void RequireNothingElse()
    {
        foreach (var column in Columns.Where(column => !used.Contains(column)))
        {
            if (Given(column) is not null)
            {
                throw Wrong(column, $"nothing, as the rule {this["rule"].ToLowerInvariant()} does not look at it");
            }
        }
    }

    /// <summary>A complaint.</summary>
    /// <param name="column">The column.</param>
    /// <param name="expected">What is expected there.</param>
    public RuleRowException Wrong(string column, string expected) =>
        new($"line {row.Line}, column {column}: found {(Given(column) is { } text ? $"'{text}'" : "nothing")}, expected {expected}");

    private TargetKind? Kind(string column) => Given(column) is not { } text ? null
        : Enum.GetValues<TargetKind>().Where(kind => string.Equals(text, kind.ToString(), StringComparison.OrdinalIgnoreCase)).Cast<TargetKind?>().FirstOrDefault()
            ?? throw Wrong(column, "network, reseller, account or relationship");

    private string? Id(string column, string kindColumn)
    {
        if (Given(column) is not { } id || Kind(kindColumn) is not TargetKind.Relationship)
        {
            return Given(column);
        }

        var at = id.IndexOf('>', StringComparison.Ordinal);
        var (payer, payee) = at < 0 ? ("", "") : (id[..at].Trim(), id[(at + 1)..].Trim());
        return payer.Length > 0 && payee.Length > 0 ? $"{payer}>{payee}" : throw Wrong(column, "a relationship as payer>payee");
    }
}

/// <summary>A row of a rules file is no rule. The message names line and column, what was found and what is expected.</summary>
internal sealed class RuleRowException(string message) : Exception(message);
