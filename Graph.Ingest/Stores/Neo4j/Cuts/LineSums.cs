using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>One pass over the settlement lines: each is joined to what is seen of its settlement and its placement, and summed by their ends.</summary>
/// <remarks>
/// <para>A line is seen where its settlement is, or where no version of its settlement is there at all. Both ends are found by an index: the first
/// version by its <c>vid</c>, and where that key was restated, all versions by the mark.</para>
/// <para>The server sums by payer, payee, network, reseller, account and host; all lines that count nothing in the window fall into one group.</para>
/// </remarks>
internal sealed class LineSums
{
    private readonly List<LineSum> sums = [];

    /// <param name="query">Asks.</param>
    /// <param name="names">The names of parties.</param>
    /// <param name="chain">The number of a chain.</param>
    /// <param name="windowFrom">The first day of the window.</param>
    public LineSums(CutQuery query, GraphNames names, Func<int, int, int, int> chain, DateOnly windowFrom)
    {
        query.Each(
            $"""
            {Joined(query.Visible)}
            WITH l, s, p, coalesce(p IS NOT NULL AND l.amount <> 0 AND s.day >= $windowFrom, false) AS counts
            WITH CASE WHEN counts THEN startNode(s) END AS payer, CASE WHEN counts THEN endNode(s) END AS payee,
                CASE WHEN counts THEN startNode(p) END AS network, CASE WHEN counts THEN p.reseller END AS reseller,
                CASE WHEN counts THEN p.account END AS account, CASE WHEN counts THEN endNode(p) END AS host,
                sum(CASE WHEN counts THEN {SettlementSums.Counted("s", "l.amount")} ELSE 0 END) AS amount,
                count(*) AS lines, count(CASE WHEN s IS NULL THEN 1 END) AS lost, count(CASE WHEN p IS NULL THEN 1 END) AS unplaced
            RETURN payer.no, payee.no, network.no, reseller, account, host.no, amount, lines, lost, unplaced
            """,
            rows => Add(rows, names, chain),
            parameters => SettlementSums.AddStatuses(parameters).Whole("windowFrom", GraphTime.Of(windowFrom)));
    }

    /// <summary>Lines of the window by payer, payee, chain (in <see cref="LineSum.Network"/>) and host (in <see cref="LineSum.Site"/>).</summary>
    public LineSum[] Sums => [.. sums];

    /// <summary>How many lines are seen of whose settlement no version is there.</summary>
    public long WithoutSettlement { get; private set; }

    /// <summary>How many lines are seen whose placement is not.</summary>
    public long WithoutPlacement { get; private set; }

    /// <summary>Whether a line is seen.</summary>
    public bool Any { get; private set; }

    /// <summary>Whether a line is seen; stops at the first.</summary>
    public static bool AnySeen(CutQuery query)
    {
        var any = false;
        query.Each($"{Settled(query.Visible)} RETURN true LIMIT 1", _ => any = true);
        return any;
    }

    /// <summary>Lines seen (l), each with its settlement (s) or null, and its placement (p) where that is seen, else null.</summary>
    private static string Joined(VisibleRows visible) =>
        $"""
        {Settled(visible)}
        {Version(visible, RecordType.Placements, "l.placement", "placed", "l, s")}
        WITH l, s, CASE WHEN {visible.Known(RecordType.Placements, "placed")} AND placed.day <= $asOf THEN placed END AS p
        """;

    /// <summary>Lines seen (l), each with its settlement (s) or null: no version of it is there.</summary>
    private static string Settled(VisibleRows visible) =>
        $"""
        MATCH (l:SettlementLine) WHERE {visible.Seen(RecordType.SettlementLines, "l")}
        {Version(visible, RecordType.Settlements, "l.settlement", "s", "l")}
        WITH l, s WHERE s IS NULL OR {visible.DatedAndKnown(RecordType.Settlements, "s")}
        """;

    /// <summary>Finds the newest known version of a key, or, where none is known, any that is in the files; null where none is.</summary>
    private static string Version(VisibleRows visible, RecordType type, string id, string version, string kept)
    {
        var name = ElementType.Of(type).Name;
        var first = $"OPTIONAL MATCH ()-[first:{name} {{vid: {id} + '#1'}}]->()";
        if (!visible.IsRestated(type))
        {
            return $"{first} WHERE {visible.InFiles("first")}\nWITH {kept}, first AS {version}";
        }

        // The mark is read once: a load may set it meanwhile.
        return $$"""
            {{first}}
            WITH {{kept}}, first, first.restated AS key
            WITH {{kept}}, CASE WHEN key IS NULL THEN CASE WHEN {{visible.InFiles("first")}} THEN first END ELSE COLLECT {
                MATCH ()-[v:{{name}} {restated: key}]->() USING INDEX SEEK v:{{name}}(restated) WHERE {{visible.InFiles("v")}}
                RETURN v ORDER BY {{visible.Known(type, "v")}} DESC, v.file DESC, v.line DESC LIMIT 1 }[0] END AS {{version}}
            """;
    }

    private void Add(IQueryRows rows, GraphNames names, Func<int, int, int, int> chain)
    {
        Any |= rows.Whole(7) > 0;
        WithoutSettlement = checked(WithoutSettlement + rows.Whole(8));
        WithoutPlacement = checked(WithoutPlacement + rows.Whole(9));
        if (!rows.IsNull(0))
        {
            sums.Add(new LineSum((int)rows.Whole(0), (int)rows.Whole(1),
                chain((int)rows.Whole(2), names.Party(rows.OptionalText(3)), names.Party(rows.OptionalText(4))), 0, 0, (int)rows.Whole(5), rows.Whole(6)));
        }
    }
}
