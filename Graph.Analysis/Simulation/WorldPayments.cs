using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>Payments for what accrued: four weeks are a period, paid 30, 60 or 90 days after its end.</summary>
/// <remarks>Periods are worked one after another; between them only what was carried forward is kept, one number a pair.</remarks>
internal sealed class WorldPayments
{
    private const int WeeksInPeriod = 4;
    private readonly WorldPlan plan;
    private readonly WorldLanes lanes;
    private readonly WorldAccruals accruals;
    private readonly WorldPairs pairs;
    private readonly WorldTies ties;
    private readonly WorldCast cast;
    private readonly WorldRates rates;
    private readonly WorldExtras extras;
    private readonly DateOnly lastDay;

    public WorldPayments(
        WorldPlan plan, WorldLanes lanes, WorldExtras extras, WorldAccruals accruals, WorldTies ties, WorldCast cast, WorldRates rates)
    {
        this.extras = extras;
        this.plan = plan;
        this.lanes = lanes;
        this.accruals = accruals;
        this.ties = ties;
        this.cast = cast;
        this.rates = rates;
        pairs = WorldPairs.Build(plan, lanes);
        lastDay = accruals.DayOf(plan.Options.Weeks - 1);
    }

    private int Periods => (plan.Options.Weeks + WeeksInPeriod - 1) / WeeksInPeriod;

    public IEnumerable<SimulatedSettlement> Settlements(CancellationToken cancellation)
    {
        foreach (var book in Books(linesOnly: false, cancellation))
        {
            for (var pair = 0; pair < pairs.Count; pair++)
            {
                if (book.Paid[pair] > 0)
                {
                    foreach (var row in Pay(book, pair))
                    {
                        yield return row;
                    }
                }
            }

            foreach (var row in PayTies(book))
            {
                yield return row;
            }
        }
    }

    /// <summary>For payers that write lines: what each placement of a period has of its payment, rounded down.</summary>
    public IEnumerable<SettlementLine> Lines(CancellationToken cancellation)
    {
        foreach (var book in Books(linesOnly: true, cancellation))
        {
            for (var week = book.FirstWeek; week <= book.LastWeek; week++)
            {
                foreach (var row in accruals.Rows(week))
                {
                    var pair = pairs.LastHop[row.Lane];
                    if (pair >= 0 && plan.WritesLines[pairs.Payer[pair]] && !pairs.Split[pair] && book.Paid[pair] > 0
                        && row.Gross.Units > 0 && DayOfPayment(book, pair) <= lastDay)
                    {
                        // What was carried forward from earlier periods stays without lines.
                        var share = Math.Min(book.Paid[pair], book.Accrued[pair]);
                        var amount = (long)((Int128)row.Gross.Units * share / book.Accrued[pair]);
                        yield return new SettlementLine(
                            default, null, SettlementId(book.Period, pair), World.PlacementId(week, row.Number), new Money(amount));
                    }
                }
            }
        }
    }

    private static string SettlementId(int period, int pair) => FormattableString.Invariant($"s{period + 1:D3}-{pair + 1:D8}");

    private IEnumerable<Book> Books(bool linesOnly, CancellationToken cancellation)
    {
        var book = new Book(pairs.Count, plan.Options.Networks);
        for (var period = 0; period < Periods; period++)
        {
            book.Open(period, period * WeeksInPeriod, Math.Min(((period + 1) * WeeksInPeriod) - 1, plan.Options.Weeks - 1));
            if (accruals.DayOf(book.LastWeek).AddDays(30) > lastDay)
            {
                // Nothing of it, nor of any later period, is paid before the world ends.
                yield break;
            }

            for (var week = book.FirstWeek; week <= book.LastWeek; week++)
            {
                cancellation.ThrowIfCancellationRequested();
                Accrue(book, week, linesOnly);
            }

            Settle(book);
            yield return book;
        }
    }

    private void Accrue(Book book, int week, bool linesOnly)
    {
        foreach (var row in accruals.Rows(week))
        {
            var last = pairs.LastHop[row.Lane];
            if (last >= 0)
            {
                book.Accrued[last] += row.Gross.Units;
            }

            var earlier = pairs.EarlierHop[row.Lane];
            if (earlier >= 0 && !linesOnly)
            {
                book.Accrued[earlier] += row.Gross.Units;
            }

            book.Volume[lanes.Network[row.Lane]] += row.Gross.Units;
        }
    }

    private void Settle(Book book)
    {
        var threshold = plan.Options.PayoutThresholdYuan * Money.UnitsPerYuan;
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            var kept = plan.MarginPerMille[pairs.Payer[pair]];
            var due = book.Carried[pair] + (long)((Int128)book.Accrued[pair] * (1_000 - kept) / 1_000);
            var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Payments + (ulong)book.Period, (ulong)pair);

            // One payment in twenty is a part of what is due.
            var perMille = random.Chance(50_000) ? random.Between(400, 900) : 1_000;
            var paid = due < threshold ? 0 : (long)((Int128)due * perMille / 1_000);
            paid = pairs.Split[pair] ? PartsOf(book, pair, due).Sum() : paid;
            book.Paid[pair] = paid;
            book.Carried[pair] = due - paid;
        }
    }

    private List<long> PartsOf(Book book, int pair, long due)
    {
        var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Payments + (ulong)book.Period, (2UL << 40) + (ulong)pair);
        return SplitPayments.Parts(due, ref random);
    }

    private DateOnly DayOfPayment(Book book, int pair) =>
        accruals.DayOf(book.LastWeek).AddDays(plan.Lag[pairs.Payer[pair]] + (pair % 5));

    private IEnumerable<SimulatedSettlement> Pay(Book book, int pair)
    {
        var day = DayOfPayment(book, pair);
        if (day > lastDay)
        {
            yield break;
        }

        var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Payments + (ulong)book.Period, (1UL << 40) + (ulong)pair);
        var payer = cast.Payer(pairs.Payer[pair]);
        var payee = pairs.Payee[pair] < 0 ? cast.Payer(-1 - pairs.Payee[pair]) : cast.Accounts[pairs.Payee[pair]];
        var currency = pairs.Payer[pair] < plan.Options.Networks && random.Chance(100_000) ? plan.Foreign[pairs.Payer[pair]] : null;
        var id = SettlementId(book.Period, pair);
        var status = DrawStatus(ref random);
        var rail = DrawRail(ref random);
        if (pairs.Split[pair])
        {
            foreach (var row in PayParts(book, pair, id, payer, payee, day))
            {
                yield return row;
            }

            yield break;
        }

        yield return Row(book, id, payer, payee, day, new Money(book.Paid[pair]), currency, rail, status);
        if (pairs.Payee[pair] >= extras.First && PassOn(book, pair, id, payee, day) is { } passed)
        {
            yield return passed;
        }

        // Seven payments in a thousand are clawed back in part.
        var back = day.AddDays(20);
        if (random.Chance(7_000) && back <= lastDay)
        {
            var amount = new Money(-(long)((Int128)book.Paid[pair] * random.Between(50, 300) / 1_000));
            yield return Row(book, id + "-c", payer, payee, back, amount, currency, rail, SettlementStatus.Paid);
        }
    }

    /// <summary>The parts go out on successive days.</summary>
    private IEnumerable<SimulatedSettlement> PayParts(Book book, int pair, string id, Name payer, Name payee, DateOnly day)
    {
        var parts = PartsOf(book, pair, book.Paid[pair] + book.Carried[pair]);
        for (var i = 0; i < parts.Count; i++)
        {
            var on = day.AddDays(i / 3) is var late && late > lastDay ? lastDay : late;
            yield return Row(
                book, FormattableString.Invariant($"{id}-p{i + 1}"), payer, payee, on, new Money(parts[i]), null, cast.Rails[i % 3], SettlementStatus.Paid);
        }
    }

    /// <summary>A hidden payee keeps 6 % and pays the account that it stands for twelve days later.</summary>
    private SimulatedSettlement? PassOn(Book book, int pair, string id, Name payee, DateOnly day)
    {
        var extra = extras.All[pairs.Payee[pair] - extras.First];
        return extra.Kind == ExtraKind.HiddenPayee && day.AddDays(12) <= lastDay
            ? Row(book, id + "-h", payee, cast.Accounts[extra.Account], day.AddDays(12), new Money(book.Paid[pair] / 100 * 94), null, cast.Rails[0], SettlementStatus.Paid)
            : null;
    }

    /// <summary>Accounts that lie dormant later were paid something small once.</summary>
    private IEnumerable<SimulatedSettlement> PayDormant(Book book, DateOnly day)
    {
        for (var e = 0; e < extras.All.Count; e++)
        {
            if (extras.All[e] is { Kind: ExtraKind.Dormant, Network: var network } && plan.KeepsBooks[network])
            {
                var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.TiePayments, (ulong)e + 1);
                yield return Tie(
                    book, "d", e, cast.Networks[network], cast.Accounts[extras.First + e], day, random.Between(200, 3_000) * Money.UnitsPerYuan);
            }
        }
    }

    private IEnumerable<SimulatedSettlement> PayTies(Book book)
    {
        var day = accruals.DayOf(book.LastWeek).AddDays(30);
        foreach (var row in book.Period == 0 ? PayDormant(book, day) : [])
        {
            yield return row;
        }

        var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.TiePayments + (ulong)book.Period, 0);
        for (var i = 0; i < ties.Resale.Count; i++)
        {
            var (first, second) = ties.Resale[i];
            var there = book.Volume[first] / 1_000 * random.Between(10, 60);
            var back = book.Volume[second] / 1_000 * random.Between(10, 60);
            yield return Tie(book, "r", 2 * i, cast.Networks[first], cast.Networks[second], day, there);
            yield return Tie(book, "r", (2 * i) + 1, cast.Networks[second], cast.Networks[first], day.AddDays(3), back);
        }

        for (var i = 0; i < ties.Hidden.Count; i++)
        {
            var (network, intermediary, account) = ties.Hidden[i];
            var amount = book.Volume[network] / 1_000 * random.Between(10, 40);
            yield return Tie(book, "h", 2 * i, cast.Networks[network], cast.Intermediaries[intermediary], day, amount);
            if (day.AddDays(14) <= lastDay)
            {
                // The intermediary keeps 6 %.
                yield return Tie(
                    book, "h", (2 * i) + 1, cast.Intermediaries[intermediary], cast.Accounts[account], day.AddDays(14), amount / 100 * 94);
            }
        }
    }

    private SimulatedSettlement Tie(Book book, string kind, int number, Name payer, Name payee, DateOnly day, long amount)
    {
        var id = FormattableString.Invariant($"s{book.Period + 1:D3}-{kind}{number + 1:D5}");
        var paidOn = day > lastDay ? lastDay : day;
        return Row(book, id, payer, payee, paidOn, new Money(amount), null, cast.Rails[0], SettlementStatus.Paid);
    }

    private SimulatedSettlement Row(
        Book book, string id, Name payer, Name payee, DateOnly day, Money amount, string? currency, Name? rail, SettlementStatus? status)
    {
        var (stated, converted) = currency is null ? (amount, amount) : rates.State(currency, day, amount);
        var from = plan.Options.FirstDay.AddDays(book.FirstWeek * 7);
        return new SimulatedSettlement(
            new Settlement(
                default, null, id, payer, payee, day, converted, from, accruals.DayOf(book.LastWeek),
                currency is null ? null : cast.Currencies[currency], rail, status),
            stated);
    }

    private Name? DrawRail(ref SeededRandom random)
    {
        // Three banks clear nearly everything.
        var point = random.Below(100);
        return point < 2 ? null : point < 95 ? cast.Rails[point % 3] : cast.Rails[3 + (point % 2)];
    }

    private static SettlementStatus? DrawStatus(ref SeededRandom random) => random.Below(1_000) switch
    {
        < 20 => SettlementStatus.Held,
        < 35 => SettlementStatus.Released,
        < 40 => SettlementStatus.Reversed,
        < 140 => null,
        _ => SettlementStatus.Paid,
    };

    /// <summary>One period's sums, in units, per pair and per network.</summary>
    private sealed class Book(int pairs, int networks)
    {
        public int Period { get; private set; }

        public int FirstWeek { get; private set; }

        public int LastWeek { get; private set; }

        public long[] Accrued { get; } = new long[pairs];

        public long[] Paid { get; } = new long[pairs];

        public long[] Carried { get; } = new long[pairs];

        public long[] Volume { get; } = new long[networks];

        public void Open(int period, int firstWeek, int lastWeek)
        {
            (Period, FirstWeek, LastWeek) = (period, firstWeek, lastWeek);
            Array.Clear(Accrued);
            Array.Clear(Volume);
        }
    }
}
