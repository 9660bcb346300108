using System.Text;
using CsCheck;
using Graph.Ingest.Normalization;
using Graph.Ingest.Tests.Csv;
using Xunit;

namespace Graph.Ingest.Tests.Normalization;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("WWW.Example.COM", "example.com")]
    [InlineData("www.www.example.com", "example.com")]
    [InlineData("www.com", "www.com")]
    [InlineData("www1.example.com", "www1.example.com")]
    [InlineData("https://www.example.com:443/a?b#c", "example.com")]
    [InlineData("//cdn.example.com/x", "cdn.example.com")]
    [InlineData("http://user:pw@a.example.com", "a.example.com")]
    [InlineData("example.com?x=1", "example.com")]
    [InlineData("example.com#x", "example.com")]
    [InlineData("http:\\\\example.com", null)]
    [InlineData("example.com.", "example.com")]
    [InlineData("example.com:", "example.com")]
    [InlineData("bücher.example.com", "xn--bcher-kva.example.com")]
    [InlineData("XN--BCHER-KVA.example.com", "xn--bcher-kva.example.com")]
    [InlineData("影视。中国", "xn--p3t555g.xn--fiqs8s")]
    [InlineData("my_site.example.com", "my_site.example.com")]
    [InlineData("a.my_site.com", null)]
    [InlineData("0.example.com", "0.example.com")]
    [InlineData("1.2.3.4", null)]
    [InlineData("http://1.2.3.4:80/", null)]
    [InlineData("[::1]", null)]
    [InlineData("::1", null)]
    [InlineData("example", null)]
    [InlineData("example.123", null)]
    [InlineData(".example.com", null)]
    [InlineData("example..com", null)]
    [InlineData("-a.example.com", null)]
    [InlineData("a-.example.com", null)]
    [InlineData("exa mple.com", null)]
    [InlineData("example.com:8o", null)]
    [InlineData("example.com,other.com", null)]
    [InlineData("*.example.com", null)]
    [InlineData("mailto:a@example.com", "example.com")]
    [InlineData("site:example.com", null)]
    [InlineData("exa\ufffemple.com", null)]
    [InlineData("/", null)]
    [InlineData("", null)]
    public void Normalises(string text, string? expected)
    {
        var problem = HostName.Parse(text, out var host);
        Assert.Equal(expected is null, problem is not null);
        Assert.Equal(expected ?? host, host);
    }

    private static readonly Gen<string> Texts = Reading.AnyOf(
        "www.", "a", "B", ".", "-", "_", "example", ".com", "http://", "/", ":80", "@", "?", "ü", "影", "。", "ß", "ａ", "xn--", "1", " ", "\u200d", "İ", "ς")
        .Array[1, 6].Select(string.Concat);

    [Fact]
    public void Is_idempotent_and_bytes_give_the_same_as_text() =>
        Gen.OneOf(Texts, Gen.String).Where(text => text.Length > 0 && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text).Sample(text =>
        {
            var problem = HostName.Parse(text, out var host);
            Assert.Equal(problem, HostName.Parse(Encoding.UTF8.GetBytes(text), out var again));
            Assert.Equal(host, again);
            if (problem is null)
            {
                Assert.Null(HostName.Parse(host, out var twice));
                Assert.Equal(host, twice);
                Assert.True(Ascii.IsValid(host) && !host.Any(char.IsAsciiLetterUpper) && host.Contains('.'));
            }
        }, iter: 20_000);
}
