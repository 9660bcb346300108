using System.Text;
using Graph.Model;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Folds of legal groups, each with its share of knowing groups and of early and late ones.</summary>
/// <remarks>
/// All rows of a group share a fold. Groups are dealt out one after the other to the fold that has fewest knowing rows, then fewest rows: those
/// with most knowing rows first, then by the date of their first row, so that no fold is all old or all new; what is left equal is put in an order
/// that the seed decides and names do not.
/// </remarks>
internal static class GroupFolds
{
    /// <summary>The fold of each row, 0 to the number of folds − 1.</summary>
    /// <param name="rows">All rows, unlabelled ones too.</param>
    /// <param name="count">Folds; at most as many as there are groups with a knowing row.</param>
    /// <param name="seed">Any number.</param>
    public static int[] Of(IReadOnlyList<TrainingRow> rows, int count, ulong seed)
    {
        var knowing = new long[count];
        var all = new long[count];
        var folds = new int[rows.Count];
        var groups = Enumerable.Range(0, rows.Count).GroupBy(row => rows[row].Group, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Rows: group.ToArray(), Knowing: group.Count(row => rows[row].Label == TrainingLabel.Knowing)))
            .OrderByDescending(group => group.Knowing)
            .ThenBy(group => group.Rows.Min(row => rows[row].AsOf))
            .ThenBy(group => Place(group.Name, seed))
            .ThenBy(group => group.Name, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var fold = Enumerable.Range(0, count).MinBy(fold => (group.Knowing > 0 ? knowing[fold] : 0L, all[fold], fold));
            knowing[fold] += group.Knowing;
            all[fold] += group.Rows.Length;
            foreach (var row in group.Rows)
            {
                folds[row] = fold;
            }
        }

        return folds;
    }

    private static ulong Place(string name, ulong seed)
    {
        var hash = 14_695_981_039_346_656_037UL; // FNV-1a: names give the same place on every runtime
        foreach (var part in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ part) * 1_099_511_628_211UL);
        }

        return SeededRandom.Stream(seed, hash, 0xF01D).NextBits();
    }
}
