using Graph.Testing;
using Xunit;

namespace Graph.Ingest.Tests.Csv;

/// <summary>Finds the files beside the solution.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder that has the solution.</summary>
    public static string Root() => Repository.Root;

    /// <summary>A folder of shared/, which lies beside the repository; the test is skipped where it is absent.</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.Combine([Path.GetDirectoryName(Root())!, "shared", .. parts]);
        Assert.SkipUnless(Directory.Exists(path), $"The folder {string.Join('/', parts)} of shared/ is not beside this repository.");
        return path;
    }
}
