namespace Graph.Analysis.Knowledge.Tiers;

/// <summary>Counts and amounts of each party in the window, with intervals, beside the thresholds of the statute file.</summary>
/// <remarks>
/// <para><c>targets</c>: sites among its placements of the window. Value: belief ≥ <see cref="KnowledgeOptions.PirateBelief"/>. Low: sites that are
/// listed without doubt (belief 1), all of an owner counted once, as the law counts those who were assisted. High: sites listed at all (belief &gt; 0).</para>
/// <para><c>settled</c>: what it paid that ended at pirate sites; 0 where it shows no settlement. Its bounds are those of the exposure, less what is accrued only.</para>
/// <para><c>advertising_funds</c>: gross accrued by its placements, on the same three sets of sites; exact sums.</para>
/// <para><c>gains</c>: the margin it kept, times the share of its payouts that ended at pirate sites. Low takes off what it still owes for
/// accruals, for that is not kept; left out where settlements show no margin, which does not mean that there is none.</para>
/// <para>The law adds up without a window: the figures here are of the window, so they are low where the conduct is older.</para>
/// </remarks>
public static class StatutePanel
{
    private const double Doubtless = 1.0;

    /// <summary>The figures.</summary>
    /// <param name="view">Money and records.</param>
    /// <returns>For each of <see cref="KnowledgeView.Judged"/>, the figures in the order of the statute file.</returns>
    public static IReadOnlyList<StatuteFigure>[] Run(KnowledgeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var sums = PartySums.Of(view);
        var payers = view.Flow.Records.Payments.Select(payment => payment.Payer).ToHashSet();
        return [.. view.Judged.Select(party => Figures(view, party, sums[party], payers.Contains(party)))];
    }

    /// <summary>Whether a threshold is reached even by the lower end of the interval.</summary>
    public static bool IsPassed(StatuteFigure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return figure.Low >= figure.Threshold;
    }

    private static IReadOnlyList<StatuteFigure> Figures(KnowledgeView view, int party, PartySums sums, bool pays)
    {
        var exposure = view.Exposure.Parties[party];
        var figures = new List<StatuteFigure>();
        foreach (var threshold in Statute.Embedded.Thresholds)
        {
            var item = threshold.Code.EndsWith(Statute.FiveFoldSuffix, StringComparison.Ordinal)
                ? threshold.Code[..^Statute.FiveFoldSuffix.Length] : threshold.Code;
            if (Interval(item, exposure, sums, pays) is var (value, low, high))
            {
                figures.Add(new StatuteFigure(threshold.Code, value, low, high, threshold.Threshold, threshold.IsAmount));
            }
        }

        return figures;
    }

    private static (long Value, long Low, long High)? Interval(string item, Exposure.PartyExposure exposure, PartySums sums, bool pays) => item switch
    {
        "targets" => (sums.PirateSites, sums.SurelyAssisted, sums.ListedSites),
        "settled" => Settled(exposure, pays),
        "advertising_funds" => (sums.PirateGross, sums.SureGross, sums.ListedGross),
        "gains" => Gains(exposure, sums.Gross),
        _ => throw new InvalidOperationException($"The statute file has the unknown item {item}."),
    };

    private static (long Value, long Low, long High) Settled(Exposure.PartyExposure exposure, bool pays)
    {
        if (!pays)
        {
            return default;
        }

        var accruedOnly = exposure.Amount - exposure.SettledToPirates;
        return (Units(exposure.SettledToPirates),
            Units(Math.Clamp(exposure.Low - accruedOnly, 0.0, exposure.SettledToPirates)),
            Units(Math.Max(exposure.High, exposure.SettledToPirates)));
    }

    private static (long Value, long Low, long High)? Gains(Exposure.PartyExposure exposure, long gross)
    {
        if (exposure.Kept <= 0)
        {
            return null;
        }

        if (exposure.Out == 0)
        {
            // It received and paid nothing on: what it holds may be anything up to a gain.
            return (0, 0, exposure.Kept);
        }

        var owed = Math.Max(0L, gross - exposure.Out);
        var sure = Math.Max(0L, exposure.Kept - owed);
        return (Units(exposure.Kept * exposure.Share), Units(sure * Share(exposure.Low, exposure.Out)), Units(exposure.Kept * Share(exposure.High, exposure.Out)));
    }

    private static double Share(double part, long whole) => Math.Clamp(part / whole, 0.0, 1.0);

    private static long Units(double units) => Model.Money.FromUnits(units).Units;

    /// <summary>Sums over the lanes of the window that name a party as network or reseller.</summary>
    private sealed record PartySums(int PirateSites, int SurelyAssisted, int ListedSites, long PirateGross, long SureGross, long ListedGross, long Gross)
    {
        public static PartySums[] Of(KnowledgeView view)
        {
            var graph = view.Flow.Graph;
            var lanes = new List<int>[graph.Parties.Count];
            for (var i = 0; i < view.Flow.Lanes.Length; i++)
            {
                ref readonly var lane = ref view.Flow.Lanes[i];
                if (lane.Gross > 0)
                {
                    (lanes[lane.Network] ??= []).Add(i);
                    if (lane.Reseller >= 0 && lane.Reseller != lane.Network)
                    {
                        (lanes[lane.Reseller] ??= []).Add(i);
                    }
                }
            }

            return [.. lanes.Select(own => Of(view, own ?? []))];
        }

        private static PartySums Of(KnowledgeView view, List<int> lanes)
        {
            var belief = view.Flow.Graph.Belief;
            var (pirates, listed, sure, owners) = (new HashSet<int>(), new HashSet<int>(), new HashSet<int>(), new HashSet<string>(StringComparer.Ordinal));
            long pirateGross = 0, sureGross = 0, listedGross = 0, gross = 0;
            foreach (var i in lanes)
            {
                var lane = view.Flow.Lanes[i];
                var y = belief[lane.Site];
                gross += lane.Gross;
                if (y <= 0.0)
                {
                    continue;
                }

                listed.Add(lane.Site);
                listedGross += lane.Gross;
                if (y >= view.Options.PirateBelief)
                {
                    pirates.Add(lane.Site);
                    pirateGross += lane.Gross;
                }

                if (y >= Doubtless)
                {
                    sure.Add(lane.Site);
                    owners.Add(LegalGroup.Of(view.Flow.Graph.Parties[lane.Account >= 0 ? lane.Account : lane.Network]));
                    sureGross += lane.Gross;
                }
            }

            return new PartySums(pirates.Count, Math.Min(sure.Count, owners.Count), listed.Count, pirateGross, sureGross, listedGross, gross);
        }
    }
}
