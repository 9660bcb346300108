namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>How far prices are corrected: each stage on top of the one before.</summary>
internal enum PriceStage
{
    /// <summary>Against everything that other networks sold.</summary>
    Unmatched,
    /// <summary>Against matched inventory.</summary>
    Matched,
    /// <summary>Less what the network usually pays beyond matched inventory on its other sites.</summary>
    BuyerCorrected,
    /// <summary>Less what others pay beyond matched inventory on the same site.</summary>
    BothCorrected,
}

/// <summary>What a chain's priced rows on a pirate site earned beyond its references, in ln units, by impressions.</summary>
internal sealed class PricePair
{
    private readonly double[] sums = new double[2];

    /// <summary>The network.</summary>
    public required int Network { get; init; }

    /// <summary>The reseller, or −1.</summary>
    public required int Reseller { get; init; }

    /// <summary>The site.</summary>
    public required int Site { get; init; }

    /// <summary>Indices of the rows.</summary>
    public List<int> Rows { get; } = [];

    /// <summary>Σ impressions.</summary>
    public double Impressions { get; private set; }

    /// <summary>How many of the rows were matched less closely than by format, geo and week.</summary>
    public int Widened { get; private set; }

    /// <summary>The mean residual at each stage, impression-weighted; NaN where it cannot be corrected so far.</summary>
    public double[] Residual { get; } = [double.NaN, double.NaN, double.NaN, double.NaN];

    /// <summary>Takes a row in.</summary>
    public void Add(int row, double unmatched, double matched, double impressions, bool widened)
    {
        Rows.Add(row);
        sums[0] += unmatched * impressions;
        sums[1] += matched * impressions;
        Impressions += impressions;
        Widened += widened ? 1 : 0;
    }

    /// <summary>Turns sums into means and takes the network's usual residual off.</summary>
    public void Close(double usual)
    {
        Residual[(int)PriceStage.Unmatched] = sums[0] / Impressions;
        Residual[(int)PriceStage.Matched] = sums[1] / Impressions;
        Residual[(int)PriceStage.BuyerCorrected] = Residual[(int)PriceStage.Matched] - usual;
    }
}
