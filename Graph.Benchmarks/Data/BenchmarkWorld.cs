using Graph.Analysis.Simulation;
using Graph.Ingest.Csv;
using Graph.Model.Records;

namespace Graph.Benchmarks.Data;

/// <summary>Writes simulated worlds as data folders to measure with.</summary>
internal static class BenchmarkWorld
{
    /// <summary>The world of a size without foreign currency, so that a rival that knows no rates can give the same answer.</summary>
    public static World Build(long placements) => World.Build(
        WorldOptions.OfSize(placements, 1) with { ForeignNetworksPerMillion = 0 }, CancellationToken.None);

    /// <summary>Writes the world of a size into a folder, unless a complete one lies there.</summary>
    public static void Ensure(string folder, long placements)
    {
        var mark = Path.Combine(folder, FormattableString.Invariant($".complete-{placements}"));
        if (File.Exists(mark))
        {
            return;
        }

        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new ArgumentException($"{folder} is neither empty nor a finished world of {placements} placements: name another folder.");
        }

        var world = Build(placements);
        for (var week = 0; week < world.Options.Weeks; week++)
        {
            var rows = world.Placements(week);
            Write(folder, FormattableString.Invariant($"placements-{week + 1:D3}.csv"), RecordType.Placements, writer =>
            {
                foreach (var placement in rows)
                {
                    writer.Write(placement.Row, placement.Stated);
                }
            });
        }

        Write(folder, "settlements.csv", RecordType.Settlements, writer =>
        {
            foreach (var settlement in world.Settlements(CancellationToken.None))
            {
                writer.Write(settlement.Row, settlement.Stated);
            }
        });
        Write(folder, "settlement_lines.csv", RecordType.SettlementLines, writer => Each(world.SettlementLines(CancellationToken.None), row => writer.Write(row)));
        Write(folder, "parties.csv", RecordType.Parties, writer => Each(world.Parties(), row => writer.Write(row)));
        Write(folder, "lists.csv", RecordType.Lists, writer => Each(world.Lists(), row => writer.Write(row)));
        File.WriteAllText(mark, "");
    }

    private static void Each<T>(IEnumerable<T> rows, Action<T> write)
    {
        foreach (var row in rows)
        {
            write(row);
        }
    }

    private static void Write(string folder, string name, RecordType type, Action<CsvRecordWriter> rows)
    {
        using var stream = new FileStream(Path.Combine(folder, name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var writer = new CsvRecordWriter(stream, type);
        rows(writer);
    }
}
