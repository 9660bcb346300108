using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>A simulated world with planted truth, as typed records. The same options give the same records on every machine.</summary>
/// <remarks>
/// <para>Records are streamed. What is kept are tables per entity: networks, resellers, advertisers, accounts, sites, and pairs of
/// network and site (about one pair per placement and week). Every stream can be had at any time, in any order, repeatedly; the
/// numbers of a placement belong to its pair and week, not to its position.</para>
/// <para>All random numbers are whole numbers (<see cref="SeededRandom"/>), lognormal ones by fixed-point powers of two; nothing
/// rests on Math.Exp or Math.Log, whose last bit differs between machines.</para>
/// <para>Built in steps: who there is and what moves them, when sites are born and listed, who would serve whom, what networks do about
/// listings and notices, what accrues, what is paid, what is declared and decided. What networks do changes who serves whom, over whom, from which
/// week to which; everything behind follows from it.</para>
/// </remarks>
public sealed class World
{
    private readonly WorldPlan plan;
    private readonly WorldLives lives;
    private readonly WorldConduct conduct;
    private readonly WorldCast cast;
    private readonly WorldLanes lanes;
    private readonly WorldRates rates;
    private readonly WorldAccruals accruals;
    private readonly WorldTies ties;
    private readonly WorldLists lists;
    private readonly MissingRows missing;
    private readonly Lazy<WorldPayments> payments;

    private World(WorldOptions options, CancellationToken cancellation)
    {
        Options = options;
        plan = WorldPlan.Build(options);
        lives = WorldLives.Build(plan);
        var drawn = WorldDraw.Run(plan, lives, cancellation);
        conduct = WorldConduct.Build(plan, lives, drawn.Marked, cancellation);
        cast = new WorldCast(plan, conduct.Extras);
        lanes = WorldLanes.Build(plan, lives, drawn.Ordinary, conduct.Lanes, cancellation);
        missing = new MissingRows(options);
        rates = new WorldRates(options);
        accruals = new WorldAccruals(plan, lanes, rates);
        ties = WorldTies.Build(plan, lanes);
        lists = new WorldLists(plan, lives, cast, LastDay);
        payments = new Lazy<WorldPayments>(() => new WorldPayments(plan, lanes, conduct.Extras, accruals, ties, cast, rates));
    }

    /// <summary>The options that it follows from.</summary>
    public WorldOptions Options { get; }

    /// <summary>The tables that the names of all its rows come from.</summary>
    public RecordNames Names => cast.Names;

    /// <summary>Pairs of network and site.</summary>
    public int Pairs => lanes.Count;

    /// <summary>The Sunday of the last week: the newest accrual; nothing is dated after it.</summary>
    public DateOnly LastDay => accruals.DayOf(Options.Weeks - 1);

    /// <summary>Makes a world.</summary>
    /// <param name="options">What it looks like.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static World Build(WorldOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new World(options, cancellation);
    }

    /// <summary>The Monday of a week.</summary>
    /// <param name="week">0 … weeks − 1.</param>
    public DateOnly FirstDayOf(int week) => Options.FirstDay.AddDays(week * 7);

    /// <summary>The placements of a week, by network and site; they accrue on its Sunday.</summary>
    /// <param name="week">0 … weeks − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such week.</exception>
    public IEnumerable<SimulatedPlacement> Placements(int week)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(week);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(week, Options.Weeks);
        return accruals.Rows(week).Select(row => Complete(row, week)).Where(placement => !missing.Contains(placement.Row.PlacementId));
    }

    /// <summary>All placements, week by week. Lost ones are left out.</summary>
    public IEnumerable<SimulatedPlacement> Placements() => Enumerable.Range(0, Options.Weeks).SelectMany(Placements);

    /// <summary>All settlements up to the last day, by the period they pay for, then by payer and payee.</summary>
    /// <param name="cancellation">Cancels.</param>
    public IEnumerable<SimulatedSettlement> Settlements(CancellationToken cancellation) =>
        payments.Value.Settlements(cancellation).Where(settlement => !missing.Contains(settlement.Row.SettlementId));

    /// <summary>The lines of settlements of those payers that write them, in the order of the placements.</summary>
    /// <param name="cancellation">Cancels.</param>
    public IEnumerable<SettlementLine> SettlementLines(CancellationToken cancellation) =>
        payments.Value.Lines(cancellation).Where(line => !missing.Contains(line.SettlementId));

    /// <summary>The registered parties. Intermediaries that hide, and some accounts, are not among them.</summary>
    public IEnumerable<Party> Parties() => cast.Rows();

    /// <summary>What authorities list, with the time at which each recorded it.</summary>
    public IEnumerable<ListEntry> Lists() => lists.Entries();

    /// <summary>What authorities sent to networks, by the day it was sent.</summary>
    public IEnumerable<Notice> Notices() => WorldNotices.Rows(plan, cast, conduct.Notices);

    /// <summary>What networks declared about past quarters.</summary>
    public IEnumerable<Declaration> Declarations() => new WorldDeclarations(plan, lives, cast, conduct.Lanes).Rows();

    /// <summary>What authorities decided about networks.</summary>
    public IEnumerable<Verdict> Verdicts() => WorldVerdicts.Rows(plan, cast);

    /// <summary>The works that lists refer to.</summary>
    public IEnumerable<Work> Works() => lists.WorkRows();

    /// <summary>Exchange rates.</summary>
    public IEnumerable<Rate> Rates() => rates.Rows();

    /// <summary>The truth about every site.</summary>
    public IEnumerable<SiteTruth> SiteTruths() => new WorldTruths(plan, lives, conduct, lanes, cast).Sites();

    /// <summary>The truth about every network.</summary>
    public IEnumerable<NetworkTruth> NetworkTruths() => new WorldTruths(plan, lives, conduct, lanes, cast).Networks();

    /// <summary>The planted ties that no placement shows, and the ways that were changed after a notice.</summary>
    public IEnumerable<TieTruth> TieTruths() => new WorldTruths(plan, lives, conduct, lanes, cast).Ties(ties);

    /// <summary>p, the week, the number in the week with at least eight digits.</summary>
    internal static string PlacementId(int week, long number)
    {
        var digits = 8;
        for (var limit = 100_000_000L; number + 1 >= limit; limit *= 10)
        {
            digits++;
        }

        return string.Create(5 + digits, (week, number), static (text, key) =>
        {
            text[0] = 'p';
            Digits(text[1..4], key.week + 1);
            text[4] = '-';
            Digits(text[5..], key.number + 1);
        });
    }

    private static void Digits(Span<char> text, long number)
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            (number, var digit) = Math.DivRem(number, 10);
            text[i] = (char)('0' + digit);
        }
    }

    private SimulatedPlacement Complete(AccruedRow row, int week)
    {
        var random = accruals.DetailsOf(row, week);
        var (network, site, reseller) = (lanes.Network[row.Lane], lanes.Site[row.Lane], lanes.Reseller[row.Lane]);
        var account = lanes.AccountOf(plan, row.Lane);
        var implied = account < plan.Accounts && plan.ImplicitAccount[account];
        var relation = reseller < 0 || (lanes.Traits[row.Lane] & LaneTraits.ClaimsDirect) != 0 ? Relation.Direct : Relation.Reseller;
        var clicks = row.Impressions * random.Between(0, 40) / 10_000;
        return new SimulatedPlacement(
            new Placement(
                default, null, PlacementId(week, row.Number), accruals.DayOf(week), cast.Networks[network],
                cast.HostFor(site, ref random), row.Gross, Advertiser(network, ref random),
                reseller < 0 ? null : cast.Resellers[reseller], implied ? null : cast.Accounts[account],
                random.Chance(900_000) ? relation : null, row.Impressions, random.Chance(800_000) ? clicks : null,
                row.Foreign is null ? null : cast.Currencies[row.Foreign],
                cast.Formats[accruals.FormatOf(row.Lane, row.Slot)], cast.Geos[lanes.Geo[row.Lane]]),
            row.Stated);
    }

    /// <summary>A network has up to 24 advertisers, the first of them far more often; one row in ten names none.</summary>
    private Name? Advertiser(int network, ref SeededRandom random)
    {
        if (random.Chance(100_000))
        {
            return null;
        }

        var rank = Math.Min(random.Below(24), random.Below(24));
        return cast.Advertisers[((network * 13L) + (rank * rank)) % cast.Advertisers.Length];
    }
}
