using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model;

namespace Graph.Analysis.Knowledge.Tiers;

/// <summary>A threshold of the statute file.</summary>
/// <param name="Code">Its key, <c>targets</c>; with <see cref="Statute.FiveFoldSuffix"/> where the five-fold rule asks for more.</param>
/// <param name="Article">Article, paragraph and item.</param>
/// <param name="Threshold">A count, or an amount in 1/10000 units.</param>
/// <param name="IsAmount">Whether it is an amount.</param>
/// <param name="FiveFold">Whether this is the five-fold threshold of an item, for cases in which the assisted offence cannot be verified.</param>
/// <param name="Text">What is counted.</param>
public sealed record StatuteThreshold(string Code, string Article, long Threshold, bool IsAmount, bool FiveFold, Bilingual Text);

/// <summary>The dated statute file: thresholds of the law as data, with their source. It is not legal advice.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Number">The document's number.</param>
/// <param name="Title">What it is.</param>
/// <param name="InForce">First day in force.</param>
/// <param name="KnownOn">The day as of which the file is right as far as known.</param>
/// <param name="Caution">What the reader must be told beside every figure.</param>
/// <param name="Thresholds">The thresholds, each followed by its five-fold one where there is one.</param>
public sealed record Statute(
    string File, string Number, Bilingual Title, DateOnly InForce, DateOnly KnownOn, Bilingual Caution, IReadOnlyList<StatuteThreshold> Thresholds)
{
    /// <summary>Ends the code of a five-fold threshold: <c>settled_five_fold</c>.</summary>
    public const string FiveFoldSuffix = "_five_fold";

    private const string ResourceName = "statute-2019-15.json";

    /// <summary>The file that the program carries.</summary>
    public static Statute Embedded { get; } = Read();

    private static Statute Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The library lacks its resource {ResourceName}.");
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var factor = root.GetProperty("five_fold").GetInt64();
        return new Statute(
            Text(root, "file"), Text(root, "number"), Both(root, "title"), Day(root, "in_force"), Day(root, "known_on"), Both(root, "caution"),
            [.. root.GetProperty("thresholds").EnumerateArray().SelectMany(item => ThresholdsOf(item, factor))]);
    }

    private static IEnumerable<StatuteThreshold> ThresholdsOf(JsonElement item, long factor)
    {
        var isAmount = Text(item, "unit") == "yuan";
        var threshold = item.GetProperty("threshold").GetInt64() * (isAmount ? Money.UnitsPerYuan : 1);
        var (code, article, text) = (Text(item, "code"), Text(item, "article"), Both(item, "text"));
        yield return new StatuteThreshold(code, article, threshold, isAmount, FiveFold: false, text);
        if (item.GetProperty("five_fold").GetBoolean())
        {
            yield return new StatuteThreshold(code + FiveFoldSuffix, article, threshold * factor, isAmount, FiveFold: true, text);
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static Bilingual Both(JsonElement element, string name) =>
        new(Text(element.GetProperty(name), "en"), Text(element.GetProperty(name), "zh"));

    private static DateOnly Day(JsonElement element, string name) =>
        DateOnly.ParseExact(Text(element, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
