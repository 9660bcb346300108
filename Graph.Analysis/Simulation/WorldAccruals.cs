using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>The money of one row of placements.</summary>
/// <param name="Lane">The pair that it belongs to.</param>
/// <param name="Number">Its number among the rows of its week, from 0.</param>
/// <param name="Slot">Its number among the rows of its pair and week.</param>
/// <param name="Impressions">Views.</param>
/// <param name="Stated">Gross in the currency of the row.</param>
/// <param name="Gross">Gross in base currency.</param>
/// <param name="Foreign">The currency, or null for the base currency.</param>
internal readonly record struct AccruedRow(
    int Lane, long Number, int Slot, long Impressions, Money Stated, Money Gross, string? Foreign);

/// <summary>What accrues in a week. Every number belongs to (pair, week, slot), not to a position in a sequence, so that the rows
/// of any week can be had at any time again, without the weeks before: payments do so instead of keeping the rows.</summary>
internal sealed class WorldAccruals
{
    private static readonly long WeeklySpread = FixedPoint.SigmaQ16(0.3);
    private readonly WorldPlan plan;
    private readonly WorldLanes lanes;
    private readonly WorldRates rates;

    public WorldAccruals(WorldPlan plan, WorldLanes lanes, WorldRates rates)
    {
        this.plan = plan;
        this.lanes = lanes;
        this.rates = rates;
    }

    /// <summary>The Sunday of a week.</summary>
    public DateOnly DayOf(int week) => plan.Options.FirstDay.AddDays((week * 7) + 6);

    /// <summary>How many rows a week has: an even share, the first weeks one more.</summary>
    public long RowsOf(int week)
    {
        var options = plan.Options;
        return (options.Placements / options.Weeks) + (week < options.Placements % options.Weeks ? 1 : 0);
    }

    /// <summary>The rows of a week, by network and site. Pairs that authorities may ask about have one each; the others are spread evenly over the
    /// other pairs that are active in it.</summary>
    public IEnumerable<AccruedRow> Rows(int week)
    {
        var (weekly, other) = CountActive(week);
        var quota = RowsOf(week);

        // Where there is not room for one row each, all pairs are alike.
        var alike = weekly > quota || other == 0;
        var shared = alike ? weekly + other : other;
        var (each, over) = Math.DivRem(alike ? quota : quota - weekly, shared);

        // The pairs that get one row more change from week to week.
        var offset = SeededRandom.Stream(plan.Options.Seed, WorldStream.Rows + (ulong)week, ulong.MaxValue).Below(shared);
        var (day, number) = (DayOf(week), 0L);
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            if (!lanes.IsActive(lane, week))
            {
                continue;
            }

            var rows = 1L;
            if (alike || !lanes.IsWeekly(lane))
            {
                offset += over;
                rows = each;
                if (offset >= shared)
                {
                    offset -= shared;
                    rows++;
                }
            }

            for (var slot = 0; slot < rows; slot++)
            {
                yield return Row(lane, week, day, number++, slot);
            }
        }
    }

    /// <summary>The generator of what else a row says; its money has generators of its own.</summary>
    public SeededRandom DetailsOf(in AccruedRow row, int week) =>
        SeededRandom.Stream(plan.Options.Seed ^ 0x5DEECE66DUL, WorldStream.Rows + (ulong)week, Key(row.Lane, row.Slot));

    /// <summary>Format of a row: that of its pair, other slots other formats.</summary>
    public int FormatOf(int lane, int slot) => (lanes.Format[lane] + slot) % WorldWords.Formats.Count;

    private (long Weekly, long Other) CountActive(int week)
    {
        var (weekly, other) = (0L, 0L);
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            if (lanes.IsActive(lane, week))
            {
                (weekly, other) = lanes.IsWeekly(lane) ? (weekly + 1, other) : (weekly, other + 1);
            }
        }

        return (weekly, other);
    }

    private static ulong Key(int lane, int slot) => ((ulong)(uint)lane << 32) | (uint)slot;

    private AccruedRow Row(int lane, int week, DateOnly day, long number, int slot)
    {
        var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Rows + (ulong)week, Key(lane, slot));
        var impressions = FixedPoint.Lognormal(ref random, lanes.Impressions[lane], WeeklySpread);
        var price = FixedPoint.Scale(WorldWords.PricePerThousand[FormatOf(lane, slot)], lanes.PriceScale[lane]);

        // Two rows in a thousand were shown and never sold.
        var gross = new Money(random.Chance(2_000) ? 0 : impressions * price / 1_000);
        var foreign = plan.Foreign[lanes.Network[lane]];
        if (foreign is null || !random.Chance(250_000))
        {
            return new AccruedRow(lane, number, slot, impressions, gross, gross, null);
        }

        var (stated, converted) = rates.State(foreign, day, gross);
        return new AccruedRow(lane, number, slot, impressions, stated, converted, foreign);
    }
}
