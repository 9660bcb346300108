using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Readings;

/// <summary>One reading of what parties knew: which sites and accounts are marked, then their rows, then sums about all.</summary>
internal sealed class KnowledgeReading
{
    private readonly ICutSource source;
    private readonly MoneyRecords money;
    private readonly Func<string, string> registrableDomain;
    private readonly Chains chains;

    /// <param name="source">The store, at the cut of the money source.</param>
    /// <param name="money">What was read of the same cut.</param>
    /// <param name="registrableDomain">The registrable domain of a host.</param>
    public KnowledgeReading(ICutSource source, MoneyRecords money, Func<string, string> registrableDomain)
    {
        this.source = source;
        this.money = money;
        this.registrableDomain = registrableDomain;
        chains = new Chains(source.Chains());
    }

    /// <summary>Reads.</summary>
    public KnowledgeRecords Run()
    {
        try
        {
            return Records();
        }
        catch (OverflowException error)
        {
            throw new StoreException($"A sum of the store {source.Place} leaves 64 bits. Look for absurd amounts in the input files.", error);
        }
    }

    private KnowledgeRecords Records()
    {
        var names = new NameTable();
        var notices = source.Notices(names);
        var (declarations, verdicts) = (source.Declarations(names), source.Verdicts(names));
        var listed = source.Lists().ConvertAll(l => l.Host);
        var siteMap = new SiteMap(source, listed.Where(h => h > 0).ToHashSet());
        var parties = PartyIndex.Of(source, money.Parties);
        var subjects = new Subjects(source, notices, parties, siteMap, registrableDomain);
        var markedSites = MarkedSites(siteMap, subjects);
        var sums = new ChainSums(chains, parties, siteMap);
        sums.Read(source, markedSites);
        var rows = Rows(siteMap, parties, subjects, sums, markedSites);
        var prices = new PriceSums(source);
        var usedWords = new bool[source.Count(NameKind.Word)];
        var usedSites = markedSites.ToArray();
        rows.MarkUsed(usedSites, usedWords);
        prices.MarkUsed(usedWords);
        var words = new WordIndex(source, usedWords);
        var sites = new KnownSites(source, usedSites, subjects);
        return new KnowledgeRecords
        {
            Cut = money.Cut,
            Files = source.Files(),
            Present = source.Present(),
            Sites = sites.Sites,
            MoneySites = sites.IndicesIn(money.Sites),
            ListSites = [.. listed.Select(h => h > 0 ? sites.OfHost(h) : -1)],
            Words = words.Words,
            Placements = rows.Placements(sites.OfHost, words),
            Settlements = rows.Settlements(words),
            Prices = prices.Cells(parties, words),
            Resellers = sums.Spans(),
            Bands = PaymentBands.Read(source, parties),
            Notices = notices,
            NoticeParties = Parties(notices.Select(n => n.NetworkId), parties),
            NoticeSites = [.. subjects.Sites.Select(s => s is null ? -1 : sites.OfText(s))],
            NoticeAccounts = subjects.Accounts,
            Declarations = declarations,
            DeclarationParties = Parties(declarations.Select(d => d.NetworkId), parties),
            Verdicts = verdicts,
            VerdictParties = Parties(verdicts.Select(v => v.NetworkId), parties),
        };
    }

    private static int[] Parties(IEnumerable<Name> names, PartyIndex parties) => [.. names.Select(n => parties.Find(n.Text))];

    private static bool[] MarkedSites(SiteMap siteMap, Subjects subjects)
    {
        var marked = new bool[siteMap.Count];
        foreach (var site in siteMap.Listed.Concat(subjects.Hosts.Values))
        {
            marked[site] = true;
        }

        return marked;
    }

    private MarkedRows Rows(SiteMap siteMap, PartyIndex parties, Subjects subjects, ChainSums sums, bool[] markedSites)
    {
        var accounts = MarkedAccounts(parties, subjects, sums);
        var rows = new MarkedRows(source, chains, new Terms(source.Terms()), parties, siteMap);
        rows.ReadPlacements(markedSites, accounts);
        var strangers = Strangers(parties, sums);
        rows.ReadSettlements([.. accounts.Zip(strangers, (a, s) => a || s)], strangers);
        return rows;
    }

    /// <summary>Accounts of placements on marked sites, those that entries and notices name, and who shares a legal id with them.</summary>
    private bool[] MarkedAccounts(PartyIndex parties, Subjects subjects, ChainSums sums)
    {
        var marked = sums.PaidForMarked.ToArray();
        var named = money.Lists.Where(l => l.SubjectKind == SubjectKind.Account).Select(l => parties.Find(l.Subject));
        foreach (var party in named.Concat(subjects.Accounts).Where(p => p >= 0))
        {
            marked[party] = true;
        }

        var legal = Enumerable.Range(0, marked.Length).Where(p => marked[p]).Select(p => money.Parties[p].Registered?.LegalId).OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        for (var party = 0; party < marked.Length; party++)
        {
            marked[party] |= money.Parties[party].Registered is { Kind: PartyKind.Account, LegalId: { } id } && legal.Contains(id);
        }

        return marked;
    }

    private bool[] Strangers(PartyIndex parties, ChainSums sums)
    {
        var strangers = new bool[parties.Parties.Length];
        foreach (var payee in source.PayeesSeen(moving: true))
        {
            strangers[parties.Party(payee)] = !sums.Named[parties.Party(payee)];
        }

        return strangers;
    }
}
