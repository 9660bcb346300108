using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>Pays for looking often: adjusts p-values of a signal for the weeks in which it could have fired before, and for all the parties it is asked of.</summary>
/// <remarks>
/// <para>Weeks: a run is repeated every week over a sliding window, and neighbouring windows share most of their rows. So many looks count as disjoint
/// windows have passed since the party's first marked accrual; p is multiplied by their number, at most 1 (Bonferroni, which needs no
/// independence). A party that is watched for longer pays more.</para>
/// <para>Parties: the products are adjusted together (Benjamini and Hochberg 1995): sorted ascending, p₍ᵢ₎·m/i, made monotone from the largest down. m counts
/// the parties whose p-value could be found and that have an accrual on a site which a black list names: who never met a pirate site was not
/// tested, and adding such a party changes nobody's value. Among those that fire the expected share of false ones is at most the level
/// where tests are independent or positively dependent.</para>
/// </remarks>
public static class MultipleLooks
{
    /// <summary>Adjusts the p-values of one signal.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="parties">Party indices.</param>
    /// <param name="pValues">One per party, 0..1; NaN where the party could not be tested.</param>
    /// <returns>One per party, at least the p-value; NaN where it was NaN or the party has no accrual on a site that a black list names.</returns>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static double[] Adjust(KnowledgeView view, IReadOnlyList<int> parties, IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(parties);
        ArgumentNullException.ThrowIfNull(pValues);
        if (parties.Count != pValues.Count)
        {
            throw new ArgumentException("There must be one p-value per party.", nameof(pValues));
        }

        var looked = new double[parties.Count];
        for (var i = 0; i < looked.Length; i++)
        {
            looked[i] = !double.IsNaN(pValues[i]) && HasPirateContact(view, parties[i])
                ? Math.Min(1.0, pValues[i] * Looks(view, parties[i])) : double.NaN;
        }

        return BenjaminiHochberg(looked);
    }

    /// <summary>How many disjoint windows have passed since the party's first marked accrual, the present one included; at least 1.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="party">Index of the party.</param>
    public static int Looks(KnowledgeView view, int party)
    {
        ArgumentNullException.ThrowIfNull(view);
        var days = 1;
        foreach (var row in view.RowsOf(party))
        {
            days = Math.Max(days, view.AsOf.DayNumber - view.Records.Placements[row].Day.DayNumber + 1);
        }

        var window = 7 * view.Records.Cut.WindowWeeks;
        return (days + window - 1) / window;
    }

    /// <summary>Benjamini–Hochberg adjusted p-values over those that are not NaN.</summary>
    /// <param name="pValues">0..1 or NaN.</param>
    /// <returns>One per p-value, in the same order; NaN stays NaN.</returns>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var order = Enumerable.Range(0, pValues.Count).Where(i => !double.IsNaN(pValues[i]))
            .OrderBy(i => pValues[i]).ThenBy(i => i).ToArray();
        var adjusted = new double[pValues.Count];
        Array.Fill(adjusted, double.NaN);
        var least = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, pValues[order[rank - 1]] * order.Length / rank);
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }

    private static bool HasPirateContact(KnowledgeView view, int party)
    {
        foreach (var row in view.RowsOf(party))
        {
            var entries = view.EntriesOf(view.Records.Placements[row].Site);
            for (var i = 0; i < entries.Count; i++)
            {
                if (entries[i].Side == ListSide.Black)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
