using System.Text;
using CsCheck;
using Graph.Ingest.Csv;
using Xunit;

namespace Graph.Ingest.Tests.Csv;

public sealed class ByteCacheTests
{
    [Fact]
    public void Never_answers_wrongly() =>
        Gen.String[0, 20].Array[1, 400].Sample(texts =>
        {
            var cache = new ByteCache<string>();
            foreach (var text in texts.Concat(texts))
            {
                var key = Encoding.UTF8.GetBytes(text);
                var known = cache.Find(key, out var hash);
                Assert.True(known is null || known == Encoding.UTF8.GetString(key));
                if (known is null)
                {
                    cache.Add(key, hash, Encoding.UTF8.GetString(key));
                }
            }
        }, iter: 200);

    [Fact]
    public void Remembers_nearly_everything_within_its_bounds()
    {
        var cache = new ByteCache<string>();
        var misses = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var key = Encoding.ASCII.GetBytes($"site{i % 50_000}.example.com");
            if (cache.Find(key, out var hash) is null)
            {
                misses++;
                cache.Add(key, hash, "x");
            }
        }

        Assert.InRange(misses, 50_000, 55_000);
    }

    [Fact]
    public void Forgets_rather_than_grows_without_bound()
    {
        var cache = new ByteCache<string>();
        var key = new byte[400];
        for (var i = 0; i < 200_000; i++)
        {
            BitConverter.TryWriteBytes(key, i);
            cache.Find(key, out var hash);
            cache.Add(key, hash, "x");
        }

        Assert.NotNull(cache.Find(key, out _));
    }
}
