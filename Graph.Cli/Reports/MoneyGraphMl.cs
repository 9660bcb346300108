using System.Runtime.InteropServices;
using Graph.Analysis.Flow;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>The money graph as GraphML: parties and sites, and between any two of them one edge with the sum of what flowed, as in flow.csv.</summary>
internal sealed class MoneyGraphMl
{
    private static readonly GraphMlAttribute Label = Node("label", "Name of the party as registered, else its id; of a site its domain.");
    private static readonly GraphMlAttribute Key = Node("key", "Id of the party, or domain of the site.");
    private static readonly GraphMlAttribute Kind = Node("kind", "network, reseller, account, advertiser, site, or unattributed.");
    private static readonly GraphMlAttribute Listed = Node("listed", "Side of the list entries in force at the as-of date: black, or white, which wins.");
    private static readonly GraphMlAttribute Belief = Node("belief", "Of a site: the belief that it is a pirate site, 0 to 1.", GraphMlType.Double);
    private static readonly GraphMlAttribute Tier = Node("tier", "Tier of the run: K0 to K3.");
    private static readonly GraphMlAttribute Decision = Node("decision", "Decision of the run.");
    private static readonly GraphMlAttribute Probability = Node("probability", "Probability of the run, 0 to 1.", GraphMlType.Double);
    private static readonly GraphMlAttribute ExposureAmount = Node("exposure_amount", "What of its payouts ended at pirate sites, in base currency.", GraphMlType.Double);
    private static readonly GraphMlAttribute ExposureShare = Node("exposure_share", "The same over all its payouts, 0 to 1.", GraphMlType.Double);
    private static readonly GraphMlAttribute Weight = Edge("weight", "What flowed in the window, in base currency.", GraphMlType.Double);
    private static readonly GraphMlAttribute Units = Edge("units", "The same exactly, in 1/10000 of the base currency.", GraphMlType.Long);
    private static readonly GraphMlAttribute Basis = Edge("basis", "On what the amount rests: paid, accrued, or mixed.", GraphMlType.String);
    private static readonly GraphMlAttribute Placements = Edge("placements", "How many placements of the window name both ends, one after the other.", GraphMlType.Long);
    private static readonly GraphMlAttribute Accrued = Edge("accrued", "What those placements earned, in base currency.", GraphMlType.Double);
    private static readonly GraphMlAttribute Payments = Edge("payments", "How many settlements of the window lie between the two.", GraphMlType.Long);
    private static readonly GraphMlAttribute FirstPaid = Edge("first_paid", "Day of the first of them.", GraphMlType.String);
    private static readonly GraphMlAttribute LastPaid = Edge("last_paid", "Day of the last of them.", GraphMlType.String);

    private static readonly GraphMlAttribute[] OfRecords =
        [Label, Key, Kind, Listed, Belief, Weight, Units, Basis, Placements, Accrued, Payments, FirstPaid, LastPaid];

    private static readonly GraphMlAttribute[] OfRun = [Tier, Decision, Probability, ExposureAmount, ExposureShare];

    private readonly FlowResult flow;
    private readonly MergedFlow merged;
    private readonly Dictionary<string, ScoreRow>? scores;
    private readonly ListedSides listed;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<ulong, EdgeRows> rows = [];
    private readonly int[] nodes;

    private MoneyGraphMl(FlowResult flow, IReadOnlyList<ScoreRow>? scores, CancellationToken cancellation)
    {
        this.flow = flow;
        this.scores = scores?.ToDictionary(row => row.NetworkId, StringComparer.Ordinal);
        this.cancellation = cancellation;
        merged = new MergedFlow(flow.Graph);
        listed = new ListedSides(flow.Records);
        nodes = new int[merged.Ends.Count];
    }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="flow">The money graph.</param>
    /// <param name="scores">Rows of scores.csv of a run of the same cut, or null.</param>
    /// <param name="everything">Whether parties and sites without money in the window are nodes too.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>How many nodes and edges it has.</returns>
    public static (long Nodes, long Edges) Write(
        Stream stream, FlowResult flow, IReadOnlyList<ScoreRow>? scores, bool everything, CancellationToken cancellation)
    {
        var file = new MoneyGraphMl(flow, scores, cancellation);
        file.CountRows();
        GraphMlAttribute[] attributes = [.. OfRecords, .. scores is null ? [] : OfRun];
        using var writer = new GraphMlWriter(stream, attributes, Description(flow));
        return (file.WriteNodes(writer, everything), file.WriteEdges(writer));
    }

    private static string Description(FlowResult flow)
    {
        var cut = flow.Records.Cut;
        return $"Money graph as of {FigureText.Day(cut.AsOf)}, window from {FigureText.Day(cut.WindowFrom)}, basis {FigureText.Word(flow.Basis)}. Amounts in base currency.";
    }

    /// <summary>What the records say between two ends, besides the flow.</summary>
    private struct EdgeRows
    {
        public long Placements;
        public long Accrued;
        public long Payments;
        public DateOnly FirstPaid;
        public DateOnly LastPaid;
    }

    private void CountRows()
    {
        foreach (ref readonly var lane in flow.Records.Lanes.AsSpan())
        {
            var from = lane.Network;
            Pass(ref from, lane.Reseller, lane);
            Pass(ref from, lane.Account, lane);
            Pass(ref from, merged.Ends.Site(lane.Site), lane);
        }

        foreach (ref readonly var payment in flow.Records.Payments.AsSpan())
        {
            ref var edge = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, merged.Ends.Key(payment.Payer, payment.Payee), out _);
            edge.FirstPaid = edge.Payments == 0 || payment.Day < edge.FirstPaid ? payment.Day : edge.FirstPaid;
            edge.LastPaid = edge.Payments == 0 || payment.Day > edge.LastPaid ? payment.Day : edge.LastPaid;
            edge.Payments += payment.Rows;
        }
    }

    private void Pass(ref int from, int to, in LaneSum lane)
    {
        if (to < 0)
        {
            return;
        }

        ref var edge = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, merged.Ends.Key(from, to), out _);
        edge.Placements += lane.Placements;
        edge.Accrued += lane.Gross;
        from = to;
    }

    private long WriteNodes(GraphMlWriter writer, bool everything)
    {
        var wanted = Wanted(everything);
        var count = 0;
        for (var place = 0u; place < wanted.Length; place++)
        {
            var end = merged.Ends.AtRank(place);
            if (!wanted[end])
            {
                continue;
            }

            nodes[end] = count;
            WriteNode(writer, count, end);
            count++;
        }

        return count;
    }

    private bool[] Wanted(bool everything)
    {
        var wanted = new bool[merged.Ends.Count];
        Array.Fill(wanted, everything);
        wanted[^1] = false;
        foreach (var sum in merged.Sums(cancellation))
        {
            wanted[sum.Source] = wanted[sum.Target] = true;
        }

        return wanted;
    }

    private void WriteNode(GraphMlWriter writer, int node, int end)
    {
        var (ends, graph) = (merged.Ends, flow.Graph);
        var (party, site) = (ends.PartyOf(end), ends.SiteOf(end));
        writer.BeginNode(node);
        writer.Data(Label, party >= 0 && graph.Parties[party].Registered?.Name is { Length: > 0 } name ? name : ends.Name(end));
        writer.Data(Key, ends.Name(end));
        writer.Data(Kind, ends.Kind(end));
        writer.Data(Listed, party >= 0 ? listed.OfParty(ends.Name(end)) : site >= 0 ? listed.OfSite(site) : null);
        if (site >= 0)
        {
            writer.Data(Belief, FigureText.Share(graph.Belief[site]));
        }

        if (party >= 0 && scores is not null && scores.TryGetValue(ends.Name(end), out var score))
        {
            writer.Data(Tier, score.Tier);
            writer.Data(Decision, score.Decision);
            writer.Data(Probability, score.Probability is { } probability ? FigureText.Share(probability) : null);
            writer.Data(ExposureAmount, score.ExposureAmount);
            writer.Data(ExposureShare, FigureText.Share(score.ExposureShare));
        }

        writer.End();
    }

    private long WriteEdges(GraphMlWriter writer)
    {
        var count = 0L;
        foreach (var sum in merged.Sums(cancellation))
        {
            var found = rows.GetValueOrDefault(merged.Ends.Key(sum.Source, sum.Target));
            writer.BeginEdge(nodes[sum.Source], nodes[sum.Target]);
            writer.Data(Weight, new Money(sum.Amount));
            writer.Data(Units, sum.Amount);
            writer.Data(Basis, FigureText.Word(sum.Basis));
            writer.Data(Placements, found.Placements);
            writer.Data(Accrued, new Money(found.Accrued));
            writer.Data(Payments, found.Payments);
            if (found.Payments > 0)
            {
                writer.Data(FirstPaid, FigureText.Day(found.FirstPaid));
                writer.Data(LastPaid, FigureText.Day(found.LastPaid));
            }

            writer.End();
            count++;
        }

        return count;
    }

    private static GraphMlAttribute Node(string name, string meaning, GraphMlType type = GraphMlType.String) => new(name, OfEdges: false, type, meaning);

    private static GraphMlAttribute Edge(string name, string meaning, GraphMlType type) => new(name, OfEdges: true, type, meaning);
}
