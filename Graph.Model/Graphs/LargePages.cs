using System.Runtime.InteropServices;

namespace Graph.Model.Graphs;

/// <summary>Asks the system to back memory by large pages: fewer address translations for random reads of big columns.</summary>
internal static unsafe partial class LargePages
{
    private const int AdviseHugePage = 14;

    /// <summary>Asks, and does without where the system does not know the question: it is a hint.</summary>
    public static void Ask(void* start, nuint bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Advise(start, bytes, AdviseHugePage);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* start, nuint bytes, int advice);
}
