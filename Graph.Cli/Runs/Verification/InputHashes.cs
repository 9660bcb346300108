using Graph.Cli.Reports;
using Graph.Ingest.Csv;

namespace Graph.Cli.Runs.Verification;

/// <summary>Compares the input files of a folder with those that run.json lists.</summary>
internal static class InputHashes
{
    /// <summary>The first file, by name, that is missing or another one, or null.</summary>
    /// <param name="inputs">The files of the run. A name that was loaded in several versions may be any of them.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellation">Cancels.</param>
    public static Difference? First(IReadOnlyList<InputDocument> inputs, DataFolder folder, CancellationToken cancellation)
    {
        var files = folder.Files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var versions in inputs.GroupBy(i => i.File, i => i.Sha256, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var expected = $"SHA-256 {string.Join(" or ", versions)}";
            if (!files.TryGetValue(versions.Key, out var file))
            {
                return new Difference(versions.Key, null, "input file", expected, "no such file");
            }

            var found = CsvFile.Sha256(file.Path, cancellation);
            if (!versions.Contains(found, StringComparer.Ordinal))
            {
                return new Difference(versions.Key, null, "input file", expected, found);
            }
        }

        return null;
    }
}
