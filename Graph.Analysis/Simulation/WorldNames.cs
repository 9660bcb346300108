using System.Globalization;
using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>Made-up ids, hosts and names. Hosts stand under the reserved top-level domains example and test, so that none exists.</summary>
internal static class WorldNames
{
    private static readonly string[] First =
    [
        "amber", "birch", "cedar", "clover", "cobalt", "copper", "coral", "dusk", "ember", "fern", "flint", "frost", "garnet", "hazel",
        "heron", "indigo", "ivory", "juniper", "lark", "linden", "lumen", "maple", "marsh", "meadow", "misty", "opal", "orchid", "pebble",
        "quartz", "river", "saffron", "willow",
    ];

    private static readonly string[] Second =
    [
        "arcade", "atlas", "beacon", "bridge", "canvas", "corner", "current", "daily", "field", "forge", "garden", "gallery", "harbor",
        "journal", "kettle", "ladder", "lantern", "ledger", "loft", "market", "mirror", "orbit", "parade", "path", "port", "room",
        "signal", "square", "story", "studio", "view", "yard",
    ];

    private static readonly string[] Regions = ["north", "north-east", "east", "south", "south-west", "west", "abroad"];

    public static string Network(int index) => Numbered("net-", index, "D4");

    public static string Reseller(int index) => Numbered("rs-", index, "D4");

    public static string Account(int index) => Numbered("acc-", index, "D7");

    public static string Advertiser(int index) => Numbered("adv-", index, "D5");

    public static string Intermediary(int index) => Numbered("int-", index, "D4");

    /// <summary>A host for a site: two words, its number, a reserved top-level domain. The number makes it unique.</summary>
    public static string Host(ulong seed, int site)
    {
        var random = SeededRandom.Stream(seed, WorldStream.Hosts, (ulong)site);
        var top = random.Chance(150_000) ? "test" : "example";
        return string.Create(CultureInfo.InvariantCulture, $"{Word(ref random, First)}{Word(ref random, Second)}-{site + 1}.{top}");
    }

    /// <summary>The first label of a host that stands under a host platform.</summary>
    public static string HostedLabel(ulong seed, int site)
    {
        var random = SeededRandom.Stream(seed, WorldStream.Hosts, (ulong)site);
        return string.Create(CultureInfo.InvariantCulture, $"{Word(ref random, Second)}{site + 1}");
    }

    public static string Company(ref SeededRandom random, string trade)
    {
        var first = Capital(Word(ref random, First));
        return string.Create(CultureInfo.InvariantCulture, $"{first} {Capital(Word(ref random, Second))} {trade}");
    }

    public static string Region(ref SeededRandom random) => Word(ref random, Regions);

    private static string Numbered(string prefix, int index, string format) =>
        prefix + (index + 1).ToString(format, CultureInfo.InvariantCulture);

    private static string Word(ref SeededRandom random, string[] words) => words[random.Below(words.Length)];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
