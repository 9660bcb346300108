using Xunit;

namespace Graph.Model.Tests;

public sealed class SiteRuleTests
{
    [Theory]
    [InlineData("blog.host.example", "host.example")]
    [InlineData("host.example", "host.example")]
    public void Without_listed_hosts_a_site_is_the_registrable_domain(string host, string site) =>
        Assert.Equal(site, new SiteRule([]).SiteOf(host, "host.example"));

    [Theory]
    [InlineData("films.host.example", "films.host.example")]
    [InlineData("cdn.films.host.example", "films.host.example")]
    [InlineData("a.b.films.host.example", "films.host.example")]
    [InlineData("cooking.host.example", "host.example")]
    [InlineData("host.example", "host.example")]
    [InlineData("xfilms.host.example", "host.example")]
    public void A_listed_host_is_a_site_with_all_hosts_under_it(string host, string site) =>
        Assert.Equal(site, new SiteRule(["films.host.example"]).SiteOf(host, "host.example"));

    [Theory]
    [InlineData("x.new.films.host.example", "new.films.host.example")]
    [InlineData("x.old.films.host.example", "films.host.example")]
    public void The_deepest_listed_host_wins(string host, string site) =>
        Assert.Equal(site, new SiteRule(["films.host.example", "new.films.host.example"]).SiteOf(host, "host.example"));

    [Fact]
    public void A_listed_host_of_another_domain_changes_nothing() =>
        Assert.Equal("host.example", new SiteRule(["films.other.example"]).SiteOf("films.host.example", "host.example"));

    [Fact]
    public void A_host_that_is_its_own_registrable_domain_stays_itself() =>
        Assert.Equal("gov.example", new SiteRule(["a.gov.example"]).SiteOf("gov.example", "gov.example"));
}
