using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of actions. Of a relationship the target is <c>payer&gt;payee</c>.</summary>
internal sealed class ActionReader : IRowReader<TargetAction>
{
    private const int Kind = 0;
    private const int Action = 1;
    private const int Cost = 2;
    private const int Efficacy = 3;
    private const int TargetId = 4;

    private static readonly WordSet<TargetKind> Kinds = new(("network", TargetKind.Network), ("reseller", TargetKind.Reseller), ("account", TargetKind.Account), ("relationship", TargetKind.Relationship));

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["target_kind", "action", "cost", "efficacy"],
        ["target_id"]);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out TargetAction record)
    {
        record = default;
        string? target = null;
        if (!(row.OneOf(Kind, Kinds, out var kind)
            && row.Id(Action, out var action)
            && row.Number(Cost, 10, cost => cost > 0, "a cost above 0 with at most 10 fraction digits", out var cost)
            && row.Number(Efficacy, 10, efficacy => efficacy <= 1, "an efficacy from 0 to 1 with at most 10 fraction digits", out var efficacy)
            && (kind == TargetKind.Relationship ? row.Pair(TargetId, out target) : row.Id(TargetId, out target))
            && row.RecordedAt(out var recordedAt)))
        {
            return false;
        }

        record = new TargetAction(origin, recordedAt, kind!.Value, action!, cost!.Value, efficacy!.Value, target ?? "");
        return true;
    }
}
