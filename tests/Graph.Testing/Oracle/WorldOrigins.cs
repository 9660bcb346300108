using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>Where the rows of a world stand when each type is written to its file: files by name, ordinally, rows from line 2 on.</summary>
public sealed class WorldOrigins
{
    private readonly WorldText world;

    public WorldOrigins(WorldText world)
    {
        this.world = world;
        Files = RecordTypes.All.SelectMany(type => Enumerable.Range(0, Rows(type).Count).Select(row => Place(type, row).File))
            .Distinct().Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>The files that have rows.</summary>
    public IReadOnlyList<string> Files { get; }

    public RowOrigin Of(PlacementRow row) => Of(RecordType.Placements, world.Placements.IndexOf(row));

    public RowOrigin Of(SettlementRow row) => Of(RecordType.Settlements, world.Settlements.IndexOf(row));

    public RowOrigin Of(PartyRow row) => Of(RecordType.Parties, world.Parties.IndexOf(row));

    public RowOrigin Of(ListRow row) => Of(RecordType.Lists, world.Lists.IndexOf(row));

    public RowOrigin Of(NoticeRow row) => Of(RecordType.Notices, world.Notices.IndexOf(row));

    public RowOrigin Of(DeclarationRow row) => Of(RecordType.Declarations, world.Declarations.IndexOf(row));

    public RowOrigin Of(VerdictRow row) => Of(RecordType.Verdicts, world.Verdicts.IndexOf(row));

    public RowOrigin Of(ActionRow row) => Of(RecordType.Actions, world.Actions.IndexOf(row));

    private RowOrigin Of(RecordType type, int row)
    {
        var (file, line) = Place(type, row);
        return new RowOrigin(Files.ToList().IndexOf(file), line);
    }

    private (string File, long Line) Place(RecordType type, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        var read = world.Sources.GetValueOrDefault(type, []);
        return row < read.Count ? read[row] : (type.FileWord() + ".csv", 2 + row - read.Count);
    }

    private System.Collections.ICollection Rows(RecordType type) => type switch
    {
        RecordType.Placements => world.Placements,
        RecordType.Settlements => world.Settlements,
        RecordType.SettlementLines => world.Lines,
        RecordType.Parties => world.Parties,
        RecordType.Lists => world.Lists,
        RecordType.Notices => world.Notices,
        RecordType.Declarations => world.Declarations,
        RecordType.Verdicts => world.Verdicts,
        RecordType.Rates => world.Rates,
        RecordType.Actions => world.Actions,
        _ => Array.Empty<object>(),
    };
}
