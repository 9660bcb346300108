using System.Text.RegularExpressions;
using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Queries;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Queries;

public sealed partial class SavedQueryTests
{
    public static TheoryData<string> Names => [.. SavedQueries.All.Select(q => q.Name)];

    [Fact]
    public void Ten_questions_ship() => Assert.Equal(
        [
            "edge-rows", "evidence", "money-paths", "resellers-of-listed", "run-changes", "shared-accounts", "still-pays", "targets", "told-when", "top-networks",
        ],
        SavedQueries.All.Select(q => q.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_header_tells_what_goes_in_and_what_comes_out(string name)
    {
        var query = SavedQueries.All.Single(q => q.Name == name);
        Assert.EndsWith("?", query.Question, StringComparison.Ordinal);
        var statement = Comments().Replace(query.Statement, "");
        Assert.Equal(
            query.Parameters.Select(p => p.Name).Order(StringComparer.Ordinal),
            Parameters().Matches(statement).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var returned = statement[(statement.LastIndexOf("\nRETURN ", StringComparison.Ordinal) + 8)..].Split("\nORDER BY")[0];
        Assert.Equal(query.Columns.Select(c => c.Name), Columns(returned));
        Assert.All(query.Parameters, p => Assert.Matches(p.Kind == QueryValueKind.Text ? "^'[^']*'$" : "^[0-9]+$", p.Example));
        Assert.DoesNotMatch("(?i)\\b(create|merge|set|delete|remove)\\b", statement);
    }

    [Fact]
    public void Values_are_checked_before_the_store_is_asked()
    {
        var query = SavedQueries.All.Single(q => q.Name == "top-networks");
        Dictionary<string, string> given = new(StringComparer.Ordinal) { ["from"] = "2026-08-31", ["until"] = "20261122", ["most"] = "5" };
        Assert.Equal([20260831L, 20261122L, 5L], query.Values(given));
        Assert.Contains("needs most", Wrong(given, g => g.Remove("most")), StringComparison.Ordinal);
        Assert.Contains("no parameter size, expected from, until, most", Wrong(given, g => g["size"] = "1"), StringComparison.Ordinal);
        Assert.Contains("found '31 Aug'", Wrong(given, g => g["from"] = "31 Aug"), StringComparison.Ordinal);
        Assert.Contains("found '-5'", Wrong(given, g => g["most"] = "-5"), StringComparison.Ordinal);
        Assert.Equal(["net-1", ""], SavedQueries.All.Single(q => q.Name == "evidence").Values(new Dictionary<string, string>(StringComparer.Ordinal) { ["party"] = "net-1" }));

        string Wrong(Dictionary<string, string> right, Action<Dictionary<string, string>> change)
        {
            var copy = new Dictionary<string, string>(right, StringComparer.Ordinal);
            change(copy);
            return Assert.Throws<FormatException>(() => query.Values(copy)).Message;
        }
    }

    [Fact]
    public void The_style_speaks_of_labels_and_types_that_the_graph_has()
    {
        var named = Selectors().Matches(SavedQueries.Style).Select(m => m.Groups[2].Value).ToList();
        string[] known =
        [
            .. ElementType.All.Select(e => e.Name), "Party", "Site", "Network", "Reseller", "Account", "Advertiser", "Run", "Score", "Target", "Finding",
            "K0", "K1", "K2", "K3", "CITES", "AIMS_AT",
        ];
        Assert.Empty(named.Except(known, StringComparer.Ordinal));

        // Of the rules that fit a node the last one wins, so tiers come after roles, and roles after what all parties share.
        Assert.True(named.IndexOf("Party") < named.IndexOf("Network") && named.IndexOf("Network") < named.IndexOf("K0"));
        Assert.Equal(SavedQueries.Style.Count(c => c == '{'), SavedQueries.Style.Count(c => c == '}'));
    }

    /// <summary>Names of columns: what stands after AS, or the expression itself, at each comma outside brackets.</summary>
    private static IEnumerable<string> Columns(string returned)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i <= returned.Length; i++)
        {
            depth += i == returned.Length ? 0 : returned[i] is '(' or '[' or '{' ? 1 : returned[i] is ')' or ']' or '}' ? -1 : 0;
            if (i == returned.Length || (returned[i] == ',' && depth == 0))
            {
                var column = returned[start..i];
                var name = column.LastIndexOf(" AS ", StringComparison.Ordinal);
                yield return (name < 0 ? column : column[(name + 4)..]).Trim();
                start = i + 1;
            }
        }
    }

    [GeneratedRegex("^//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"^(node|relationship)\.(\w+) \{", RegexOptions.Multiline)]
    private static partial Regex Selectors();
}
