namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>The residuals of all pairs of chain and pirate site at one stage, ascending, so that a party's peers can be asked without sorting again.</summary>
internal sealed class PeerScatter
{
    private readonly double[] values;
    private readonly int[] networks;
    private readonly int[] resellers;
    private readonly Dictionary<int, List<int>> placesOf = [];

    /// <summary>Sorts the pairs that could be corrected so far.</summary>
    public PeerScatter(IReadOnlyList<PricePair> pairs, PriceStage stage)
    {
        var usable = pairs.Where(pair => !double.IsNaN(pair.Residual[(int)stage])).OrderBy(pair => pair.Residual[(int)stage]).ToArray();
        values = [.. usable.Select(pair => pair.Residual[(int)stage])];
        networks = [.. usable.Select(pair => pair.Network)];
        resellers = [.. usable.Select(pair => pair.Reseller)];
        for (var place = 0; place < values.Length; place++)
        {
            Place(networks[place], place);
            if (resellers[place] >= 0)
            {
                Place(resellers[place], place);
            }
        }
    }

    /// <summary>How many pairs do not name the party.</summary>
    public int CountWithout(int party) => values.Length - PlacesOf(party).Count;

    /// <summary>Their median; NaN of none.</summary>
    public double MedianWithout(int party)
    {
        var count = CountWithout(party);
        return count == 0 ? double.NaN : (At(party, (count - 1) / 2) + At(party, count / 2)) / 2.0;
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
        var found = Array.BinarySearch(values, centre);
        var right = found >= 0 ? found : ~found;
        var left = right - 1;
        double deviation = 0.0, before = 0.0;

        // Deviations grow outwards from the centre on both sides: the next smallest is the nearer of two.
        for (var seen = 0; seen <= count / 2;)
        {
            var takeLeft = left >= 0 && (right >= values.Length || centre - values[left] <= values[right] - centre);
            var at = takeLeft ? left-- : right++;
            if (networks[at] != party && resellers[at] != party)
            {
                (before, deviation) = (deviation, Math.Abs(values[at] - centre));
                seen++;
            }
        }

        return RobustScale.NormalFactor * (count % 2 == 1 ? deviation : (before + deviation) / 2.0);
    }

    /// <summary>The value of a rank among the pairs that do not name the party.</summary>
    private double At(int party, int rank)
    {
        foreach (var place in PlacesOf(party))
        {
            if (place > rank)
            {
                break;
            }

            rank++;
        }

        return values[rank];
    }

    private List<int> PlacesOf(int party) => placesOf.TryGetValue(party, out var places) ? places : [];

    private void Place(int party, int place)
    {
        if (!placesOf.TryGetValue(party, out var places))
        {
            placesOf.Add(party, places = []);
        }

        places.Add(place);
    }
}
