using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Transport;

/// <summary>A server that asks for a password, and comes back after a crash.</summary>
public sealed class CredentialTests
{
    private const string Password = "orchard-774-lamp";

    [Fact]
    public void Only_the_right_credentials_open_a_server_and_none_are_told()
    {
        using var folder = new TempFolder();
        using var server = OwnServer.Start(folder.FullPath, Password);
        using (var runner = Opened.At(server.Uri, OwnServer.User, Password))
        {
            _ = runner.Write("CREATE (:T)");
        }

        var wrong = Assert.Throws<StoreException>(() => Opened.At(server.Uri, OwnServer.User, "rosebud-1-sled"));
        Assert.Contains($"{server.Uri[..^6]} does not accept the user name and password in ADCHAIN_STORE_USER and ADCHAIN_STORE_PASSWORD", wrong.Message);
        Assert.DoesNotContain("rosebud", wrong.ToString());
        var none = Assert.Throws<StoreException>(() => Opened.At(server.Uri));
        Assert.Contains("asks who you are: set ADCHAIN_STORE_USER and ADCHAIN_STORE_PASSWORD", none.Message);

        A_crash_in_the_middle_of_writes_is_outlived(server);
    }

    private static void A_crash_in_the_middle_of_writes_is_outlived(OwnServer server)
    {
        using var runner = Opened.At(server.Uri, OwnServer.User, Password, new RunnerOptions(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10)));
        var crash = Task.Run(() =>
        {
            Thread.Sleep(300);
            server.Kill();
            server.Restart();
        });
        _ = runner.Write("MERGE (:Fence {batch: 0})");
        var batch = 0L;
        for (; !crash.IsCompleted || batch < 50; batch++)
        {
            _ = runner.Write("MATCH (f:Fence {batch: $batch}) SET f.batch = $batch + 1 CREATE (:Row {batch: $batch})", new { batch });
        }

        crash.GetAwaiter().GetResult();
        Assert.Equal(batch, server.Client.Number("MATCH (f:Fence) RETURN f.batch"));
        Assert.Equal(batch, server.Client.Number("MATCH (r:Row) RETURN count(r)"));
        Assert.Equal(batch, server.Client.Number("MATCH (r:Row) RETURN count(DISTINCT r.batch)"));
    }
}
