namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Settings of <see cref="ModelTraining"/>. The defaults are the measured ones; library defaults do worse on few labels.</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of folds, bags, trees and resampling. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Folds for scores of rows that the scoring model did not see, 2..20; fewer where there are fewer legal groups that knew. Default 10: with 5, scores
    /// out of fold are so much duller than the final model's that an innocent candidate falls into the highest 2 % up to a third too often.</summary>
    public int Folds { get; init; } = 10;

    /// <summary>L1 shrinkage of the regression, ≥ 0. Default 3.</summary>
    public float L1 { get; init; } = 3f;

    /// <summary>L2 shrinkage of the regression, ≥ 0. Default 1.</summary>
    public float L2 { get; init; } = 1f;

    /// <summary>Whether trees are grown beside the regression, where their native library is present. Default true.</summary>
    public bool WithTrees { get; init; } = true;

    /// <summary>Trees per bag, ≥ 1. Default 100.</summary>
    public int Trees { get; init; } = 100;

    /// <summary>Leaves per tree, 2..17. Default 6.</summary>
    public int Leaves { get; init; } = 6;

    /// <summary>Learning rate of the trees, above 0. Default 0.05.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Share of the columns that each tree may look at, above 0 and at most 1. Default 0.5.</summary>
    public double FeatureFraction { get; init; } = 0.5;

    /// <summary>Least training rows of a leaf, ≥ 1. Default 20.</summary>
    public int LeafRows { get; init; } = 20;

    /// <summary>Bags where some rows are unlabelled, ≥ 1. Default 15.</summary>
    public int Bags { get; init; } = 15;

    /// <summary>Rows not known to be positive, per positive, in a bag, ≥ 1. Default 4.</summary>
    public int OthersPerPositive { get; init; } = 4;

    /// <summary>Legal groups with a knowing row from which on calibration is by Venn–Abers alone instead of by Platt. Default 150.</summary>
    public int PlattBelow { get; init; } = 150;

    /// <summary>Bootstrap samples for the interval of average precision, ≥ 20. Default 400.</summary>
    public int BootstrapSamples { get; init; } = 400;

    /// <summary>A single feature that ranks knowing above cleared rows this well (area under the curve), or as badly, raises an alarm. Default 0.95.</summary>
    public double LeakageAuc { get; init; } = 0.95;
}
