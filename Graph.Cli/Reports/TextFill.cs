using System.Text.RegularExpressions;
using Graph.Analysis.Knowledge.Signals;

namespace Graph.Cli.Reports;

/// <summary>Puts facts into the placeholders of a text.</summary>
internal static partial class TextFill
{
    /// <summary>The text with <c>{name}</c> replaced by the fact of that name. A placeholder without a fact stays as it is,
    /// so that what is missing can be seen; what a fact contains is never read as a placeholder.</summary>
    public static string Of(string text, params IReadOnlyList<IReadOnlyDictionary<string, string>> facts) =>
        Placeholder().Replace(text, match => Find(match.Groups[1].Value, facts) ?? match.Value);

    /// <summary>Both languages.</summary>
    public static Bilingual Of(Bilingual text, params IReadOnlyList<IReadOnlyDictionary<string, string>> facts) =>
        new(Of(text.En, facts), Of(text.Zh, facts));

    /// <summary>The names of the placeholders of a text.</summary>
    public static IEnumerable<string> Names(string text) => Placeholder().Matches(text).Select(match => match.Groups[1].Value);

    private static string? Find(string name, IReadOnlyList<IReadOnlyDictionary<string, string>> facts)
    {
        foreach (var some in facts)
        {
            if (some.TryGetValue(name, out var fact))
            {
                return fact;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
