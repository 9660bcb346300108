using System.Text;
using CsCheck;
using Graph.Ingest.Normalization;
using Xunit;

namespace Graph.Ingest.Tests.Normalization;

public sealed class IdTextTests
{
    private static string? Parse(string text, out string id) => IdText.ParseId(TextTrim.Trim(Encoding.UTF8.GetBytes(text)), out id);

    [Theory]
    [InlineData("alpha-ads", "alpha-ads")]
    [InlineData(" \u00a0alpha ads\u3000", "alpha ads")]
    [InlineData("ＡＢＣ１２３", "ABC123")]
    [InlineData("e\u0301", "é")]
    [InlineData("Alpha", "Alpha")]
    [InlineData("\ufeffx\u200b", "x")]
    [InlineData("阿尔法", "阿尔法")]
    public void Normalises(string text, string expected)
    {
        Assert.Null(Parse(text, out var id));
        Assert.Equal(expected, id);
    }

    [Theory]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    [InlineData("a\0")]
    [InlineData("a\ufffdb")]
    [InlineData("a\ufffeb")]
    [InlineData("longerthan8\u007f")]
    [InlineData("longerthan8\u001flongerthan8")]
    public void Rejects(string text) => Assert.NotNull(Parse(text, out _));

    [Fact]
    public void Length_is_counted_in_characters_not_in_halves_of_them()
    {
        Assert.Null(Parse(string.Concat(Enumerable.Repeat("𠀀", 256)), out _));
        Assert.NotNull(Parse(string.Concat(Enumerable.Repeat("𠀀", 257)), out _));
        Assert.NotNull(Parse(new string('x', 257), out _));
    }

    [Fact]
    public void Fast_and_slow_way_agree() =>
        Gen.Char[(char)0, (char)0x100].Array[1, 70].Select(characters => new string(characters)).Sample(text =>
        {
            var trimmed = Encoding.UTF8.GetString(TextTrim.Trim(Encoding.UTF8.GetBytes(text)));
            Assert.Equal(TextTrim.Trim(text), trimmed);
            var problem = Parse(text, out var id);
            var expected = TextTrim.Trim(text.Normalize(NormalizationForm.FormKC));
            Assert.Equal(expected.Any(char.IsControl), problem is not null);
            Assert.Equal(expected, id);
        });

    [Fact]
    public void Is_idempotent() => Gen.String.Sample(text =>
    {
        if (Parse(text, out var id) is null)
        {
            Assert.Null(Parse(id, out var again));
            Assert.Equal(id, again);
        }
    });

    [Fact]
    public void Free_text_may_have_line_breaks()
    {
        Assert.Null(IdText.ParseText("The long\nway ①"u8, out var value));
        Assert.Equal("The long\nway ①", value);
        Assert.NotNull(IdText.ParseText("bell\a"u8, out _));
        Assert.NotNull(IdText.ParseText("turned\ufffe"u8, out _));
    }
}
