using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Transport;

public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("http://db.example:7001/films", "http://db.example:7001", "films")]
    [InlineData("http://db.example/films", "http://db.example:7474", "films")]
    [InlineData("http://db.example", "http://db.example:7474", "neo4j")]
    [InlineData("http://db.example/", "http://db.example:7474", "neo4j")]
    [InlineData("http://db.example:80/films/", "http://db.example:80", "films")]
    [InlineData("HTTP://DB.example/films", "http://db.example:7474", "films")]
    [InlineData("https://db.example/films", "https://db.example:7473", "films")]
    [InlineData("https://db.example:443/films", "https://db.example:443", "films")]
    [InlineData("https://0123abcd.databases.neo4j.io/", "https://0123abcd.databases.neo4j.io:443", "neo4j")]
    [InlineData("http://[::1]/films", "http://[::1]:7474", "films")]
    [InlineData("http://[::1]:7001/films", "http://[::1]:7001", "films")]
    [InlineData("http://db.example/m%C3%BCnchen%20b", "http://db.example:7474", "münchen b")]
    [InlineData("neo4j://db.example", "neo4j://db.example:7687", "neo4j")]
    [InlineData("neo4j+s://db.example:7001/films", "neo4j+s://db.example:7001", "films")]
    [InlineData("bolt://127.0.0.1/films", "bolt://127.0.0.1:7687", "films")]
    [InlineData("bolt+s://127.0.0.1/films", "bolt+s://127.0.0.1:7687", "films")]
    public void An_address_has_a_server_and_a_database(string uri, string server, string database)
    {
        var address = StoreAddress.Parse(uri, _ => null);
        Assert.Equal((server, database), (address.Server, address.Database));
        Assert.Equal($"{server}/{database}", address.ToString());
        Assert.Null(address.Credentials);
        Assert.True(StoreAddress.Knows(uri));
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("http:db")]
    [InlineData("films")]
    [InlineData("")]
    [InlineData("http://db.example/a/b")]
    [InlineData("http://db.example/a%2Fb")]
    [InlineData("http://db.example/films?x=1")]
    [InlineData("http://db.example/films#x")]
    [InlineData("http://db.example:99999/films")]
    [InlineData("ftp://db.example/films")]
    [InlineData("bolt+ssc://db.example/films")]
    public void Anything_else_is_no_address(string uri) =>
        Assert.Contains("http://localhost:7474/neo4j", Assert.Throws<StoreException>(() => StoreAddress.Parse(uri, _ => null)).Message);

    [Theory]
    [InlineData("http://anna:secret77@db.example/films")]
    [InlineData("http://secret77@db.example/films")]
    [InlineData("http://anna:sec#ret77@db.example/films")]
    [InlineData("http://anna:secret77@db.example:99999/films")]
    public void Credentials_in_an_address_are_refused_and_not_repeated(string uri)
    {
        var message = Assert.Throws<StoreException>(() => StoreAddress.Parse(uri, _ => null)).Message;
        Assert.Contains("ADCHAIN_STORE_USER and ADCHAIN_STORE_PASSWORD", message);
        Assert.DoesNotContain("ret77", message);
        Assert.DoesNotContain("anna", message);
    }

    [Fact]
    public void Credentials_come_from_two_variables_and_are_never_written()
    {
        var address = StoreAddress.Parse("http://db.example", Variables("anna", "secret77"));
        Assert.Equal(("anna", "secret77"), (address.Credentials!.User, address.Credentials.Password));
        Assert.DoesNotContain("secret77", address.ToString() + address.Place + address.Server + address.Credentials);
        Assert.DoesNotContain("anna", address.ToString() + address.Place + address.Server + address.Credentials);
    }

    [Theory]
    [InlineData("anna", null, "ADCHAIN_STORE_PASSWORD is not")]
    [InlineData("anna", "", "ADCHAIN_STORE_PASSWORD is not")]
    [InlineData(null, "secret77", "ADCHAIN_STORE_USER is not")]
    public void One_credential_needs_the_other(string? user, string? password, string missing)
    {
        var message = Assert.Throws<StoreException>(() => StoreAddress.Parse("http://db.example", Variables(user, password))).Message;
        Assert.Contains(missing, message);
        Assert.DoesNotContain("secret77", message);
    }

    [Fact]
    public void A_file_is_no_address_of_a_database() => Assert.False(StoreAddress.Knows("duckdb:records.duckdb") || StoreAddress.Knows("records.duckdb") || StoreAddress.Knows(""));

    private static Func<string, string?> Variables(string? user, string? password) => name => name switch
    {
        "ADCHAIN_STORE_USER" => user,
        "ADCHAIN_STORE_PASSWORD" => password,
        _ => null,
    };
}
