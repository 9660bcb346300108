namespace Graph.Analysis.Simulation;

/// <summary>Words of the free columns.</summary>
internal static class WorldWords
{
    public static IReadOnlyList<string> Formats { get; } = ["banner", "native", "video", "popunder", "push", "interstitial"];

    /// <summary>Per format: price of a thousand impressions in 1/10000 yuan; about 10 EUR over all.</summary>
    public static IReadOnlyList<long> PricePerThousand { get; } = [400_000, 700_000, 1_600_000, 250_000, 300_000, 900_000];

    public static IReadOnlyList<string> Geos { get; } = ["cn-north", "cn-east", "cn-south", "cn-west", "hk", "sg", "my", "us"];

    public static IReadOnlyList<string> Rails { get; } = ["bank-a", "bank-b", "bank-c", "wallet", "card"];

    public static IReadOnlyList<string> Authorities { get; } = ["copyright-office", "court-3", "rights-alliance", "city-task-force"];
}
