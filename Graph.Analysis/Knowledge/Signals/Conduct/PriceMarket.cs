using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>How closely a price could be matched.</summary>
internal enum PriceMatch : byte
{
    /// <summary>Too few other networks sold the like.</summary>
    None,
    /// <summary>Same format, geo and week.</summary>
    Week,
    /// <summary>Same format and week.</summary>
    FormatWeek,
    /// <summary>Same format.</summary>
    Format,
}

/// <summary>What other networks earned per impression for the like of each price cell: ln eCPM of matched inventory.</summary>
/// <remarks>
/// The reference of a cell is the median over the other networks of ln(gross ÷ impressions) of their cells of the same kind; it needs at
/// least <see cref="LeastPeers"/> of them, else the kind is widened from (format, geo, week) to (format, week), then (format). Rows that
/// tell no format are matched with nothing, rows that tell no geo begin at the second kind.
/// Cost: O(cells · log networks).
/// </remarks>
internal sealed class PriceMarket
{
    /// <summary>The least number of other networks behind a reference.</summary>
    public const int LeastPeers = 5;

    private readonly PriceCell[] cells;

    /// <summary>Builds the references.</summary>
    public PriceMarket(PriceCell[] cells, CancellationToken cancellation)
    {
        this.cells = cells;
        Reference = new double[cells.Length];
        Match = new PriceMatch[cells.Length];
        Unmatched = new double[cells.Length];
        Array.Fill(Reference, double.NaN);
        Array.Fill(Unmatched, double.NaN);
        Fill(PriceMatch.Week, cell => cell.Format < 0 || cell.Geo < 0 ? null : (cell.Format, cell.Geo, cell.Week));
        cancellation.ThrowIfCancellationRequested();
        Fill(PriceMatch.FormatWeek, cell => cell.Format < 0 ? null : (cell.Format, -1, cell.Week));
        cancellation.ThrowIfCancellationRequested();
        Fill(PriceMatch.Format, cell => cell.Format < 0 ? null : (cell.Format, -1, -1));
        cancellation.ThrowIfCancellationRequested();
        Fill(PriceMatch.None, _ => (-1, -1, -1));
    }

    /// <summary>Per cell: ln of the matched price, NaN where there is none.</summary>
    public double[] Reference { get; }

    /// <summary>Per cell: how closely it was matched.</summary>
    public PriceMatch[] Match { get; }

    /// <summary>Per cell: ln of the median price of the other networks over everything they sold, NaN where there are too few.</summary>
    public double[] Unmatched { get; }

    /// <summary>The cell that a row was counted in, or −1.</summary>
    public int CellOf(int network, int format, int geo, int week)
    {
        var (low, high) = (0, cells.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            ref readonly var cell = ref cells[middle];
            var order = Order(cell, network, format, geo, week);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private static int Order(in PriceCell cell, int network, int format, int geo, int week) =>
        cell.Network != network ? cell.Network.CompareTo(network)
        : cell.Format != format ? cell.Format.CompareTo(format)
        : cell.Geo != geo ? cell.Geo.CompareTo(geo)
        : cell.Week.CompareTo(week);

    private void Fill(PriceMatch match, Func<PriceCell, (int, int, int)?> kindOf)
    {
        foreach (var kind in ByKind(kindOf))
        {
            FillKind(match, kind);
        }
    }

    private IEnumerable<List<int>> ByKind(Func<PriceCell, (int, int, int)?> kindOf)
    {
        var kinds = new Dictionary<(int, int, int), List<int>>();
        for (var cell = 0; cell < cells.Length; cell++)
        {
            if (kindOf(cells[cell]) is { } kind)
            {
                if (!kinds.TryGetValue(kind, out var members))
                {
                    kinds.Add(kind, members = []);
                }

                members.Add(cell);
            }
        }

        return kinds.Values; // each kind is filled on its own: their order does not matter
    }

    /// <summary>Gives every network of a kind the median of the others.</summary>
    private void FillKind(PriceMatch match, List<int> members)
    {
        var (networks, prices) = PricesOf(members);
        if (networks.Length <= LeastPeers)
        {
            return;
        }

        var order = Enumerable.Range(0, networks.Length).ToArray();
        var sorted = prices.ToArray();
        Array.Sort(sorted, order);
        var rank = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        var (target, at) = (match == PriceMatch.None ? Unmatched : Reference, 0);
        foreach (var cell in members)
        {
            at += cells[cell].Network == networks[at] ? 0 : 1; // cells and networks come in the same order
            if (double.IsNaN(target[cell]))
            {
                target[cell] = RobustScale.MedianWithout(sorted, rank[at]);
                Match[cell] = match == PriceMatch.None ? Match[cell] : match;
            }
        }
    }

    /// <summary>ln price per network over the cells of a kind, which come network by network.</summary>
    private (int[] Networks, double[] Prices) PricesOf(List<int> members)
    {
        var networks = new List<int>();
        var prices = new List<double>();
        for (var i = 0; i < members.Count;)
        {
            var network = cells[members[i]].Network;
            var (gross, impressions) = (0.0, 0.0);
            for (; i < members.Count && cells[members[i]].Network == network; i++)
            {
                gross += cells[members[i]].Gross;
                impressions += cells[members[i]].Impressions;
            }

            networks.Add(network);
            prices.Add(Math.Log(gross / impressions));
        }

        return ([.. networks], [.. prices]);
    }
}
