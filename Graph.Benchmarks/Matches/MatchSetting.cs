using Graph.Benchmarks.Peers;

namespace Graph.Benchmarks.Matches;

/// <summary>What the makers of matches share.</summary>
/// <param name="Shelf">The peers.</param>
/// <param name="Threads">Threads of ours and theirs.</param>
/// <param name="Folder">Where graph files lie.</param>
/// <param name="FlowSize">Thousands of nodes of the flow networks.</param>
internal sealed record MatchSetting(PeerShelf Shelf, int Threads, string Folder, int FlowSize)
{
    /// <summary>Ours, in this process.</summary>
    public static InProcess<T> Ours<T>(Func<int, T> body, Func<T, double[]> answer) => new("ours", body, answer);

    /// <summary>A goal that stands in where the GAP Benchmark Suite cannot be had.</summary>
    public static double? WithoutGapbs(List<Rival> rivals, double goal) =>
        rivals.Exists(rival => rival.Contender is GapbsContender) ? null : goal;

    /// <summary>Adds a peer behind a driver, where it is there.</summary>
    public void AddDriver(
        List<Rival> rivals, string peer, string file, string kernel, Func<int, string> arguments, double? goal, Func<int, double[], double[], string> check)
    {
        if (Shelf.Driver(peer, file) is { } driver)
        {
            rivals.Add(new Rival(new DriverContender(peer, driver, kernel, arguments), goal, check));
        }
    }

    /// <summary>Adds a kernel of the GAP Benchmark Suite, where it is there. Of several variants the table keeps the fastest.</summary>
    public void AddGapbs(List<Rival> rivals, string program, string file, int trials, Func<int, string> arguments, double? goal, Func<string, int, string>? accept = null, string? variant = null)
    {
        if (Shelf.Gapbs(program) is { } path)
        {
            var contender = new GapbsContender("gapbs " + program + (variant is null ? "" : ", " + variant), path, file, trials, Threads, arguments, accept ?? GapbsContender.AllPass);
            rivals.Add(new Rival(contender, goal, (_, _, _) => ""));
        }
    }

    /// <summary>Adds QuikGraph, where it is wanted: the goal is a hundredth of its time.</summary>
    public void AddQuikGraph(List<Rival> rivals, Func<int, double[]> body, Func<int, double[], double[], string> check)
    {
        if (Shelf.Wants("quikgraph"))
        {
            Shelf.Use("quikgraph", Baselines.QuikGraphBaseline.Version);
            rivals.Add(new Rival(new InProcess<double[]>("quikgraph", body, values => values), 0.01, check));
        }
    }
}
