using System.Runtime.InteropServices;

namespace Graph.Model.Graphs;

/// <summary>Memory on large pages: fewer address translations for random reads, and neighbours in memory that are neighbours in the caches.</summary>
/// <remarks>
/// On Linux blocks come straight from the system, on 2 MiB borders and with the wish for large pages: memory that the allocator hands out again has its
/// small pages already, and asking for large ones then changes nothing. Released blocks are kept for the next column of the same size, a few at a
/// time, since the system clears every page anew. Elsewhere, and where the system refuses, it is ordinary aligned memory.
/// </remarks>
internal static unsafe partial class LargePages
{
    /// <summary>Bytes of a large page.</summary>
    public const long PageBytes = 2L << 20;

    /// <summary>Bytes of released blocks that are kept at most.</summary>
    private const long MostKept = 32L << 20;

    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private const int AdviseDontNeed = 4;
    private const int AdviseHugePage = 14;

    private static readonly List<(nint Start, long Bytes)> Kept = [];
    private static readonly HashSet<nint> Mappings = [];
    private static long keptBytes;

    /// <summary>Takes a block; what it holds is unknown unless it is asked to be clear.</summary>
    /// <exception cref="OutOfMemoryException">The memory is not there.</exception>
    public static void* Take(long bytes, bool cleared)
    {
        var size = RoundUp(bytes);
        if (FindKept(size) is var kept && kept != 0)
        {
            if (cleared)
            {
                NativeMemory.Clear((void*)kept, (nuint)bytes);
            }

            return (void*)kept;
        }

        if (OperatingSystem.IsLinux() && Mapped(size) is var mapped && mapped != 0)
        {
            // The system gives cleared pages.
            return (void*)mapped;
        }

        var start = NativeMemory.AlignedAlloc((nuint)size, (nuint)PageBytes);
        if (cleared)
        {
            NativeMemory.Clear(start, (nuint)bytes);
        }

        return start;
    }

    /// <summary>Gives a block back.</summary>
    /// <param name="start">What <see cref="Take"/> returned.</param>
    /// <param name="bytes">What it was asked for.</param>
    public static void GiveBack(void* start, long bytes)
    {
        var size = RoundUp(bytes);
        lock (Kept)
        {
            if (keptBytes + size <= MostKept)
            {
                Kept.Add(((nint)start, size));
                keptBytes += size;
                return;
            }
        }

        Free((nint)start, size);
    }

    /// <summary>Gives the whole large pages between two places of a block back; they read as zeros if they are touched again.</summary>
    public static void Trim(void* from, void* end)
    {
        var first = RoundUp((nint)from);
        var last = (nint)end / PageBytes * PageBytes;
        if (OperatingSystem.IsLinux() && last > first)
        {
            _ = Advise((nint)first, (nuint)(last - first), AdviseDontNeed);
        }
    }

    private static long RoundUp(long bytes) => (bytes + PageBytes - 1) / PageBytes * PageBytes;

    private static nint FindKept(long size)
    {
        lock (Kept)
        {
            // The last one released is the warmest.
            var at = Kept.FindLastIndex(block => block.Bytes == size);
            if (at < 0)
            {
                return 0;
            }

            var start = Kept[at].Start;
            Kept.RemoveAt(at);
            keptBytes -= size;
            return start;
        }
    }

    /// <summary>Maps one page more than needed, and gives back what lies beside the aligned part; 0 where the system refuses.</summary>
    private static nint Mapped(long size)
    {
        var start = Map(0, (nuint)(size + PageBytes), ReadWrite, PrivateAnonymous, -1, 0);
        if (start == -1)
        {
            return 0;
        }

        var aligned = (nint)RoundUp(start);
        if (aligned > start)
        {
            _ = Unmap(start, (nuint)(aligned - start));
        }

        if (start + PageBytes > aligned)
        {
            _ = Unmap(aligned + (nint)size, (nuint)(start + PageBytes - aligned));
        }

        lock (Mappings)
        {
            Mappings.Add(aligned);
        }

        // A hint: a system that does not know it goes on with small pages.
        _ = Advise(aligned, (nuint)size, AdviseHugePage);
        return aligned;
    }

    private static void Free(nint start, long size)
    {
        bool mapped;
        lock (Mappings)
        {
            mapped = Mappings.Remove(start);
        }

        if (mapped)
        {
            _ = Unmap(start, (nuint)size);
        }
        else
        {
            NativeMemory.AlignedFree((void*)start);
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint bytes, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint start, nuint bytes);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint start, nuint bytes, int advice);
}
