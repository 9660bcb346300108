using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Graph.Analysis.Simulation;
using Graph.Cli.Worlds;
using Xunit;

namespace Graph.Cli.Tests.Worlds;

public sealed class WorldFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("adchain-world-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Whoever changes what a seed gives changes this hash, and every golden output with it.
    [Fact]
    public void A_seed_gives_these_bytes()
    {
        var hash = HashOf(Write(1, "a"));
        Assert.True(hash == "fbbd17b6e73e94c5affa779859ea414c908d001bebc65fd4b43ba04cca4a8a7f", hash);
    }

    [Fact]
    public void Another_seed_gives_other_bytes() => Assert.NotEqual(HashOf(Write(1, "a")), HashOf(Write(2, "b")));

    [Fact]
    public void Culture_does_not_matter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            var turkish = HashOf(Write(1, "a"));
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal(HashOf(Write(1, "b")), turkish);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void One_file_holds_the_rows_of_the_weekly_files()
    {
        var weekly = Write(1, "a");
        var one = Write(1, "b", weekly: false);
        var parts = Directory.GetFiles(weekly, "placements-*.csv").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(26, parts.Count);
        Assert.Equal("placements-2026-W02.csv", Path.GetFileName(parts[0]));
        Assert.Equal(
            File.ReadAllLines(Path.Combine(one, "placements.csv")).Skip(1),
            parts.SelectMany(part => File.ReadAllLines(part).Skip(1)));
    }

    [Fact]
    public void Files_are_UTF_8_with_LF_and_full_rows()
    {
        foreach (var file in Directory.GetFiles(Write(1, "a")))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.NotEqual(0xEF, bytes[0]);
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
            var lines = new UTF8Encoding(false, true).GetString(bytes).TrimEnd('\n').Split('\n');
            Assert.All(lines, line => Assert.Equal(lines[0].Count(c => c == ','), line.Count(c => c == ',')));
        }
    }

    [Fact]
    public void The_truth_stays_out_of_the_data()
    {
        var data = Write(1, "a");
        Assert.DoesNotContain(Directory.GetFiles(data), file => Path.GetFileName(file).Contains("truth", StringComparison.Ordinal));
        Assert.Equal(
            ["truth-networks.csv", "truth-sites.csv", "truth-ties.csv"],
            Directory.GetFiles(data + "-truth").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Throws<ArgumentException>(() => WorldFiles.Write(
            World.Build(WorldOptions.OfSize(100, 1), CancellationToken.None), data, data, new WorldFilesOptions(), null, CancellationToken.None));
    }

    [Fact]
    public void Row_counts_and_sizes_are_those_of_the_files()
    {
        var data = Path.Combine(folder, "c");
        var told = new List<WorldFile>();
        var files = WorldFiles.Write(
            World.Build(WorldOptions.OfSize(2_000, 3), CancellationToken.None), data, null, new WorldFilesOptions(), told.Add, CancellationToken.None);
        Assert.Equal(files, told);
        Assert.All(files, file =>
        {
            Assert.Equal(new FileInfo(Path.Combine(data, file.Name)).Length, file.Bytes);
            Assert.Equal(File.ReadAllLines(Path.Combine(data, file.Name)).Length - 1, file.Rows);
        });
        Assert.Equal(2_000, files.Where(file => file.Name.StartsWith("placements", StringComparison.Ordinal)).Sum(file => file.Rows));
    }

    private static string HashOf(string data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(data).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string Write(ulong seed, string name, bool weekly = true)
    {
        var data = Path.Combine(folder, name);
        var world = World.Build(WorldOptions.OfSize(5_000, seed), CancellationToken.None);
        WorldFiles.Write(world, data, data + "-truth", new WorldFilesOptions { Weekly = weekly }, null, CancellationToken.None);
        return data;
    }
}
