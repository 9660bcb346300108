namespace Graph.Analysis.Simulation;

/// <summary>What the independent random streams of a world belong to. A new purpose takes a new number, so that what was there
/// before keeps its numbers.</summary>
internal static class WorldStream
{
    public const ulong Plan = 1;
    public const ulong Hosts = 2;
    public const ulong Lanes = 3;
    public const ulong Rates = 4;
    public const ulong Parties = 5;
    public const ulong Lists = 6;
    public const ulong Ties = 7;
    public const ulong Motives = 8;
    public const ulong Owners = 9;
    public const ulong Lives = 10;
    public const ulong Terms = 11;
    public const ulong Conduct = 12;
    public const ulong Declarations = 13;
    public const ulong Verdicts = 14;
    public const ulong Missing = 15;
    public const ulong Agencies = 16;

    // Streams that belong to a thing of one week or period add that week or period to these.
    public const ulong Rows = 1_000;
    public const ulong Payments = 10_000;
    public const ulong TiePayments = 20_000;
}
