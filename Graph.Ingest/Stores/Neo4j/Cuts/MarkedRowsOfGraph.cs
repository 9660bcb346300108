using Graph.Ingest.Normalization;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Rows one by one: of some hosts, chains, payers and payees. They are found from their nodes, so that only the rows of these nodes are looked at.</summary>
internal sealed class MarkedRowsOfGraph
{
    private readonly CutQuery query;
    private readonly GraphNames names;
    private readonly PlacementSums placements;
    private readonly List<(int Relation, int Currency, int Format, int Geo)> terms = [default];
    private readonly Dictionary<(int Relation, int Currency, int Format, int Geo), int> termNumbers = [];

    /// <param name="query">Asks.</param>
    /// <param name="names">The names of parties, and the words.</param>
    /// <param name="placements">The chains, and on which hosts they are.</param>
    public MarkedRowsOfGraph(CutQuery query, GraphNames names, PlacementSums placements)
    {
        this.query = query;
        this.names = names;
        this.placements = placements;
    }

    /// <summary>Terms by number; grows with the rows that are read.</summary>
    public IReadOnlyList<(int Relation, int Currency, int Format, int Geo)> Terms => terms;

    /// <summary>Placements with gross &gt; 0 on the hosts; and of these chains on other hosts.</summary>
    public List<PlacementRow> On(IReadOnlySet<int> hosts, IReadOnlySet<int> chains)
    {
        var rows = new List<PlacementRow>();
        Placements(hosts, null, rows);
        if (chains.Count > 0)
        {
            var others = placements.Hosts(chains, earning: true);
            others.ExceptWith(hosts);
            Placements(others, chains, rows);
        }

        return rows;
    }

    /// <summary>Placements with gross &gt; 0 on the hosts, of these chains only.</summary>
    public List<PlacementRow> Both(IReadOnlyCollection<int> hosts, IReadOnlySet<int> chains)
    {
        var rows = new List<PlacementRow>();
        Placements(hosts, chains, rows);
        return rows;
    }

    /// <summary>Settlements whose amount is not 0: to the payees; and from these payers to others.</summary>
    public List<SettlementRow> Settlements(IReadOnlyCollection<int> payees, IReadOnlyCollection<int> payers)
    {
        var rows = new List<SettlementRow>();
        Settlements("MATCH (b:Party {no: no})<-[r:SETTLED]-(a)", "r.amount <> 0", payees, [], rows);
        Settlements("MATCH (a:Party {no: no})-[r:SETTLED]->(b)", "r.amount <> 0 AND NOT b.no IN $others", payers, payees, rows);
        return rows;
    }

    private void Placements(IReadOnlyCollection<int> hosts, IReadOnlySet<int>? chains, List<PlacementRow> found)
    {
        if (hosts.Count == 0)
        {
            return;
        }

        var account = chains is null ? "" : "AND (r.account IN $accounts OR $open AND r.account IS NULL)";
        query.Each(
            $"""
            UNWIND $hosts AS no
            MATCH (s:Site {"{no: no}"})<-[r:PLACED]-(n) WHERE r.gross > 0 {account} AND {query.Visible.Seen(RecordType.Placements, "r")}
            RETURN r.file, r.line, r.gross, r.impressions, r.day, n.no, r.reseller, r.account, no, r.relation, r.currency, r.format, r.geo
            """,
            rows =>
            {
                var row = Placement(rows);
                if (chains is null || chains.Contains(row.Chain))
                {
                    found.Add(row);
                }
            },
            parameters => AddChains(parameters.Wholes("hosts", hosts.Select(h => (long)h)), chains));
    }

    /// <summary>Rows are chosen by account on the server, by chain here: a list of texts is looked up there faster than a list of chains.</summary>
    private void AddChains(ParameterWriter parameters, IReadOnlySet<int>? chains)
    {
        if (chains is null)
        {
            return;
        }

        var accounts = chains.Select(c => placements.Chains[c].Account).ToHashSet();
        var texts = names.Texts(NameKind.Party);
        parameters.Flag("open", accounts.Remove(0)).Texts("accounts", accounts.Select(a => texts[a]!));
    }

    private PlacementRow Placement(IQueryRows rows) => new(
        Origin.Of((int)rows.Whole(0), rows.Whole(1)), rows.Whole(2), rows.OptionalWhole(3) ?? -1, StoreTime.Date(GraphTime.Day(rows.Whole(4))),
        placements.Chain((int)rows.Whole(5), names.Party(rows.OptionalText(6)), names.Party(rows.OptionalText(7))), (int)rows.Whole(8),
        Number((rows.OptionalText(9) is { } relation ? 1 + (int)ContractWord.Parse<Relation>(relation) : 0, names.Word(rows.OptionalText(10)),
            names.Word(rows.OptionalText(11)), names.Word(rows.OptionalText(12)))));

    private int Number((int Relation, int Currency, int Format, int Geo) term)
    {
        if (!termNumbers.TryGetValue(term, out var number))
        {
            termNumbers.Add(term, number = terms.Count);
            terms.Add(term);
        }

        return number;
    }

    private void Settlements(string pattern, string condition, IReadOnlyCollection<int> parties, IReadOnlyCollection<int> others, List<SettlementRow> found)
    {
        if (parties.Count == 0)
        {
            return;
        }

        query.Each(
            $"""
            UNWIND $parties AS no
            {pattern} WHERE {condition} AND {query.Visible.Seen(RecordType.Settlements, "r")}
            RETURN r.file, r.line, r.amount, r.day, a.no, b.no, r.period_from, r.period_to, r.rail, r.status
            """,
            rows => found.Add(Settlement(rows)),
            parameters => parameters.Wholes("parties", parties.Select(p => (long)p)).Wholes("others", others.Select(p => (long)p)));
    }

    private SettlementRow Settlement(IQueryRows rows) => new(
        Origin.Of((int)rows.Whole(0), rows.Whole(1)), rows.Whole(2), StoreTime.Date(GraphTime.Day(rows.Whole(3))), (int)rows.Whole(4), (int)rows.Whole(5),
        rows.OptionalWhole(6) is { } from ? GraphTime.Day(from) : null, rows.OptionalWhole(7) is { } to ? GraphTime.Day(to) : null,
        names.Word(rows.OptionalText(8)), rows.OptionalText(9) is { } status ? ContractWord.Parse<SettlementStatus>(status) : null);
}
