using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of declarations.</summary>
internal sealed class DeclarationReader : IRowReader<Declaration>
{
    private const int DeclarationId = 0;
    private const int NetworkId = 1;
    private const int PeriodFrom = 2;
    private const int PeriodTo = 3;
    private const int Statement = 4;
    private const int Signer = 5;
    private const int DocumentSha256 = 6;

    private static readonly WordSet<DeclarationStatement> Statements = new(("none", DeclarationStatement.None), ("removed", DeclarationStatement.Removed), ("listed", DeclarationStatement.Listed));

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["declaration_id", "network_id", "period_from", "period_to", "statement"],
        ["signer", "document_sha256"]);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out Declaration record)
    {
        record = default;
        if (!(row.Id(DeclarationId, out var id)
            && row.Party(NetworkId, out var network)
            && row.Day(PeriodFrom, out var from)
            && row.Day(PeriodTo, out var to)
            && row.OneOf(Statement, Statements, out var statement)
            && row.FreeText(Signer, out var signer)
            && row.Id(DocumentSha256, out var document)
            && row.RecordedAt(out var recordedAt)))
        {
            return false;
        }

        record = new Declaration(origin, recordedAt, id!, network!, from!.Value, to!.Value, statement!.Value, signer, document);
        return true;
    }
}
