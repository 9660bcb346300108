namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>The residuals of all pairs of chain and pirate site at one stage, ascending, so that a party's peers can be asked without sorting again.</summary>
internal sealed class PeerScatter
{
    private readonly double[] values;
    private readonly int[] networks;
    private readonly int[] resellers;

    /// <summary>Sorts the pairs that could be corrected so far.</summary>
    public PeerScatter(IReadOnlyList<PricePair> pairs, PriceStage stage)
    {
        var usable = pairs.Where(pair => !double.IsNaN(pair.Residual[(int)stage])).OrderBy(pair => pair.Residual[(int)stage]).ToArray();
        values = [.. usable.Select(pair => pair.Residual[(int)stage])];
        networks = [.. usable.Select(pair => pair.Network)];
        resellers = [.. usable.Select(pair => pair.Reseller)];
    }

    /// <summary>How many pairs do not name the party.</summary>
    public int CountWithout(int party)
    {
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            count += Names(i, party) ? 0 : 1;
        }

        return count;
    }

    /// <summary>Their median; NaN of none.</summary>
    public double MedianWithout(int party)
    {
        var count = CountWithout(party);
        if (count == 0)
        {
            return double.NaN;
        }

        var seen = 0;
        var lower = double.NaN;
        for (var i = 0; ; i++)
        {
            if (Names(i, party))
            {
                continue;
            }

            if (seen == (count - 1) / 2)
            {
                lower = values[i];
            }

            if (seen++ == count / 2)
            {
                return (lower + values[i]) / 2.0;
            }
        }
    }

    /// <summary>Their robust scale: 1.4826 times the median absolute deviation; NaN of none.</summary>
    public double ScaleWithout(int party)
    {
        var count = CountWithout(party);
        if (count == 0)
        {
            return double.NaN;
        }

        var centre = MedianWithout(party);
        var right = Array.FindIndex(values, value => value >= centre);
        var left = right - 1;
        double deviation = 0.0, before = 0.0;

        // Deviations grow outwards from the centre on both sides: the next smallest is the nearer of two.
        for (var seen = 0; seen <= count / 2;)
        {
            var takeLeft = left >= 0 && (right >= values.Length || centre - values[left] <= values[right] - centre);
            var at = takeLeft ? left-- : right++;
            if (!Names(at, party))
            {
                (before, deviation) = (deviation, Math.Abs(values[at] - centre));
                seen++;
            }
        }

        return RobustScale.NormalFactor * (count % 2 == 1 ? deviation : (before + deviation) / 2.0);
    }

    private bool Names(int index, int party) => networks[index] == party || resellers[index] == party;
}
