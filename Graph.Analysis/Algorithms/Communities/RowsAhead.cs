using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>Asks for rows before their turn, where nodes come in an order that the processor cannot foresee.</summary>
internal static unsafe class RowsAhead
{
    private const int Starts = 12;
    private const int Rows = 6;
    private const int LineArcs = 16;

    /// <summary>Asks for where the row of the node some places ahead starts, and for the beginning of the row of one less far ahead.</summary>
    /// <param name="offsets">Start of each row.</param>
    /// <param name="targets">The arcs.</param>
    /// <param name="nodes">The nodes in turn.</param>
    /// <param name="at">Whose turn it is.</param>
    /// <param name="end">Behind the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fetch(long* offsets, int* targets, int* nodes, int at, int end)
    {
        unchecked
        {
            if (Sse.IsSupported && at + Starts < end)
            {
                Sse.Prefetch0(offsets + nodes[at + Starts]);
                var row = targets + offsets[nodes[at + Rows]];
                Sse.Prefetch0(row);
                Sse.Prefetch0(row + LineArcs);
            }
        }
    }
}
