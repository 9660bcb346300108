using Graph.Analysis.Evaluation;
using Graph.Analysis.Simulation;
using Graph.Cli.Runs;
using Graph.Cli.Worlds;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores;

namespace Graph.Cli.Evaluation;

/// <summary>The worlds of an evaluation or of a training.</summary>
internal sealed record WorldPlan
{
    /// <summary>How many worlds.</summary>
    public required int Worlds { get; init; }

    /// <summary>Seed of the first world; the next worlds take the next seeds.</summary>
    public required long Seed { get; init; }

    /// <summary>Networks a world, in turn: world i has the i-th modulo their number.</summary>
    public required IReadOnlyList<int> Networks { get; init; }

    /// <summary>Placements a world, in turn like the networks.</summary>
    public required IReadOnlyList<long> Placements { get; init; }

    /// <summary>Weeks a world.</summary>
    public required int Weeks { get; init; }

    /// <summary>What pirates do, in turn.</summary>
    public required IReadOnlyList<WorldAdversary> Adversaries { get; init; }

    /// <summary>As-of dates a world, the last on its last day.</summary>
    public required int Dates { get; init; }

    /// <summary>Weeks between two dates.</summary>
    public int WeeksBetween { get; init; } = 4;

    /// <summary>What pirates do in a world.</summary>
    public WorldAdversary AdversaryOf(int world) => Adversaries[world % Adversaries.Count];

    /// <summary>The options of a world.</summary>
    public WorldOptions OptionsOf(int world) => WorldOptions.Knowledge(Placements[world % Placements.Count], (ulong)(Seed + world)) with
    {
        Networks = Networks[world % Networks.Count],
        Weeks = Weeks,
        Adversary = AdversaryOf(world),
    };

    /// <summary>The as-of dates of a world, ascending.</summary>
    public IReadOnlyList<DateOnly> DatesOf(World world) =>
        [.. Enumerable.Range(0, Dates).Select(i => world.LastDay.AddDays(-7 * WeeksBetween * (Dates - 1 - i)))];
}

/// <summary>Writes simulated worlds as files, loads them by the ordinary path, and replays them.</summary>
/// <param name="plan">The worlds.</param>
/// <param name="settings">How to replay.</param>
/// <param name="scratch">A folder for the worlds, one folder each while it is needed.</param>
/// <param name="clock">The clock.</param>
internal sealed class SimulatedReplay(WorldPlan plan, ReplaySettings settings, string scratch, TimeProvider clock)
{
    /// <summary>Replays one world, whole and with shares of its rows missing.</summary>
    /// <param name="world">0-based number.</param>
    /// <param name="missing">The shares; 0 is the whole world.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One result per share.</returns>
    public IReadOnlyList<ReplayResult> Run(int world, IReadOnlyList<double> missing, CancellationToken cancellation)
    {
        using var folder = new ScratchFolder(Path.Combine(scratch, FormattableString.Invariant($"world-{world}")));
        var simulated = World.Build(plan.OptionsOf(world), cancellation);
        var data = Path.Combine(folder.FullPath, "data");
        WorldFiles.Write(simulated, data, truthFolder: null, new WorldFilesOptions { Weekly = false }, progress: null, cancellation);
        var labels = WorldLabels.Of(simulated);
        var results = new List<ReplayResult>();
        foreach (var share in missing)
        {
            results.Add(Replayed(simulated, world, labels, Lossy(data, folder.FullPath, share, world, cancellation), share, cancellation));
        }

        return results;
    }

    private string Lossy(string data, string folder, double share, int world, CancellationToken cancellation)
    {
        if (share == 0.0)
        {
            return data;
        }

        var lossy = Path.Combine(folder, FormattableString.Invariant($"data-{share}"));
        RowLoss.Copy(data, lossy, share, (ulong)(plan.Seed + world), cancellation);
        return lossy;
    }

    private ReplayResult Replayed(World simulated, int world, LabelSource labels, string data, double share, CancellationToken cancellation)
    {
        var file = data + ".duckdb";
        using var store = RecordStores.Open(StoreUri.OfFile(file), readOnly: false, data + "-scratch", threads: 1);
        var loaded = IngestPipeline.Run(DataFolder.List(data), store, clock, progress: null, cancellation);
        if (loaded.Files.FirstOrDefault(f => f.File.Refused is not null || f.File.Counts.Rejected > 0) is { } broken)
        {
            throw new InvalidOperationException($"a generated file was not read whole: {broken.File.File} of world {plan.Seed + world}");
        }

        // Controls and baselines are taken of the whole world only.
        var here = share == 0.0 ? settings : settings with { RedrawNotices = false, WithBaselines = false };
        return new Replay(store, world + 1, AdversaryWords.Of(plan.AdversaryOf(world)), labels, here, clock).Run(plan.DatesOf(simulated), cancellation);
    }
}
