namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>New sites of an owner at a party, against the days on which the party had reason to look out.</summary>
/// <remarks>
/// Reasons: a site of the owner was listed, a notice about it arrived, or the party cut it off once it was known to be bad; the last two dismiss the owner, a listing
/// alone does not. For <c>SuccessorDays</c> after each the party is <em>alerted</em>; the days of an owner are the union, none is counted twice. A new site begins in the alerted days (a succession) or outside of them.
/// The usual rate, from the days outside, is (new sites outside + 0.2) / (days outside + 365): one new site in five years, until more is known (the mean under a Gamma(0.2, 365) prior; nine owners of ten
/// have one site alone).
/// An owner of many sites that nothing speaks against, when the first reason came, is an agency: its rate over all days counts where that is higher.
/// </remarks>
internal sealed class Successions
{
    /// <summary>Unlisted sites, and more than listed ones, that an owner must have had with the party before the first reason to count as an agency.</summary>
    private const int AgencySites = 3;

    private const double PriorNewSites = 0.2;
    private const double PriorDays = 365.0;

    private readonly List<(DateOnly From, DateOnly To)> alerted;
    private readonly OwnerHistory history;
    private readonly DateOnly asOf;

    /// <summary>Looks at an owner.</summary>
    /// <param name="history">What the party did with its sites.</param>
    /// <param name="alerts">Per reason the day of it and the site concerned.</param>
    /// <param name="days">Days that a reason lasts.</param>
    /// <param name="asOf">t.</param>
    public Successions(OwnerHistory history, IEnumerable<DateOnly> alerts, int days, DateOnly asOf)
    {
        (this.history, this.asOf) = (history, asOf);
        alerted = Union(alerts.Order(), days, asOf);
        var later = history.Sites.Where(site => site.First > history.Sites[0].First && !site.Cleared).ToList();
        Began = [.. later.Where(site => InAlert(site.First))];
        Elsewhere = later.Count - Began.Count;
        AlertedDays = alerted.Sum(span => span.To.DayNumber - span.From.DayNumber + 1);
    }

    /// <summary>New sites that began in alerted days.</summary>
    public IReadOnlyList<ServedSite> Began { get; }

    /// <summary>New sites that began outside of them.</summary>
    public int Elsewhere { get; }

    /// <summary>New sites of the owner that the party could have taken in alerted days: those it took, and those that opened with others then.</summary>
    /// <param name="opened">First day with anybody, of all sites of the owner.</param>
    public int Opportunities(IReadOnlyDictionary<int, DateOnly> opened)
    {
        var own = history.Sites.ToDictionary(site => site.Site, site => site.First);
        return Began.Count + opened.Count(site => InAlert(site.Value) && !own.ContainsKey(site.Key));
    }

    /// <summary>How many days are alerted.</summary>
    public int AlertedDays { get; }

    /// <summary>Whether the party had any reason at all.</summary>
    public bool Any => alerted.Count > 0;

    /// <summary>Whether the owner is an agency: many sites that nothing speaks against, before the first reason.</summary>
    public bool IsAgency
    {
        get
        {
            var before = Any ? history.Sites.Where(site => site.First < alerted[0].From).ToList() : [];
            var clean = before.Count(site => site.KnownBad is null || site.Cleared);
            return clean >= AgencySites && 2 * clean > before.Count;
        }
    }

    /// <summary>New sites that the usual rate predicts for the alerted days.</summary>
    /// <param name="spareAgencies">Whether an agency's rate over all days counts.</param>
    public double Expected(bool spareAgencies)
    {
        var days = Math.Max(1, asOf.DayNumber - history.Sites[0].First.DayNumber);
        var outside = Math.Max(0, days - AlertedDays);
        var usual = (Elsewhere + PriorNewSites) / (outside + PriorDays);
        var agency = spareAgencies && IsAgency ? (Elsewhere + Began.Count) / (double)days : 0.0;
        return Math.Max(usual, agency) * AlertedDays;
    }

    /// <summary>Listings of sites that the party served.</summary>
    public static IEnumerable<DateOnly> Listings(OwnerHistory history) => history.Sites
        .Where(site => !site.Cleared && site.KnownBad >= site.First).Select(site => site.KnownBad).OfType<DateOnly>();

    /// <summary>What dismisses an owner: a notice, and the last accrual of a site that was then known to be bad and went silent.</summary>
    public static IEnumerable<DateOnly> Dismissals(OwnerHistory history, int silenceDays, DateOnly asOf)
    {
        foreach (var site in history.Sites)
        {
            if (site.KnownBad is not { } known || site.Cleared)
            {
                continue;
            }

            if (site.Noticed is { } noticed && noticed >= site.First)
            {
                yield return noticed;
            }

            if (site.Last >= known && asOf.DayNumber - site.Last.DayNumber >= silenceDays)
            {
                yield return site.Last;
            }
        }
    }

    private bool InAlert(DateOnly day) => alerted.Exists(span => span.From <= day && day <= span.To);

    /// <summary>The days after each reason, from the next day on, joined where they touch.</summary>
    private static List<(DateOnly From, DateOnly To)> Union(IEnumerable<DateOnly> ordered, int days, DateOnly asOf)
    {
        var spans = new List<(DateOnly From, DateOnly To)>();
        foreach (var reason in ordered.Where(reason => reason < asOf))
        {
            var (from, to) = (reason.AddDays(1), reason.AddDays(days) < asOf ? reason.AddDays(days) : asOf);
            if (spans.Count > 0 && from <= spans[^1].To.AddDays(1))
            {
                spans[^1] = (spans[^1].From, to > spans[^1].To ? to : spans[^1].To);
            }
            else
            {
                spans.Add((from, to));
            }
        }

        return spans;
    }
}
