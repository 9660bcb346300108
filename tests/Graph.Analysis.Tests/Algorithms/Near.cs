using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

/// <summary>Compares floating-point answers.</summary>
internal static class Near
{
    /// <summary>Fails where two values differ by more than epsilon.</summary>
    public static void All(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double epsilon)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var at = 0; at < expected.Count; at++)
        {
            Assert.True(Math.Abs(expected[at] - actual[at]) <= epsilon, FormattableString.Invariant($"At {at}: {actual[at]:R} instead of {expected[at]:R}."));
        }
    }
}
