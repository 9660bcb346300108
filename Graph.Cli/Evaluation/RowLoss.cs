using System.Text;
using Graph.Model.Records;

namespace Graph.Cli.Evaluation;

/// <summary>A data folder of which a share of the rows got lost.</summary>
/// <remarks>Rows of what is reported get lost: placements, settlements and their lines, notices, declarations. Registers (parties, lists, works, rates,
/// verdicts) stay. Each row is lost by the hash of its text, whatever its place. Only for generated files: a row is a line there.</remarks>
internal static class RowLoss
{
    private static readonly RecordType[] Reported =
        [RecordType.Placements, RecordType.Settlements, RecordType.SettlementLines, RecordType.Notices, RecordType.Declarations];

    /// <summary>Copies a folder and loses rows on the way.</summary>
    /// <param name="source">The folder of generated files.</param>
    /// <param name="target">The folder to fill; made when missing.</param>
    /// <param name="share">Share of the rows to lose, 0..1.</param>
    /// <param name="seed">Which rows get lost.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static void Copy(string source, string target, double share, ulong seed, CancellationToken cancellation)
    {
        Directory.CreateDirectory(target);
        foreach (var path in Directory.EnumerateFiles(source).Order(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var name = Path.GetFileName(path);
            if (IsReported(name))
            {
                CopyRows(path, Path.Combine(target, name), share, seed);
            }
            else
            {
                File.Copy(path, Path.Combine(target, name), overwrite: true);
            }
        }
    }

    private static bool IsReported(string name) => RecordTypes.All
        .Where(type => name.StartsWith(type.FileWord(), StringComparison.Ordinal))
        .OrderByDescending(type => type.FileWord().Length)
        .Take(1).Any(type => Reported.Contains(type));

    private static void CopyRows(string source, string target, double share, ulong seed)
    {
        using var reader = new StreamReader(source, Encoding.UTF8);
        using var writer = new StreamWriter(target, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine(reader.ReadLine());
        var limit = (ulong)(share * (1UL << 53));
        while (reader.ReadLine() is { } line)
        {
            if (Number(line, seed) >> 11 >= limit)
            {
                writer.WriteLine(line);
            }
        }
    }

    /// <summary>64 bits that look random and belong to the text: FNV-1a, mixed by a seeded stream.</summary>
    private static ulong Number(string line, ulong seed)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var character in line)
        {
            hash = unchecked((hash ^ character) * 1_099_511_628_211UL);
        }

        return Model.SeededRandom.Stream(seed, hash, 0).NextBits();
    }
}
