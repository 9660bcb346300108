namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>A party's slope of cut-off on size, beside everybody else's.</summary>
/// <param name="Slope">Change of the log odds of a weekly cut-off per ln of revenue, shrunken.</param>
/// <param name="StandardError">Of the difference to <paramref name="Pooled"/>.</param>
/// <param name="Pooled">The slope of all other parties together.</param>
/// <param name="SlopeError">Standard error of the slope alone: for the comparison with 0.</param>
internal readonly record struct PartySlope(double Slope, double StandardError, double Pooled, double SlopeError);

/// <summary>Who is cut off, and does size decide? One hazard model over all parties, then one slope per party.</summary>
/// <remarks>
/// <para>Pooled: weekly log odds of a cut-off by weeks at risk (1–2, 3–4, 5–8, later), noticed or only listed, the three commonest formats, how many pairs of all
/// parties were cut off in that calendar block of four weeks (log odds, so that a general sweep is nobody's merit), and size: ln revenue before
/// the start less the party's mean. Priors Normal(0, 2²), for the size Normal(0, 1).</para>
/// <para>Party: its pooled log odds without the size as offset, an own level Normal(0, 2²) for being slow or quick all over, and an own slope
/// Normal(pooled slope, 1): few pairs stay near what everybody does, with a wide error.</para>
/// <para>What everybody else does is found without the party by one Newton step from the pooled mode, with its rows taken out of gradient and information;
/// where it makes up more than a tenth of the weeks at risk, by a fit of its own.</para>
/// </remarks>
internal sealed class ComplianceModel
{
    private const int Columns = 10;
    private const int Size = 9;
    private const int Block = 28;
    private const double LevelPrecision = 0.25;
    private const double SlopePrecision = 1.0;
    private const double LargePart = 0.1;
    private static readonly int[] Bins = [2, 4, 8, RiskPairs.HorizonWeeks];

    private readonly DateOnly asOf;
    private readonly Dictionary<int, double> blockOdds;
    private readonly List<int> formats;
    private readonly HazardFit pooled;
    private readonly double trials;
    private readonly SortedDictionary<int, HazardRows> rowsOf = [];

    /// <summary>Fits the pooled model.</summary>
    public ComplianceModel(RiskPairs pairs, DateOnly asOf, CancellationToken cancellation)
    {
        this.asOf = asOf;
        var all = pairs.ByParty.Values.SelectMany(list => list).ToList();
        formats = [.. all.Where(pair => pair.Format >= 0).GroupBy(pair => pair.Format).OrderByDescending(format => format.Count()).ThenBy(format => format.Key)
            .Take(3).Select(format => format.Key)];
        blockOdds = BlockOdds(all);
        foreach (var (party, list) in pairs.ByParty)
        {
            rowsOf.Add(party, Rows(list));
        }

        trials = rowsOf.Values.Sum(rows => rows.Trials.Sum());
        pooled = HazardLogit.Fit(Join(rowsOf.Values), new double[Columns], Precisions(), cancellation);
    }

    /// <summary>The slope of a party that has pairs.</summary>
    public PartySlope SlopeOf(int party, CancellationToken cancellation)
    {
        var rows = rowsOf[party];
        var others = Without(party, rows, cancellation);
        var everybody = others.Coefficients[Size];
        var offsets = new double[rows.Count];
        var covariates = new double[2 * rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            var size = rows.Covariates[(row * Columns) + Size];
            offsets[row] = HazardLogit.LogOdds(rows, row, others.Coefficients) - (size * everybody);
            (covariates[2 * row], covariates[(2 * row) + 1]) = (1.0, size);
        }

        var fit = HazardLogit.Fit(new HazardRows(2, covariates, offsets, rows.Trials, rows.Events), [0.0, everybody], [LevelPrecision, SlopePrecision], cancellation);
        var own = fit.StandardError(1);
        var pool = others.StandardError(Size);
        return new PartySlope(fit.Coefficients[1], Math.Sqrt((own * own) + (pool * pool)), everybody, own);
    }

    /// <summary>The pooled model without a party's rows.</summary>
    private HazardFit Without(int party, HazardRows rows, CancellationToken cancellation)
    {
        if (rows.Trials.Sum() > LargePart * trials)
        {
            return HazardLogit.Fit(Join(rowsOf.Where(other => other.Key != party).Select(other => other.Value)), new double[Columns], Precisions(), cancellation);
        }

        // At the mode all rows and the prior together have gradient 0: without the party it is minus the party's.
        var (gradient, information) = HazardLogit.Derivatives(rows, pooled.Coefficients);
        var left = pooled.Information - information;
        var step = left.Cholesky().Solve(gradient);
        return new HazardFit([.. pooled.Coefficients.Select((beta, i) => beta - step[i])], left, 0.0, 1);
    }

    private static double[] Precisions()
    {
        var precisions = new double[Columns];
        Array.Fill(precisions, LevelPrecision);
        precisions[Size] = SlopePrecision;
        return precisions;
    }

    /// <summary>Log odds of a weekly cut-off in each calendar block over all pairs, smoothed by two weeks at risk at the general rate, less the general ones.</summary>
    private Dictionary<int, double> BlockOdds(List<RiskPair> pairs)
    {
        var blocks = new SortedDictionary<int, (double Trials, double Events)>();
        foreach (var pair in pairs)
        {
            foreach (var (_, block, weeks, events) in Spells(pair))
            {
                var sum = blocks.GetValueOrDefault(block);
                blocks[block] = (sum.Trials + weeks, sum.Events + events);
            }
        }

        var rate = (blocks.Values.Sum(block => block.Events) + 0.5) / (blocks.Values.Sum(block => block.Trials) + 1.0);
        return blocks.ToDictionary(
            block => block.Key, block => LogOdds((block.Value.Events + (2.0 * rate)) / (block.Value.Trials + 2.0)) - LogOdds(rate));
    }

    private static double LogOdds(double p) => Math.Log(p / (1.0 - p));

    /// <summary>A pair's weeks at risk, joined where bin and calendar block are the same.</summary>
    private IEnumerable<(int Bin, int Block, double Trials, double Events)> Spells(RiskPair pair)
    {
        for (var week = 0; week < pair.Weeks;)
        {
            var (bin, block) = Place(pair, week);
            var from = week;
            while (week < pair.Weeks && Place(pair, week) == (bin, block))
            {
                week++;
            }

            yield return (bin, block, week - from, pair.Cut && week == pair.Weeks ? 1.0 : 0.0);
        }
    }

    /// <summary>Bin of weeks at risk and calendar block of a week; blocks count back from t, so that moving all dates moves them too.</summary>
    private (int Bin, int Block) Place(RiskPair pair, int week) =>
        (Array.FindIndex(Bins, end => week < end), (asOf.DayNumber - pair.Start.DayNumber - (7 * week)) / Block);

    private HazardRows Rows(List<RiskPair> pairs)
    {
        var (covariates, weeks, events) = (new List<double>(), new List<double>(), new List<double>());
        foreach (var pair in pairs)
        {
            foreach (var spell in Spells(pair))
            {
                covariates.AddRange(Covariates(pair, spell.Bin, spell.Block));
                weeks.Add(spell.Trials);
                events.Add(spell.Events);
            }
        }

        return new HazardRows(Columns, [.. covariates], new double[weeks.Count], [.. weeks], [.. events]);
    }

    private double[] Covariates(RiskPair pair, int bin, int block) =>
    [
        1.0, bin == 1 ? 1.0 : 0.0, bin == 2 ? 1.0 : 0.0, bin == 3 ? 1.0 : 0.0, pair.Noticed ? 1.0 : 0.0,
        IsFormat(pair, 0), IsFormat(pair, 1), IsFormat(pair, 2), blockOdds[block], pair.Size,
    ];

    private double IsFormat(RiskPair pair, int rank) => rank < formats.Count && formats[rank] == pair.Format ? 1.0 : 0.0;

    private static HazardRows Join(IEnumerable<HazardRows> parts)
    {
        var list = parts.ToList();
        return new HazardRows(
            Columns, [.. list.SelectMany(part => part.Covariates)], [.. list.SelectMany(part => part.Offsets)],
            [.. list.SelectMany(part => part.Trials)], [.. list.SelectMany(part => part.Events)]);
    }
}
