namespace Graph.Analysis.Targets.Coverage;

/// <summary>Candidates as arrays, and the candidates of each target.</summary>
internal sealed class TargetIndex
{
    private readonly int[] start;
    private readonly int[] candidates;

    /// <summary>Indexes the candidates.</summary>
    public TargetIndex(TargetCandidates of)
    {
        TargetOf = new int[of.All.Count];
        Efficacy = new double[of.All.Count];
        start = new int[of.Targets.Count + 1];
        candidates = new int[of.All.Count];
        for (var c = 0; c < TargetOf.Length; c++)
        {
            TargetOf[c] = of.All[c].Target;
            Efficacy[c] = (double)of.All[c].Efficacy;
            start[TargetOf[c] + 1]++;
        }

        for (var target = 0; target < of.Targets.Count; target++)
        {
            start[target + 1] += start[target];
        }

        var next = start[..^1];
        for (var c = 0; c < TargetOf.Length; c++)
        {
            candidates[next[TargetOf[c]]++] = c;
        }
    }

    /// <summary>Target per candidate.</summary>
    public int[] TargetOf { get; }

    /// <summary>q per candidate.</summary>
    public double[] Efficacy { get; }

    /// <summary>The candidates of a target, ascending.</summary>
    public ReadOnlySpan<int> CandidatesOf(int target) => candidates.AsSpan(start[target]..start[target + 1]);
}
