using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Coverage;

/// <summary>The walks of pirate money, those that pass the same targets the same number of times made one.</summary>
/// <remarks>
/// A walk w from first money to a pirate site carries <c>W_w = b·ΠP·y</c>. A plan leaves <c>Π over its actions (1−q)^passes</c> of it, so
/// <c>g(S) = Σ_w W_w (1 − Π_i (1−q_i)^passes)</c>: a weighted coverage. Inside cycles walks go on without end; what is followed no further is
/// <see cref="Unfollowed"/>.
/// </remarks>
internal sealed class WalkTable
{
    /// <summary>W_w per walk, units, &gt; 0.</summary>
    public required double[] Weight { get; init; }

    /// <summary>Start of each walk's passages; one more than there are walks.</summary>
    public required int[] Start { get; init; }

    /// <summary>The target of each passage, ascending within a walk.</summary>
    public required int[] Target { get; init; }

    /// <summary>How often the walk passes it, ≥ 1; 1 also for more where every action on the target stops all.</summary>
    public required int[] Passes { get; init; }

    /// <summary>Pirate money of walks that were cut off: no plan removes more than the table says plus this.</summary>
    public required double Unfollowed { get; init; }

    /// <summary>How many walks there are.</summary>
    public int Count => Weight.Length;

    /// <summary>Makes the table, or null where it would have more than <paramref name="most"/> walks.</summary>
    public static WalkTable? Of(FlowGraph graph, FlowSystem system, TargetCandidates candidates, int most, CancellationToken cancellation) =>
        new WalkEnumeration(graph, system, candidates, most).Run(cancellation);
}
