using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>Which rows of a world were lost: it belongs to the row's id, so that nothing else changes and a larger share loses the same rows and more.</summary>
internal sealed class MissingRows(WorldOptions options)
{
    private const ulong Basis = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <summary>Whether a row was lost.</summary>
    public bool Contains(string id) =>
        options.MissingPerMillion > 0 && SeededRandom.Stream(options.Seed, WorldStream.Missing, Hash(id)).Chance(options.MissingPerMillion);

    // FNV-1a over the characters.
    private static ulong Hash(string id)
    {
        var hash = Basis;
        foreach (var character in id)
        {
            hash = unchecked((hash ^ character) * Prime);
        }

        return hash;
    }
}
