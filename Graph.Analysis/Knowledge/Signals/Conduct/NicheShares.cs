using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>What others do in the kinds of inventory (format, geo) that a party runs on pirate sites, by gross of the window's priced rows.</summary>
internal sealed class NicheShares
{
    private const int LeastOthers = 3;

    private readonly Dictionary<(int Format, int Geo), SortedDictionary<int, (double Gross, double Pirate)>> kinds = [];
    private readonly Dictionary<(int Network, int Format), (double Gross, double Pirate)> formats = [];

    /// <summary>Sums all networks' priced rows of the window by kind.</summary>
    public NicheShares(ConductRecords records)
    {
        var cells = records.View.Records.Prices;
        for (var i = 0; i < cells.Length;)
        {
            var first = cells[i];
            var gross = 0.0;
            for (; i < cells.Length && (cells[i].Network, cells[i].Format, cells[i].Geo) == (first.Network, first.Format, first.Geo); i++)
            {
                gross += cells[i].Gross;
            }

            Add(first.Network, first.Format, first.Geo, gross, 0.0);
        }

        foreach (ref readonly var row in records.View.Records.Placements.AsSpan())
        {
            if (row.Impressions > 0 && row.Day >= records.View.Records.Cut.WindowFrom && records.IsPirate(row))
            {
                Add(row.Network, row.Format, row.Geo, 0.0, row.Gross);
            }
        }
    }

    /// <summary>The share of pirate money among other networks in the same kinds, weighted by the party's pirate money in each; NaN where its rows
    /// tell no format or fewer than three others sell the kinds.</summary>
    /// <param name="party">The party.</param>
    /// <param name="rows">Its rows on pirate sites.</param>
    public double OthersShare(int party, IReadOnlyList<MarkedPlacement> rows)
    {
        double weight = 0.0, sum = 0.0;
        foreach (var kind in rows.Where(row => row.Format >= 0).GroupBy(row => (row.Format, row.Geo)).OrderBy(kind => kind.Key))
        {
            var networks = kind.Select(row => row.Network).Append(party).ToHashSet();
            var others = kinds.TryGetValue(kind.Key, out var known) ? known.Where(network => !networks.Contains(network.Key) && network.Value.Gross > 0.0).ToList() : [];
            if (others.Count >= LeastOthers)
            {
                var own = kind.Sum(row => (double)row.Gross);
                weight += own;
                sum += own * others.Sum(network => network.Value.Pirate) / others.Sum(network => network.Value.Gross);
            }
        }

        return weight > 0.0 ? sum / weight : double.NaN;
    }

    /// <summary>The share of a network's pirate money that runs in formats which it sells on pirate sites alone; NaN for others than networks
    /// with priced rows in a told format.</summary>
    public double PirateOnlyShare(int party, IReadOnlyList<MarkedPlacement> rows)
    {
        double all = 0.0, only = 0.0;
        foreach (var format in rows.Where(row => row.Format >= 0 && row.Impressions > 0 && row.Network == party).GroupBy(row => row.Format).OrderBy(format => format.Key))
        {
            var gross = format.Sum(row => (double)row.Gross);
            all += gross;
            only += formats[(party, format.Key)] is var sum && sum.Pirate >= sum.Gross ? gross : 0.0;
        }

        return all > 0.0 ? only / all : double.NaN;
    }

    private void Add(int network, int format, int geo, double gross, double pirate)
    {
        if (!kinds.TryGetValue((format, geo), out var networks))
        {
            kinds.Add((format, geo), networks = []);
        }

        var sum = networks.GetValueOrDefault(network);
        networks[network] = (sum.Gross + gross, sum.Pirate + pirate);
        var whole = formats.GetValueOrDefault((network, format));
        formats[(network, format)] = (whole.Gross + gross, whole.Pirate + pirate);
    }
}
