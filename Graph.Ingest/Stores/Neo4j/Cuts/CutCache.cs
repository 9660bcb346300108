using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Keeps the answers about the last cut that was read: one, not more.</summary>
internal sealed class CutCache
{
    private CutAnswers? last;

    /// <summary>The kept answers, where they are about this cut and these files; else none yet.</summary>
    /// <param name="runner">The server.</param>
    /// <param name="cut">The cut.</param>
    /// <param name="files">What done loads there are, and which of them are seen.</param>
    /// <param name="cancellation">Cancels.</param>
    public CutAnswers For(IQueryRunner runner, AsOfCut cut, LoadedFiles files, CancellationToken cancellation)
    {
        if (last is { } kept && kept.Cut == cut && kept.Files.Equals(files))
        {
            return kept;
        }

        // The old answers are let go before new ones are read.
        last = null;
        return last = new CutAnswers(cut, files, CutQuery.Restated(runner, cancellation));
    }
}
