namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>Weights of findings that fired.</summary>
internal static class Strength
{
    /// <summary>Of a p-value: ½ at the level, ⅛ more for each power of ten below it, at most 1.</summary>
    /// <param name="p">Adjusted p-value, below the level.</param>
    /// <param name="level">The level at which the signal fires.</param>
    public static double OfPValue(double p, double level) =>
        p <= 0.0 ? 1.0 : Math.Clamp(0.5 + (Math.Log10(level / p) / 8.0), 0.5, 1.0);

    /// <summary>Of a share that rests on n independent records: share · n / (n + 1).</summary>
    /// <param name="share">0..1.</param>
    /// <param name="records">How many, ≥ 1.</param>
    public static double OfShare(double share, int records) => Math.Clamp(share, 0.0, 1.0) * records / (records + 1.0);
}
