namespace Graph.Cli.Runs;

/// <summary>Ids that a user may have meant.</summary>
internal static class CloseIds
{
    /// <summary>The ids nearest to a wrong one by edits of letters, nearest first, then ordinally.</summary>
    /// <param name="wanted">What was written.</param>
    /// <param name="ids">What there is.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> ids, int most) =>
        [.. ids.Select(id => (Id: id, Edits: Edits(wanted.ToUpperInvariant(), id.ToUpperInvariant()))).OrderBy(pair => pair.Edits).ThenBy(pair => pair.Id, StringComparer.Ordinal).Take(most).Select(pair => pair.Id)];

    /// <summary>Levenshtein distance, one row at a time.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
