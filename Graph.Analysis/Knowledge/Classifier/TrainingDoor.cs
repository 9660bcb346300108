using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>What is asked of a training set before anything is fitted.</summary>
internal static class TrainingDoor
{
    /// <summary>Legal groups of each label without which nothing is trained.</summary>
    public const int LeastGroups = 10;

    /// <summary>Throws where the set is not well formed.</summary>
    public static void Check(TrainingSet set, TrainingOptions options)
    {
        if (set.Rows.Count != set.Table.Rows.Count)
        {
            throw new ArgumentException($"There are {set.Table.Rows.Count} rows of features and {set.Rows.Count} labels.", nameof(set));
        }

        if (set.Table.Features.GroupBy(feature => feature.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Feature '{twice.Key}' stands twice in the table.", nameof(set));
        }

        for (var row = 0; row < set.Rows.Count; row++)
        {
            var values = set.Table.Rows[row];
            if (values.Length != set.Table.Features.Count)
            {
                throw new ArgumentException($"Row {row} holds {values.Length} values, and there are {set.Table.Features.Count} features.", nameof(set));
            }

            if (Array.FindIndex(values, double.IsInfinity) is var infinite and >= 0)
            {
                throw new ArgumentException($"Feature '{set.Table.Features[infinite].Name}' is infinite in row {row}: a value is finite, or NaN where it is missing.", nameof(set));
            }
        }

        Check(options);
    }

    /// <summary>Why the set cannot be learnt from, or null.</summary>
    public static TrainingRefusal? Refusal(TrainingSet set)
    {
        var knowing = Groups(set, TrainingLabel.Knowing);
        if (knowing < LeastGroups)
        {
            return new TrainingRefusal("too_few_knowing", string.Create(CultureInfo.InvariantCulture,
                $"{knowing} legal groups are labelled as knowing, and no model is trained on fewer than {LeastGroups}."));
        }

        var cleared = Groups(set, TrainingLabel.Cleared);
        return cleared >= LeastGroups ? null : new TrainingRefusal("too_few_cleared", string.Create(CultureInfo.InvariantCulture,
            $"{cleared} legal groups are labelled as cleared or negligent, and no model is trained on fewer than {LeastGroups}."));
    }

    /// <summary>Number of legal groups with a row of a label.</summary>
    public static int Groups(TrainingSet set, TrainingLabel label) =>
        set.Rows.Where(row => row.Label == label).Select(row => row.Group).Distinct(StringComparer.Ordinal).Count();

    /// <summary>SHA-256 over names, values, labels, groups and dates.</summary>
    public static string Hash(TrainingSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', set.Table.Features.Select(feature => feature.Name))));
        var bytes = new byte[8 * set.Table.Features.Count];
        for (var row = 0; row < set.Rows.Count; row++)
        {
            for (var feature = 0; feature < set.Table.Features.Count; feature++)
            {
                // Every NaN is the same "missing", whatever its bits.
                var value = set.Table.Rows[row][feature];
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * feature), double.IsNaN(value) ? double.NaN : value);
            }

            hash.AppendData(bytes);
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{set.Rows[row].Label}\t{set.Rows[row].Group}\t{set.Rows[row].AsOf:yyyy-MM-dd}\n")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Check(TrainingOptions options)
    {
        Within(options.Folds is >= 2 and <= 20, nameof(options.Folds), "2..20");
        Within(options.L1 is >= 0f and < float.PositiveInfinity, nameof(options.L1), "0 or more");
        Within(options.L2 is >= 0f and < float.PositiveInfinity, nameof(options.L2), "0 or more");
        Within(options.Trees >= 1, nameof(options.Trees), "1 or more");
        Within(options.Leaves >= 2 && options.Leaves <= TreeShapley.MostColumns + 1, nameof(options.Leaves), "2..17");
        Within(options.LearningRate is > 0.0 and <= 1.0, nameof(options.LearningRate), "above 0, at most 1");
        Within(options.FeatureFraction is > 0.0 and <= 1.0, nameof(options.FeatureFraction), "above 0, at most 1");
        Within(options.LeafRows >= 1, nameof(options.LeafRows), "1 or more");
        Within(options.Bags >= 1, nameof(options.Bags), "1 or more");
        Within(options.OthersPerPositive >= 1, nameof(options.OthersPerPositive), "1 or more");
        Within(options.BootstrapSamples >= 20, nameof(options.BootstrapSamples), "20 or more");
        Within(options.LeakageAuc is > 0.5 and <= 1.0, nameof(options.LeakageAuc), "above 0.5, at most 1");
    }

    private static void Within(bool holds, string option, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(option, $"Training option {option} must be {range}.");
        }
    }
}
