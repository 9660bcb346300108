namespace Graph.Analysis.Knowledge.Signals;

/// <summary>Pays for looking often.</summary>
internal static class MultipleLooks
{
    /// <summary>Adjusts.</summary>
    public static double[] Adjust(KnowledgeView view, double[] values)
    {
        var rows = view.Records.Placements;
        var first = rows.Length == 0 ? view.AsOf : rows.Min(row => row.Day);
        var looks = 1 + ((view.AsOf.DayNumber - first.DayNumber) / (7 * view.Records.Cut.WindowWeeks));
        var order = Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i])).OrderBy(i => values[i]).ToArray();
        var adjusted = values.ToArray();
        var least = 1.0;
        for (var rank = order.Length; rank > 0; rank--)
        {
            least = Math.Min(least, values[order[rank - 1]] * looks * order.Length / rank);
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }
}
