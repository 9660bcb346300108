using MathNet.Numerics;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>The successions of a party over all its owners, against what the owners' usual rates and the rest of the market predict.</summary>
internal sealed class ReadmissionCase
{
    private readonly List<OwnerCase> owners = [];

    /// <summary>Looks at a party.</summary>
    /// <param name="records">The records.</param>
    /// <param name="accruals">The party's accruals.</param>
    /// <param name="histories">Its owners.</param>
    /// <param name="opened">Per owner the first day with anybody of each of its sites.</param>
    public ReadmissionCase(
        ToldRecords records, SiteAccruals accruals, IReadOnlyList<OwnerHistory> histories, IReadOnlyDictionary<int, Dictionary<int, DateOnly>> opened)
    {
        Accruals = accruals;
        var (days, asOf) = (records.View.Options.SuccessorDays, records.View.AsOf);
        foreach (var history in histories)
        {
            var dismissals = Told.Successions.Dismissals(history, records.View.Options.SilenceDays, asOf).ToList();
            var all = new Successions(history, dismissals.Concat(Told.Successions.Listings(history)), days, asOf);
            if (all.Any)
            {
                var dismissed = new Successions(history, dismissals, days, asOf);
                var noticed = history.Sites.Where(site => site.Noticed >= site.First && !site.Cleared).Select(site => site.Noticed).OfType<DateOnly>();
                var (chances, after) = (all.Opportunities(opened[history.Owner]), dismissed.Opportunities(opened[history.Owner]));
                owners.Add(new OwnerCase(history, all, dismissed, new Successions(history, noticed, days, asOf), chances, after));
            }
        }

        Successors = [.. owners.SelectMany(owner => owner.All.Began).OrderBy(site => site.First).ThenBy(site => site.Site)];
        (Opportunities, DismissedOpportunities) = (owners.Sum(owner => owner.Chances), owners.Sum(owner => owner.DismissedChances));
        DismissedSuccessions = owners.Sum(owner => owner.Dismissed.Began.Count);
    }

    /// <summary>The party's accruals.</summary>
    public SiteAccruals Accruals { get; }

    /// <summary>How many owners gave the party a reason to look out.</summary>
    public int Owners => owners.Count;

    /// <summary>How many of them are agencies.</summary>
    public int Agencies => owners.Count(owner => owner.All.IsAgency);

    /// <summary>The successors, by first day.</summary>
    public IReadOnlyList<ServedSite> Successors { get; }

    /// <summary>How many there are.</summary>
    public int Successions => Successors.Count;

    /// <summary>How many of them came after a notice or a cut-off.</summary>
    public int DismissedSuccessions { get; }

    /// <summary>New domains that the party could have taken.</summary>
    public int Opportunities { get; }

    /// <summary>How many of them after a notice or a cut-off.</summary>
    public int DismissedOpportunities { get; }

    /// <summary>Owners with a successor.</summary>
    public int Returned => owners.Count(owner => owner.All.Began.Count > 0);

    /// <summary>The owners' sites that gave the reasons.</summary>
    public IEnumerable<ServedSite> Reasons => owners.Where(owner => owner.All.Began.Count > 0)
        .SelectMany(owner => owner.History.Sites.Where(site => site.KnownBad is not null && !site.Cleared));

    /// <summary>Successions predicted: per owner the larger of what its usual rate and what the market's shares predict.</summary>
    /// <param name="rates">The market.</param>
    /// <param name="spareAgencies">Whether agencies are spared.</param>
    public double Expected(ReadmissionRates rates, bool spareAgencies)
    {
        var (dismissed, listed) = (rates.Dismissed(this), rates.Listed(this));
        return owners.Sum(owner => Math.Max(
            owner.All.Expected(spareAgencies), (owner.DismissedChances * dismissed) + (Math.Max(0, owner.Chances - owner.DismissedChances) * listed)));
    }

    /// <summary>Chance of so many successions, or of so many after notices and cut-offs, whichever is rarer, for a Poisson number; doubled, for two questions are asked.</summary>
    /// <param name="rates">The market.</param>
    /// <param name="spareAgencies">Whether agencies are spared.</param>
    public double PValue(ReadmissionRates rates, bool spareAgencies)
    {
        var share = rates.Dismissed(this);
        var dismissed = owners.Sum(owner => Math.Max(owner.Dismissed.Expected(spareAgencies), owner.DismissedChances * share));
        return Math.Min(1.0, 2.0 * Math.Min(UpperTail(Successions, Expected(rates, spareAgencies)), UpperTail(DismissedSuccessions, dismissed)));
    }

    /// <summary>The day from which on the conduct is seen: the first succession after a notice, where more follow notices than the
    /// same owners' rate outside of the days after notices predicts; else the first of all.</summary>
    public DateOnly Since(double level)
    {
        var told = owners.SelectMany(owner => owner.Notices.Began).ToList();
        return told.Count > 0 && UpperTail(told.Count, owners.Sum(owner => owner.Notices.Expected(true))) <= level
            ? told.Min(site => site.First) : Successors[0].First;
    }

    private static double UpperTail(int seen, double expected) =>
        seen == 0 ? 1.0 : SpecialFunctions.GammaLowerRegularized(seen, expected);

    private sealed record OwnerCase(OwnerHistory History, Successions All, Successions Dismissed, Successions Notices, int Chances, int DismissedChances);
}
