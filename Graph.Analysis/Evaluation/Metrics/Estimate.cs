namespace Graph.Analysis.Evaluation.Metrics;

/// <summary>A figure with its interval.</summary>
/// <param name="Value">The point value; NaN where the cases do not define it.</param>
/// <param name="Low">Lower end; NaN where there is none.</param>
/// <param name="High">Upper end; NaN where there is none.</param>
public readonly record struct Estimate(double Value, double Low, double High)
{
    /// <summary>A figure that the cases do not define.</summary>
    public static Estimate Undefined => new(double.NaN, double.NaN, double.NaN);

    /// <summary>Whether the figure is defined.</summary>
    public bool IsDefined => !double.IsNaN(Value);
}
