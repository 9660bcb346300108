using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>Finds the new ways from a party to ends that notices had named, and what excuses them.</summary>
internal sealed class Detours
{
    /// <summary>A label is called careless where at least this share of a party's other resold rows claims to be direct.</summary>
    private const double CarelessShare = 0.1;

    /// <summary>A payee that this many others pay too is a known collection agent.</summary>
    public const int AgentPayers = 3;

    private const int MostSteps = 3;

    private readonly ConductRecords records;
    private readonly KnowledgeView view;
    private readonly PartyRoutes routes;
    private readonly SortedDictionary<int, ToldEnd> told;
    private readonly SiteChains chains;

    /// <summary>Begins with a party's routes.</summary>
    public Detours(ConductRecords records, PartyRoutes routes, SiteChains chains)
    {
        (this.records, this.routes, this.chains, view) = (records, routes, chains, records.View);
        told = routes.ToldSites();
    }

    /// <summary>The told sites, with the first notice of each.</summary>
    public IReadOnlyDictionary<int, ToldEnd> Told => told;

    /// <summary>Σ gross on told sites after their notices, in units.</summary>
    public long GrossAfter => told.Sum(end => After(end.Key, end.Value.Day).Sum(row => view.Records.Placements[row].Gross));

    /// <summary>The money on some detours, in units: a placement that went two new ways at once counts once.</summary>
    public static long AmountOf(IReadOnlyList<Detour> detours) =>
        detours.Where(detour => detour.Kind != DetourKind.Payee).SelectMany(detour => detour.Rows).Distinct().Sum(row => row.Amount)
        + detours.Where(detour => detour.Kind == DetourKind.Payee).Sum(detour => detour.Amount);

    /// <summary>All detours: of each told site, then payees.</summary>
    public List<Detour> Find()
    {
        var found = new List<Detour>();
        foreach (var (site, end) in told)
        {
            found.AddRange(NewBetween(site, end, DetourKind.Reseller, row => routes.ResellerOf(row)));
            found.AddRange(NewBetween(site, end, DetourKind.Account, row => ConductRecords.PayeeOf(row)));
            found.AddRange(Contradictions(site, end));
        }

        found.AddRange(Payees());
        return found;
    }

    private IEnumerable<int> After(int site, DateOnly day) => routes.Of(site).Where(row => view.Records.Placements[row].Day > day);

    private IEnumerable<Detour> NewBetween(int site, ToldEnd end, DetourKind kind, Func<MarkedPlacement, int> between)
    {
        var before = routes.Of(site).Where(row => view.Records.Placements[row].Day <= end.Day).Select(row => between(view.Records.Placements[row])).ToHashSet();
        foreach (var group in After(site, end.Day).GroupBy(row => between(view.Records.Placements[row])).Where(group => group.Key >= 0 && !before.Contains(group.Key)))
        {
            var rows = group.Select(row => view.Records.Placements[row]).ToList();
            if (rows[0].Day > end.Day.AddDays(view.Options.FollowDays) || (kind == DetourKind.Account && rows.TrueForAll(row => IsNewReseller(site, end, row))))
            {
                continue; // too late to follow from the notice, or the same money as the new reseller before it
            }

            var excuse = kind == DetourKind.Reseller ? Migrated(group.Key, end) : ChangedHands(site, end, before, group.Key);
            yield return new Detour(kind, site, group.Key, rows[0].Day, rows.Sum(row => row.Gross), [.. rows.Select(row => (row.Origin, row.Gross))], end.Notice, excuse);
        }
    }

    private bool IsNewReseller(int site, ToldEnd end, MarkedPlacement row) => routes.ResellerOf(row) is var reseller and >= 0
        && !routes.Of(site).Any(other => view.Records.Placements[other] is var earlier && earlier.Day <= end.Day && routes.ResellerOf(earlier) == reseller);

    /// <summary>All its publishers moved to the reseller: the share of its other sites that it serves through it is at least half of the share of told ones.</summary>
    private string? Migrated(int reseller, ToldEnd end)
    {
        var moved = told.Keys.Count(site => After(site, end.Day).Any(row => routes.ResellerOf(view.Records.Placements[row]) == reseller));
        var (through, all) = chains.OtherSites(routes.Party, reseller, told.Keys);
        return all > 0 && (double)through / all >= 0.5 * moved / told.Count ? "migration" : null;
    }

    /// <summary>The site belongs to somebody else now, or nothing says that it does not: the new account is of another person, and the others on the site
    /// pay it too, or there are no others.</summary>
    private string? ChangedHands(int site, ToldEnd end, HashSet<int> before, int account)
    {
        if (records.LegalId(account) is { } id && before.Any(old => old >= 0 && records.LegalId(old) == id))
        {
            return null;
        }

        var others = chains.PayeesOfOthers(site, routes.Party, end.Day);
        return others.Count == 0 || 2 * others.Count(payee => payee == account) >= others.Count ? "changed_hands" : null;
    }

    private IEnumerable<Detour> Contradictions(int site, ToldEnd end)
    {
        var rows = After(site, end.Day).Select(row => view.Records.Placements[row]).Where(row => IsContradiction(row) && !IsNewReseller(site, end, row)).ToList();
        if (rows.Count > 0 && !Before(site, end.Day).Any(IsContradiction))
        {
            yield return new Detour(DetourKind.Contradiction, site, rows[0].Reseller, rows[0].Day, rows.Sum(row => row.Gross),
                [.. rows.Select(row => (row.Origin, row.Gross))], end.Notice, CarelessLabels() >= CarelessShare ? "careless_labels" : null);
        }
    }

    private IEnumerable<MarkedPlacement> Before(int site, DateOnly day) =>
        routes.Of(site).Select(row => view.Records.Placements[row]).Where(row => row.Day <= day);

    private bool IsContradiction(MarkedPlacement row) => row.Network == routes.Party && row.Relation == Relation.Direct && row.Reseller >= 0;

    /// <summary>The share of the party's other resold rows that claim to be direct; 0 without any.</summary>
    private double CarelessLabels()
    {
        var resold = routes.Sites.SelectMany(site => told.TryGetValue(site, out var end) ? Before(site, end.Day) : Before(site, view.AsOf))
            .Where(row => row.Network == routes.Party && row.Reseller >= 0 && row.Relation is not null).ToList();
        return resold.Count == 0 ? 0.0 : (double)resold.Count(IsContradiction) / resold.Count;
    }

    /// <summary>Payees that no placement names, first paid after a notice, from which money goes on to an account that had been paid for a told site.</summary>
    private IEnumerable<Detour> Payees()
    {
        var accounts = new SortedDictionary<int, ToldEnd>();
        foreach (var (site, end) in told)
        {
            foreach (var account in Before(site, end.Day).Select(row => ConductRecords.PayeeOf(row)).Where(account => account != routes.Party))
            {
                if (!accounts.TryGetValue(account, out var known) || end.Day < known.Day)
                {
                    accounts[account] = end;
                }
            }
        }

        return accounts.Count == 0 ? [] : PaidStrangers(accounts);
    }

    private List<Detour> PaidStrangers(SortedDictionary<int, ToldEnd> accounts)
    {
        var found = new List<Detour>();
        foreach (var stranger in records.PaidBy(routes.Party).ToArray().Where(row => row.Counted > 0 && records.IsUnnamed(row.Payee)).GroupBy(row => row.Payee))
        {
            var rows = stranger.OrderBy(row => row.Day).ToList();
            var onward = new SortedDictionary<RowOrigin, (int Account, long Amount)>(Comparer<RowOrigin>.Create((a, b) => (a.File, a.Line).CompareTo((b.File, b.Line))));
            Follow(stranger.Key, rows[0].Day, accounts, MostSteps, [routes.Party, stranger.Key], onward);
            var ends = onward.Values.Select(paid => accounts[paid.Account]).Where(end => rows[0].Day > end.Day && rows[0].Day <= end.Day.AddDays(view.Options.FollowDays)).ToList();
            if (ends.Count > 0)
            {
                var amount = Math.Min(rows.Sum(row => row.Counted), onward.Values.Sum(paid => paid.Amount));
                var end = ends.MinBy(told => (told.Day, told.Notice));
                found.Add(new Detour(DetourKind.Payee, -1, stranger.Key, rows[0].Day, amount,
                    [.. rows.Select(row => (row.Origin, row.Counted)), .. onward.Select(paid => (paid.Key, paid.Value.Amount))], end.Notice,
                    chains.OtherPayers(stranger.Key, routes.Party) >= AgentPayers ? "collection_agent" : null));
            }
        }

        return found;
    }

    private void Follow(int payer, DateOnly from, SortedDictionary<int, ToldEnd> accounts, int steps, HashSet<int> seen, SortedDictionary<RowOrigin, (int, long)> onward)
    {
        foreach (var row in records.PaidBy(payer))
        {
            if (row.Counted <= 0 || row.Day < from)
            {
                continue;
            }

            if (accounts.ContainsKey(row.Payee))
            {
                onward[row.Origin] = (row.Payee, row.Counted);
            }
            else if (steps > 1 && records.IsUnnamed(row.Payee) && seen.Add(row.Payee))
            {
                Follow(row.Payee, row.Day, accounts, steps - 1, seen, onward);
            }
        }
    }
}
