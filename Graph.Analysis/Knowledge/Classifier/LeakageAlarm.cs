using System.Globalization;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Finds features that alone tell knowing from cleared rows nearly perfectly: often a trace of the verdict itself, not of the conduct.</summary>
internal static class LeakageAlarm
{
    private const int LeastOfEach = 10;

    /// <summary>One warning per suspicious feature; whether a value is missing counts as a feature of its own.</summary>
    public static IReadOnlyList<TrainingWarning> Of(TrainingSet set, double limit)
    {
        var warnings = new List<TrainingWarning>();
        for (var feature = 0; feature < set.Table.Features.Count; feature++)
        {
            var name = set.Table.Features[feature].Name;
            var labelled = Enumerable.Range(0, set.Rows.Count).Where(row => set.Rows[row].Label != TrainingLabel.None)
                .Select(row => (Value: set.Table.Rows[row][feature], Positive: set.Rows[row].Label == TrainingLabel.Knowing)).ToList();
            var present = labelled.Where(row => !double.IsNaN(row.Value)).ToList();
            Add(warnings, name, $"The value of '{name}' alone", present, limit);
            if (present.Count < labelled.Count)
            {
                Add(warnings, name, $"Whether '{name}' is missing alone", [.. labelled.Select(row => (double.IsNaN(row.Value) ? 1.0 : 0.0, row.Positive))], limit);
            }
        }

        return warnings;
    }

    private static void Add(List<TrainingWarning> warnings, string name, string what, IReadOnlyList<(double Value, bool Positive)> rows, double limit)
    {
        var positives = rows.Count(row => row.Positive);
        if (positives < LeastOfEach || rows.Count - positives < LeastOfEach)
        {
            return;
        }

        var area = RankFigures.Auc(rows);
        if (Math.Max(area, 1.0 - area) > limit)
        {
            warnings.Add(new TrainingWarning("leakage", name, string.Create(
                CultureInfo.InvariantCulture,
                $"{what} tells knowing from cleared rows with an area under the curve of {Math.Max(area, 1.0 - area):0.###}: check that it does not follow from the verdict.")));
        }
    }
}
