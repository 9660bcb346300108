using System.Globalization;
using System.Text;
using CsCheck;
using Graph.Ingest.Normalization;
using Xunit;

namespace Graph.Ingest.Tests.Normalization;

public sealed class PublicSuffixListTests
{
    [Theory]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("example.com", "example.com")]
    [InlineData("com", "com")]
    [InlineData("gov.cn", "gov.cn")]
    [InlineData("www.beijing.gov.cn", "beijing.gov.cn")]
    [InlineData("a.blogspot.com", "a.blogspot.com")]
    [InlineData("x.a.blogspot.com", "a.blogspot.com")]
    [InlineData("x.y.unlisted-tld", "y.unlisted-tld")]
    [InlineData("a.b.c.ck", "b.c.ck")]
    [InlineData("c.ck", "c.ck")]
    [InlineData("x.www.ck", "www.ck")]
    [InlineData("a.b.kawasaki.jp", "a.b.kawasaki.jp")]
    [InlineData("a.city.kawasaki.jp", "city.kawasaki.jp")]
    [InlineData("a.b.xn--55qx5d.cn", "b.xn--55qx5d.cn")]
    public void Registrable_domain(string host, string expected) => Assert.Equal(expected, PublicSuffixList.Embedded.RegistrableDomain(host));

    [Fact]
    public void The_list_says_which_it_is()
    {
        Assert.Equal("2023-02-09", PublicSuffixList.Embedded.Date);
        Assert.Matches("^[0-9a-f]{64}$", PublicSuffixList.Embedded.Sha256);
    }

    [Fact]
    public void Agrees_with_the_algorithm_as_published()
    {
        var rules = Rules().ToArray();
        var byLast = rules.ToLookup(rule => rule.Labels[^1]);
        Gen.Select(Gen.Int[0, rules.Length - 1], Gen.Int[0, 2], Gen.Int[0, 3]).Sample((index, dropped, added) =>
        {
            var labels = rules[index].Labels.Select(label => label == "*" ? "star" : label).ToList();
            labels.RemoveRange(0, Math.Min(dropped, labels.Count - 1));
            labels.InsertRange(0, Enumerable.Range(0, added).Select(i => "x" + i));
            var host = string.Join('.', labels);
            Assert.Equal(Published(labels, byLast[labels[^1]]), PublicSuffixList.Embedded.RegistrableDomain(host));
        });
    }

    // https://publicsuffix.org/list/: all rules that match; an exception prevails, else the longest; without any, "*".
    private static string Published(List<string> labels, IEnumerable<(bool Exception, string[] Labels)> rules)
    {
        var matching = rules.Where(rule => rule.Labels.Length <= labels.Count
            && rule.Labels.Reverse().Zip(labels.AsEnumerable().Reverse()).All(pair => pair.First == "*" || pair.First == pair.Second)).ToArray();
        var exception = matching.Where(rule => rule.Exception).ToArray();
        var suffix = exception.Length > 0 ? exception[0].Labels.Length - 1
            : matching.Length > 0 ? matching.Max(rule => rule.Labels.Length)
            : 1;
        return string.Join('.', labels.Skip(Math.Max(0, labels.Count - suffix - 1)));
    }

    private static IEnumerable<(bool Exception, string[] Labels)> Rules()
    {
        using var stream = typeof(PublicSuffixList).Assembly.GetManifestResourceStream("public_suffix_list.dat")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            {
                var rule = line.TrimStart('!');
                yield return (line[0] == '!', [.. rule.Split('.').Select(label => label == "*" ? label : new IdnMapping().GetAscii(label).ToLowerInvariant())]);
            }
        }
    }
}
