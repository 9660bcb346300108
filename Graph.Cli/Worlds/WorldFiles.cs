using System.Globalization;
using System.Text;
using Graph.Analysis.Simulation;
using Graph.Ingest.Csv;
using Graph.Model.Records;

namespace Graph.Cli.Worlds;

/// <summary>How to lay a world out in files.</summary>
public sealed record WorldFilesOptions
{
    /// <summary>One file of placements a week (<c>placements-2026-W02.csv</c>) instead of one for all. Default true.</summary>
    public bool Weekly { get; init; } = true;
}

/// <summary>A file of a world.</summary>
/// <param name="Name">Its name without folder.</param>
/// <param name="Rows">Rows without the header.</param>
/// <param name="Bytes">Its size.</param>
public sealed record WorldFile(string Name, long Rows, long Bytes);

/// <summary>Writes a simulated world as a data folder of the contract, and its truth, which no reader opens, elsewhere.</summary>
public static class WorldFiles
{
    /// <summary>Writes the data files and, where a folder is given for it, the truth.</summary>
    /// <param name="world">The world.</param>
    /// <param name="folder">The data folder; made when missing. Files of the same names are replaced.</param>
    /// <param name="truthFolder">Folder for truth-sites.csv, truth-networks.csv and truth-ties.csv, or null.</param>
    /// <param name="options">The layout.</param>
    /// <param name="progress">Told after each file, or null.</param>
    /// <param name="cancellation">Cancels; files written so far stay.</param>
    /// <returns>The data files, in the order in which they were written.</returns>
    /// <exception cref="ArgumentException">The truth would lie in the data folder.</exception>
    public static IReadOnlyList<WorldFile> Write(
        World world, string folder, string? truthFolder, WorldFilesOptions options, Action<WorldFile>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(options);
        if (truthFolder is not null && Path.GetFullPath(truthFolder) == Path.GetFullPath(folder))
        {
            throw new ArgumentException("The truth must not lie in the data folder: choose another folder.", nameof(truthFolder));
        }

        Directory.CreateDirectory(folder);
        var target = new Target(folder, [], progress);
        WritePlacements(world, target, options, cancellation);
        target.Write("settlements.csv", RecordType.Settlements, writer =>
        {
            foreach (var settlement in world.Settlements(cancellation))
            {
                writer.Write(settlement.Row, settlement.Stated);
            }
        });
        target.Write("settlement_lines.csv", RecordType.SettlementLines, writer => Each(world.SettlementLines(cancellation), row => writer.Write(row)));
        target.Write("parties.csv", RecordType.Parties, writer => Each(world.Parties(), row => writer.Write(row)));
        target.Write("lists.csv", RecordType.Lists, writer => Each(world.Lists(), row => writer.Write(row)));
        target.Write("notices.csv", RecordType.Notices, writer => Each(world.Notices(), row => writer.Write(row)));
        target.Write("declarations.csv", RecordType.Declarations, writer => Each(world.Declarations(), row => writer.Write(row)));
        target.Write("verdicts.csv", RecordType.Verdicts, writer => Each(world.Verdicts(), row => writer.Write(row)));
        target.Write("works.csv", RecordType.Works, writer => Each(world.Works(), row => writer.Write(row)));
        target.Write("rates.csv", RecordType.Rates, writer => Each(world.Rates(), row => writer.Write(row)));
        if (truthFolder is not null)
        {
            WriteTruth(world, truthFolder);
        }

        return target.Files;
    }

    private static void WritePlacements(World world, Target target, WorldFilesOptions options, CancellationToken cancellation)
    {
        if (!options.Weekly)
        {
            target.Write("placements.csv", RecordType.Placements, writer => Placements(world.Placements(), writer, cancellation));
            return;
        }

        for (var week = 0; week < world.Options.Weeks; week++)
        {
            var monday = world.FirstDayOf(week).ToDateTime(TimeOnly.MinValue);
            var name = string.Create(CultureInfo.InvariantCulture,
                $"placements-{ISOWeek.GetYear(monday):D4}-W{ISOWeek.GetWeekOfYear(monday):D2}.csv");
            var rows = world.Placements(week);
            target.Write(name, RecordType.Placements, writer => Placements(rows, writer, cancellation));
        }
    }

    private static void Placements(IEnumerable<SimulatedPlacement> rows, CsvRecordWriter writer, CancellationToken cancellation)
    {
        foreach (var placement in rows)
        {
            if ((writer.Rows & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            writer.Write(placement.Row, placement.Stated);
        }
    }

    private static void Each<T>(IEnumerable<T> rows, Action<T> write)
    {
        foreach (var row in rows)
        {
            write(row);
        }
    }

    private static void WriteTruth(World world, string folder)
    {
        Directory.CreateDirectory(folder);
        Lines(folder, "truth-sites.csv", "site,is_pirate,account_id,owner_sites,networks,carries,from,to,new_owner_from", world.SiteTruths().Select(truth =>
            FormattableString.Invariant($"{truth.Site},{Bit(truth.IsPirate)},{truth.Account},{truth.OwnerSites},{truth.Networks},{truth.Carries},")
            + FormattableString.Invariant($"{Day(truth.From)},{Day(truth.To)},{Day(truth.NewOwnerFrom)}")));
        Lines(folder, "truth-networks.csv", "network_id,kind,conducts,adversary,sites,pirate_sites,keeps_books", world.NetworkTruths().Select(truth =>
            FormattableString.Invariant($"{truth.Network},{Word(truth.Kind)},{Signals(truth.Conducts)},{Word(truth.Adversary)},")
            + FormattableString.Invariant($"{truth.Sites},{truth.PirateSites},{Bit(truth.KeepsBooks)}")));
        Lines(folder, "truth-ties.csv", "kind,from,through,to", world.TieTruths().Select(truth =>
            FormattableString.Invariant($"{truth.Kind},{truth.From},{truth.Through},{truth.To}")));
    }

    private static string Word(NetworkMotive kind) => kind switch
    {
        NetworkMotive.Knowing => "knowing",
        NetworkMotive.Negligent => "negligent",
        NetworkMotive.Huge => "huge",
        NetworkMotive.Agency => "agency",
        NetworkMotive.Niche => "niche",
        _ => "honest",
    };

    private static string Word(WorldAdversary adversary) => adversary switch
    {
        WorldAdversary.Reroute => "reroute",
        WorldAdversary.ReRegister => "re_register",
        WorldAdversary.Hide => "hide",
        _ => "none",
    };

    /// <summary>The signals that the conducts should raise, <c>S1;S3</c>.</summary>
    private static string Signals(NetworkConducts conducts) => string.Join(';', Enumerable.Range(0, 10)
        .Where(bit => ((int)conducts & (1 << bit)) != 0).Select(bit => FormattableString.Invariant($"S{bit + 1}")));

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";

    private static int Bit(bool value) => value ? 1 : 0;

    private static void Lines(string folder, string name, string header, IEnumerable<string> lines)
    {
        using var writer = new StreamWriter(Path.Combine(folder, name), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine(header);
        foreach (var line in lines)
        {
            writer.WriteLine(line);
        }
    }

    /// <summary>The data folder and what was written into it.</summary>
    private sealed record Target(string Folder, List<WorldFile> Files, Action<WorldFile>? Progress)
    {
        public void Write(string name, RecordType type, Action<CsvRecordWriter> rows)
        {
            using var stream = new FileStream(
                Path.Combine(Folder, name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.SequentialScan);
            using var writer = new CsvRecordWriter(stream, type);
            rows(writer);
            writer.Flush();
            var file = new WorldFile(name, writer.Rows, stream.Position);
            Files.Add(file);
            Progress?.Invoke(file);
        }
    }
}
