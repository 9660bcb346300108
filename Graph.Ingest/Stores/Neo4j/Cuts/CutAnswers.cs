using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>What the server said about one cut: passes over many rows, each made when it is first asked for, and kept, because the reading of money and
/// the reading of knowledge ask for the same. As large as the groups, not as the rows.</summary>
/// <remarks>What one cut sees of the files of done loads never changes, so that answers hold as long as no load is added.</remarks>
internal sealed class CutAnswers
{
    private GraphNames? names;
    private PlacementSums? placements;
    private AdvertiserSums? advertisers;
    private SettlementSums? settlements;

    /// <param name="cut">The cut.</param>
    /// <param name="files">What done loads there are, and which of them are seen.</param>
    /// <param name="restated">The types that have a key with more than one version.</param>
    public CutAnswers(AsOfCut cut, LoadedFiles files, IReadOnlySet<RecordType> restated)
    {
        (Cut, Files) = (cut, files);
        Visible = new VisibleRows(cut.AsOf, files, restated);
    }

    /// <summary>The cut.</summary>
    public AsOfCut Cut { get; }

    /// <summary>Which files are seen.</summary>
    public LoadedFiles Files { get; }

    /// <summary>What is seen.</summary>
    public VisibleRows Visible { get; }

    /// <summary>The settlement lines, where they were asked for.</summary>
    public LineSums? LinesRead { get; private set; }

    /// <summary>The names.</summary>
    public GraphNames Names(CutQuery query) => names ??= new GraphNames(query);

    /// <summary>The placements.</summary>
    public PlacementSums Placements(CutQuery query) => placements ??= new PlacementSums(query, Names(query), Cut.WindowFrom);

    /// <summary>The placements with advertiser.</summary>
    public AdvertiserSums Advertisers(CutQuery query) => advertisers ??= new AdvertiserSums(query, Names(query), Cut.WindowFrom);

    /// <summary>The settlements.</summary>
    public SettlementSums Settlements(CutQuery query) => settlements ??= new SettlementSums(query);

    /// <summary>The settlement lines.</summary>
    public LineSums Lines(CutQuery query) => LinesRead ??= new LineSums(query, Names(query), Placements(query).Chain, Cut.WindowFrom);
}
