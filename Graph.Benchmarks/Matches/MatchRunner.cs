using Graph.Benchmarks.Peers;

namespace Graph.Benchmarks.Matches;

/// <summary>Plays matches: contenders take turns, round by round, each answer is verified outside the clock.</summary>
internal static class MatchRunner
{
    // A contender this slow plays one round only.
    private const double SlowSeconds = 10;

    private const double QuickSeconds = 0.3;
    private const int RunsPerTurn = 3;

    /// <summary>Plays a match.</summary>
    /// <param name="match">The match; rivals that have not got the kernel leave it.</param>
    /// <param name="rounds">Counted rounds; one more before them warms up.</param>
    /// <param name="shelf">Notes who left.</param>
    public static IReadOnlyList<Outcome> Play(Match match, int rounds, PeerShelf shelf)
    {
        Console.Error.WriteLine($"{match.Work}, {match.Graph}: {string.Join(", ", match.Rivals.Select(rival => rival.Contender.Name).Prepend("ours"))}");
        var ours = new Samples(match.Parts);
        var theirs = match.Rivals.ToDictionary(rival => rival, _ => new Samples(match.Parts));
        for (var round = 0; round <= rounds; round++)
        {
            for (var part = 0; part < match.Parts; part++)
            {
                ours.Add(part, Several(match.Ours, part, () => match.CheckOurs(part, match.Ours.Answer!)), warmUp: round == 0);
                foreach (var rival in match.Rivals.ToList().Where(rival => round < 2 || theirs[rival].Slowest < SlowSeconds))
                {
                    Turn(match, rival, part, round, theirs[rival], shelf);
                }
            }
        }

        var own = ours.Spread(match.Per);
        var quality = match.Quality?.Invoke(match.Ours.Answer!);
        return match.Rivals.Count == 0
            ? [new Outcome(match.Work, match.Graph, own, null, default, null, null, quality is { } alone ? FormattableString.Invariant($"quality {alone:F4}") : "checked")]
            : Fastest(match.Rivals.Select(rival => new Outcome(
                match.Work, match.Graph, own, rival.Contender.Name, theirs[rival].Spread(match.Per), rival.Goal,
                quality / (rival.Contender.Answer is { } answer ? match.Quality?.Invoke(answer) : null), theirs[rival].Check)));
    }

    /// <summary>Of variants of one rival ("name, variant"), the fastest: a peer is taken at its best.</summary>
    private static List<Outcome> Fastest(IEnumerable<Outcome> outcomes) =>
        [.. outcomes.GroupBy(outcome => outcome.Rival!.Split(',')[0]).Select(variants => variants.MinBy(outcome => outcome.Theirs.Minimum)!)];

    private static void Turn(Match match, Rival rival, int part, int round, Samples samples, PeerShelf shelf)
    {
        try
        {
            var timings = Several(rival.Contender, part, () =>
                samples.Check = rival.Contender.Verified ?? rival.Check(part, match.Ours.Answer!, rival.Contender.Answer!));
            samples.Add(part, timings, warmUp: round == 0);
        }
        catch (Exception trouble) when (trouble is PeerMissingException or WrongAnswerException)
        {
            // Told in the table's notes: what answers otherwise or not at all is not compared.
            shelf.Skip($"{rival.Contender.Name}, {match.Work}, {match.Graph}", trouble.Message);
            match.Rivals.Remove(rival);
        }
    }

    /// <summary>A turn: three runs of a quick contender, each verified; one of a slow one, or of one that makes several by itself.</summary>
    private static List<Timing> Several(Contender contender, int part, Action check)
    {
        var timings = new List<Timing>();
        do
        {
            timings.AddRange(contender.Run(part));
            check();
        }
        while (timings.Count < RunsPerTurn && timings[0].Seconds < QuickSeconds);
        return timings;
    }

    /// <summary>Times of a contender, part by part.</summary>
    private sealed class Samples(int parts)
    {
        private readonly List<Timing>[] byPart = [.. Enumerable.Range(0, parts).Select(_ => new List<Timing>())];

        public string Check { get; set; } = "";

        public double Slowest { get; private set; }

        public void Add(int part, IReadOnlyList<Timing> timings, bool warmUp)
        {
            Slowest = Math.Max(Slowest, timings.Max(timing => timing.Seconds));
            if (!warmUp)
            {
                byPart[part].AddRange(timings);
            }
        }

        public Spread Spread(double per) => new(
            Mean(part => part.Min(timing => timing.Seconds)) / per,
            Mean(part => Median([.. part.Select(timing => timing.Seconds).Order()])) / per,
            Mean(part => part.Average(timing => timing.CpuSeconds)) / per);

        private double Mean(Func<List<Timing>, double> measure) => byPart.Average(measure);

        private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
