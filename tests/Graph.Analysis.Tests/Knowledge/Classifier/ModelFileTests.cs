using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Graph.Analysis.Knowledge.Classifier;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class ModelFileTests
{
    private static readonly Lazy<string> LazyText = new(() => ModelFile.Write(TrainedModels.Thousand.Model!));

    private static string Text => LazyText.Value;

    private static IReadOnlyList<FeatureDefinition> Features => TrainedModels.ThousandRows.Table.Features;

    [Fact]
    public void What_was_written_reads_back_to_the_last_bit()
    {
        var model = ModelFile.Read(Text, Features);
        Assert.Equal(Text, ModelFile.Write(model));
        foreach (var row in TrainedModels.FreshRows.Table.Rows.Take(200))
        {
            var (before, after) = (TrainedModels.Thousand.Model!.Score(row), model.Score(row));
            Assert.Equal(before with { Contributions = [] }, after with { Contributions = [] });
            Assert.Equal(before.Contributions, after.Contributions);
        }

        Assert.Equal("simulated", model.Kind);
        Assert.Equal(TrainedModels.Thousand.Model!.Facts.Parts, model.Facts.Parts);
        Assert.Equal(TrainedModels.Thousand.Model.Negatives, model.Negatives);
    }

    [Fact]
    public void A_feature_and_a_tree_take_a_line_each_and_the_text_is_plain_JSON()
    {
        using var document = JsonDocument.Parse(Text);
        Assert.Equal(Features.Count, document.RootElement.GetProperty("features").GetArrayLength());
        var lines = Text.Split('\n');
        Assert.All(Features, feature => Assert.Single(lines, line => line.StartsWith($"{{\"name\":\"{feature.Name}\",", StringComparison.Ordinal)));
        Assert.Equal(document.RootElement.GetProperty("trees").GetArrayLength(), lines.Count(line => line.StartsWith("{\"column\":", StringComparison.Ordinal)));
        Assert.EndsWith("}\n", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_legal_group_stands_in_it_by_name() =>
        Assert.All(TrainedModels.ThousandRows.Rows.Take(50), row => Assert.DoesNotContain($"\"{row.Group}\"", Text, StringComparison.Ordinal));

    [Fact]
    public void The_hash_is_that_of_the_bytes() =>
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(new UTF8Encoding(false).GetBytes(Text))), ModelFile.Sha256(Text));

    [Fact]
    public void A_feature_that_does_not_fit_is_named()
    {
        FeatureDefinition[] renamed = [.. Features.Select((feature, at) => at == 7 ? feature with { Name = "renamed" } : feature)];
        var message = Refused(Text, renamed);
        Assert.Contains("'f007'", message, StringComparison.Ordinal);
        Assert.Contains("'renamed'", message, StringComparison.Ordinal);
        Assert.Contains("'f039'", Refused(Text, [.. Features.Take(39)]), StringComparison.Ordinal);
        Assert.Contains("'more'", Refused(Text, [.. Features, Features[0] with { Name = "more" }]), StringComparison.Ordinal);
        FeatureDefinition[] turned = [.. Features.Select((feature, at) => at == 5 ? feature with { Monotone = Monotone.Free } : feature)];
        Assert.Contains("'f005'", Refused(Text, turned), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no model file")]
    [InlineData("null", "format")]
    [InlineData("{}", "no model file")]
    [InlineData("[1,2]", "no model file")]
    public void Other_texts_are_refused(string text, string says) => Assert.Contains(says, Refused(text, Features), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"format\":\"adchain-model/1\"", "\"format\":\"adchain-model/2\"", "adchain-model/2")]
    [InlineData("\"kind\":\"simulated\"", "\"kind\":\"certain\"", "kind")]
    [InlineData("\"left\":[", "\"left\":[0,", "Tree 0")]
    [InlineData("\"bias\":", "\"bais\":", "bais")]
    public void Damage_is_found(string was, string becomes, string says)
    {
        Assert.SkipUnless(LightGbmLibrary.IsPresent, "LightGBM's native library is not there for this machine.");
        var at = Text.IndexOf(was, StringComparison.Ordinal);
        Assert.Contains(says, Refused(Text[..at] + becomes + Text[(at + was.Length)..], Features), StringComparison.Ordinal);
    }

    private static string Refused(string text, IReadOnlyList<FeatureDefinition> features) =>
        Assert.Throws<ModelFileException>(() => ModelFile.Read(text, features)).Message;
}
