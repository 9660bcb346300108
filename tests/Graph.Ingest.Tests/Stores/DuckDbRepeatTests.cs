using Graph.Ingest.Stores.DuckDb;
using Graph.Model.Records;
using Xunit;

namespace Graph.Ingest.Tests.Stores;

/// <summary>How keys that come more than once in a load are found.</summary>
public sealed class DuckDbRepeatTests
{
    [Fact]
    public void Every_repeated_hash_is_found_once_and_no_other()
    {
        var random = new Random(3);
        var hashes = Enumerable.Range(0, 20_000).Select(_ => random.NextInt64(long.MinValue, long.MaxValue)).Append(1).ToList();
        var repeated = hashes.Where((_, i) => i % 7 == 0).Append(0).Append(-1).ToHashSet();
        var repeats = new KeyRepeats();
        foreach (var hash in hashes.Concat(repeated).Concat(repeated).Concat([0, -1]))
        {
            repeats.Add(hash);
        }

        Assert.True(repeats.Complete);
        Assert.Equal(repeated.Order(), repeats.Find().Order());
    }

    [Fact]
    public void Above_its_limit_it_gives_up()
    {
        var repeats = new KeyRepeats(limit: 2);
        repeats.Add(1);
        repeats.Add(2);
        Assert.True(repeats.Complete);
        repeats.Add(1);
        Assert.False(repeats.Complete);
        Assert.Throws<InvalidOperationException>(() => repeats.Find());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1)]
    public void Duplicates_and_restatements_are_the_same_with_and_without_kept_hashes(int limit)
    {
        var folder = Directory.CreateTempSubdirectory("adchain-repeat-").FullName;
        try
        {
            using var database = DuckDbDatabase.Open(Path.Combine(folder, "store.duckdb"), false, new DuckDbOptions(folder));
            using var link = database.Connect();
            StoreSchema.Ensure(link, false);
            // id, title: w1 twice the same and once restated, w2 once.
            link.Execute("INSERT INTO works (origin, hash, id, title) VALUES (1, 5, 'w1', 'a'), (2, 5, 'w1', 'a'), (3, 5, 'w1', 'b'), (4, 6, 'w2', 'a')");
            var repeats = new KeyRepeats(limit);
            foreach (var hash in new long[] { 5, 5, 5, 6 })
            {
                repeats.Add(hash);
            }

            var outcome = new VersionComparison(link, RecordTable.Of(RecordType.Works), 0, repeats, TestContext.Current.CancellationToken).Run(false);
            Assert.Equal((1L, 1L), (outcome.Duplicates[0], outcome.Restated[0]));
            Assert.Equal(3, link.Number("SELECT count(*) FROM works"));
            Assert.Equal(0, link.Number("SELECT count(*) FROM works WHERE origin = 2"));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
