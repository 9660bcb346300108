namespace Graph.Analysis.Algorithms.Communities;

/// <summary>What a community search is told; see <see cref="LouvainOptions"/> and <see cref="LeidenOptions"/>.</summary>
internal sealed record CommunitySettings(double Resolution, ulong Seed, int MaxLevels, int MaxIterations, double Tolerance, int Passes, bool Refine)
{
    /// <summary>The same, looked at: wrong values throw.</summary>
    public CommunitySettings Checked()
    {
        if (!(double.IsFinite(Resolution) && Resolution >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(Resolution), Resolution, "The resolution must be finite and at least 0; 1 is the usual one.");
        }

        if (!(double.IsFinite(Tolerance) && Tolerance >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(Tolerance), Tolerance, "The tolerance must be finite and at least 0.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLevels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Passes, 1);
        return this;
    }
}
