using MathNet.Numerics;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>The successions of a party over all its owners, against what the owners' usual rates predict.</summary>
internal sealed class ReadmissionCase
{
    private readonly List<(OwnerHistory History, Successions All, Successions Notices)> owners = [];

    /// <summary>Looks at a party.</summary>
    public ReadmissionCase(ToldRecords records, PayeeOwners grouping, int party)
    {
        Accruals = new SiteAccruals(records.View, party);
        var options = records.View.Options;
        foreach (var history in OwnerHistory.Of(records, grouping, party, Accruals))
        {
            var reasons = Successions.Reasons(history, options.SilenceDays, records.View.AsOf);
            var all = new Successions(history, reasons, options.SuccessorDays, records.View.AsOf);
            if (all.Any)
            {
                var noticed = history.Sites.Where(site => site.Noticed >= site.First && !site.Cleared).Select(site => site.Noticed).OfType<DateOnly>();
                owners.Add((history, all, new Successions(history, noticed, options.SuccessorDays, records.View.AsOf)));
            }
        }
    }

    /// <summary>The party's accruals.</summary>
    public SiteAccruals Accruals { get; }

    /// <summary>How many owners gave the party a reason to look out.</summary>
    public int Owners => owners.Count;

    /// <summary>How many of them are agencies.</summary>
    public int Agencies => owners.Count(owner => owner.All.IsAgency);

    /// <summary>The successors, by first day.</summary>
    public IReadOnlyList<ServedSite> Successors => [.. owners.SelectMany(owner => owner.All.Began).OrderBy(site => site.First).ThenBy(site => site.Site)];

    /// <summary>Owners with a successor.</summary>
    public int Returned => owners.Count(owner => owner.All.Began.Count > 0);

    /// <summary>The owners' sites that gave the reasons.</summary>
    public IEnumerable<ServedSite> Reasons => owners.Where(owner => owner.All.Began.Count > 0)
        .SelectMany(owner => owner.History.Sites.Where(site => site.KnownBad is not null && !site.Cleared));

    /// <summary>Successions that the usual rates predict.</summary>
    /// <param name="spareAgencies">Whether agencies are spared.</param>
    public double Expected(bool spareAgencies) => owners.Sum(owner => owner.All.Expected(spareAgencies));

    /// <summary>P(X ≥ seen) for X ~ Poisson(expected).</summary>
    /// <param name="spareAgencies">Whether agencies are spared.</param>
    public double PValue(bool spareAgencies) => UpperTail(owners.Sum(owner => owner.All.Began.Count), Expected(spareAgencies));

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
}
