using System.Runtime.CompilerServices;

namespace Graph.Analysis.Algorithms;

/// <summary>Looks at a token about every 65,536 steps of a sequential loop: often enough to stop within milliseconds, rarely enough to cost nothing.</summary>
/// <param name="token">The token.</param>
internal struct CancellationMeter(CancellationToken token)
{
    private const long Every = 1 << 16;

    private readonly CancellationToken token = token;
    private long left;

    /// <summary>Counts steps, and looks when enough have come together; the first time at once.</summary>
    /// <exception cref="OperationCanceledException">The token is cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Spend(long steps)
    {
        left = unchecked(left - steps);
        if (left <= 0)
        {
            token.ThrowIfCancellationRequested();
            left = Every;
        }
    }
}
