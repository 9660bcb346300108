using System.Globalization;
using Graph.Cli.Reports;

namespace Graph.Cli.Runs.Verification;

/// <summary>Recomputes the hash over the rows that each line of evidence cites.</summary>
/// <param name="texts">The canonical texts that a file and line may have; several where a store holds several versions of a file.</param>
internal sealed class CitedRowCheck(Func<EvidenceRow, IReadOnlyList<string>> texts)
{
    private const int MostCombinations = 4_096;

    /// <summary>Rows that were compared.</summary>
    public long Rows { get; private set; }

    /// <summary>Lines of which it cannot be told, because too many versions of their files are there.</summary>
    public long Unclear { get; private set; }

    /// <summary>The first difference, or null.</summary>
    /// <param name="lines">The lines of evidence with their numbers.</param>
    public Difference? First(IEnumerable<(long Number, EvidenceLine Line)> lines)
    {
        foreach (var (number, line) in lines)
        {
            if (Compare(number, line) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private Difference? Compare(long number, EvidenceLine line)
    {
        var candidates = new List<IReadOnlyList<string>>(line.Rows.Count);
        foreach (var row in line.Rows)
        {
            candidates.Add(texts(row));
            if (candidates[^1].Count == 0)
            {
                return new Difference(RunFolder.EvidenceName, number, $"row {Place(row)}", "a row that can be read", "none");
            }
        }

        Rows += line.Rows.Count;
        if (candidates.Aggregate(1.0, (product, c) => product * c.Count) > MostCombinations)
        {
            Unclear++;
            return null;
        }

        var found = Combinations(candidates).Select(EvidenceJsonl.RowsSha256).ToList();
        return found.Contains(line.RowsSha256)
            ? null
            : new Difference(RunFolder.EvidenceName, number, $"rows_sha256 of {Places(line)}", line.RowsSha256, found[0]);
    }

    private static IEnumerable<IReadOnlyList<string>> Combinations(List<IReadOnlyList<string>> candidates)
    {
        var chosen = new int[candidates.Count];
        while (true)
        {
            yield return [.. candidates.Select((c, i) => c[chosen[i]])];
            var next = 0;
            while (next < chosen.Length && ++chosen[next] == candidates[next].Count)
            {
                chosen[next++] = 0;
            }

            if (next == chosen.Length)
            {
                yield break;
            }
        }
    }

    private static string Places(EvidenceLine line) => line.Rows.Count switch
    {
        0 => "no rows",
        1 => Place(line.Rows[0]),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Place(line.Rows[0])} and {line.Rows.Count - 1} more"),
    };

    private static string Place(EvidenceRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.File}:{row.Line}");
}
