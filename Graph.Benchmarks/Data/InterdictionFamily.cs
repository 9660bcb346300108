namespace Graph.Benchmarks.Data;

/// <summary>A kind of world for maximum-flow interdiction.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EvenAccounts">Whether accounts are about alike in size; else some have much more than others.</param>
/// <param name="Doublings">How often an amount can double: 20 gives a heavy tail, 4 a light one.</param>
/// <param name="Slack">How much more than it carried a link can carry, percent.</param>
/// <param name="FlatPrices">Whether a price follows from the kind of the target; else from the money that it handles.</param>
/// <param name="Warnings">Whether a target can be warned as well: a third of the price, four tenths of the effect.</param>
internal sealed record InterdictionFamily(string Name, bool EvenAccounts, int Doublings, int Slack, bool FlatPrices, bool Warnings)
{
    /// <summary>The kinds that are measured.</summary>
    public static IReadOnlyList<InterdictionFamily> All { get; } =
    [
        new("few large accounts", false, 20, 25, false, false),
        new("even accounts", true, 20, 25, false, false),
        new("much slack, flat prices", true, 20, 300, true, false),
        new("two measures", true, 20, 100, true, true),
        new("light tail", true, 4, 100, true, false),
    ];
}
