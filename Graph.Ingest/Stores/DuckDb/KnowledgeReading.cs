using System.Globalization;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>One reading of what parties knew: which sites and accounts are marked, then their rows, then sums about all.</summary>
internal sealed class KnowledgeReading
{
    private readonly DuckDbLink link;
    private readonly MoneyRecords money;
    private readonly Func<string, string> registrableDomain;
    private readonly CancellationToken cancellation;
    private readonly AsOfRecords records;
    private readonly Chains chains;
    private readonly Terms terms;
    private readonly string placements;
    private readonly string settlements;

    /// <param name="link">A connection of its own.</param>
    /// <param name="money">What was read of the same cut.</param>
    /// <param name="loads">Condition on <c>origin</c>.</param>
    /// <param name="registrableDomain">The registrable domain of a host.</param>
    /// <param name="cancellation">Cancels.</param>
    public KnowledgeReading(DuckDbLink link, MoneyRecords money, string loads, Func<string, string> registrableDomain, CancellationToken cancellation)
    {
        this.link = link;
        this.money = money;
        this.registrableDomain = registrableDomain;
        this.cancellation = cancellation;
        link.Execute("BEGIN TRANSACTION", cancellation);
        var visible = new VisibleVersions(link, loads, money.Cut.AsOf, cancellation);
        records = new AsOfRecords(link, visible, money.Cut.AsOf, cancellation);
        chains = new Chains(link);
        terms = new Terms(link);
        placements = visible.Newest(RecordType.Placements);
        settlements = visible.Newest(RecordType.Settlements);
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
            throw new StoreException($"A sum of the store {link.Path} leaves 64 bits. Look for absurd amounts in the input files.", error);
        }
    }

    private KnowledgeRecords Records()
    {
        var names = new NameTable();
        var notices = records.Notices(names);
        var (declarations, verdicts) = (records.Declarations(names), records.Verdicts(names));
        var listed = records.Lists().ConvertAll(l => l.Host);
        var siteMap = new SiteMap(link, listed.Where(h => h > 0).ToHashSet(), cancellation);
        var parties = PartyIndex.Of(link, money.Parties);
        var subjects = new Subjects(link, notices, parties, siteMap, registrableDomain);
        var markedSites = MarkedSites(siteMap, subjects);
        var sums = new ChainSums(chains, parties, siteMap);
        sums.Read(link, placements, markedSites, cancellation);
        var rows = Rows(siteMap, parties, subjects, sums, markedSites);
        var prices = new PriceSums(link, placements, money.Cut, cancellation);
        var usedWords = new bool[1 + link.Number("SELECT coalesce(max(id), 0)::BIGINT FROM word_names")];
        var usedSites = markedSites.ToArray();
        rows.MarkUsed(usedSites, usedWords);
        prices.MarkUsed(usedWords);
        var words = new WordIndex(link, usedWords);
        var sites = new KnownSites(link, usedSites, subjects);
        return new KnowledgeRecords
        {
            Cut = money.Cut,
            Files = Files(),
            Present = records.Present(),
            Sites = sites.Sites,
            MoneySites = sites.IndicesIn(money.Sites),
            ListSites = [.. listed.Select(h => h > 0 ? sites.OfHost(siteMap.OfListed(h)) : -1)],
            Words = words.Words,
            Placements = rows.Placements(sites.OfHost, words),
            Settlements = rows.Settlements(words),
            Prices = prices.Cells(parties, words),
            Resellers = sums.Spans(),
            Bands = new PaymentBands(link, settlements, parties, cancellation).Read(),
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
        var rows = new MarkedRows(link, chains, terms, parties, siteMap, cancellation);
        rows.ReadPlacements(placements, markedSites, accounts);
        var strangers = Strangers(parties, sums);
        rows.ReadSettlements(settlements, [.. accounts.Zip(strangers, (a, s) => a || s)], strangers);
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
        using var rows = link.Stream($"SELECT DISTINCT payee FROM {settlements} WHERE amount <> 0", cancellation);
        while (rows.Next())
        {
            foreach (var id in rows.Column<int>(0))
            {
                strangers[parties.Party(id)] = !sums.Named[parties.Party(id)];
            }
        }

        return strangers;
    }

    private List<string> Files()
    {
        var files = new List<string>();
        using var rows = link.Query("SELECT number, name FROM files ORDER BY number", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                files.Add(rows.Column<int>(0)[i] == files.Count
                    ? rows.Text(1, i)!
                    : throw new StoreException(string.Create(CultureInfo.InvariantCulture,
                        $"The ledger of the store {link.Path} lacks file {files.Count}. Restore it from a copy, or load the files into a new store.")));
            }
        }

        return files;
    }
}
