using System.Runtime.InteropServices;

namespace Graph.Model.Graphs;

/// <summary>Asks the system to back memory by large pages: fewer address translations for random reads of big columns.</summary>
internal static unsafe partial class LargePages
{
    private const int AdviseDontNeed = 4;
    private const int AdviseHugePage = 14;
    private const long LargePage = 2L << 20;

    /// <summary>Asks, and does without where the system does not know the question: it is a hint.</summary>
    public static void Ask(void* start, nuint bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Advise(start, bytes, AdviseHugePage);
        }
    }

    /// <summary>Gives the whole large pages between two places back; they read as zeros if they are touched again.</summary>
    public static void GiveBack(void* from, void* end)
    {
        var first = ((nint)from + LargePage - 1) / LargePage * LargePage;
        var last = (nint)end / LargePage * LargePage;
        if (OperatingSystem.IsLinux() && last > first)
        {
            _ = Advise((void*)first, (nuint)(last - first), AdviseDontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* start, nuint bytes, int advice);
}
