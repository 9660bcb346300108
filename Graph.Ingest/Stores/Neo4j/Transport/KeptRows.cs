using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>The rows of a whole result, in memory.</summary>
internal sealed class KeptRows : IQueryRows
{
    private readonly List<(byte[] Bytes, JsonCell[] Cells)> rows = [];
    private int current = -1;

    /// <summary>Keeps a row.</summary>
    /// <param name="buffer">Where the cells stand.</param>
    /// <param name="cells">The cells.</param>
    public void Add(ReadOnlySpan<byte> buffer, ReadOnlySpan<JsonCell> cells)
    {
        if (cells.IsEmpty)
        {
            rows.Add(([], []));
            return;
        }

        var start = cells[0].Start;
        var bytes = buffer[start..(cells[^1].Start + cells[^1].Length)].ToArray();
        var moved = new JsonCell[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            moved[i] = cells[i] with { Start = cells[i].Start - start };
        }

        rows.Add((bytes, moved));
    }

    /// <inheritdoc />
    public bool Next()
    {
        current = Math.Min(current + 1, rows.Count);
        return current < rows.Count;
    }

    /// <inheritdoc />
    public bool IsNull(int column) => Cell(column).Kind == JsonTokenType.Null;

    /// <inheritdoc />
    public long Whole(int column) => JsonRow.Whole(rows[current].Bytes, Cell(column));

    /// <inheritdoc />
    public double Real(int column) => JsonRow.Real(rows[current].Bytes, Cell(column));

    /// <inheritdoc />
    public bool Flag(int column) => JsonRow.Flag(Cell(column));

    /// <inheritdoc />
    public string Text(int column) => JsonRow.Text(rows[current].Bytes, Cell(column));

    /// <inheritdoc />
    public IReadOnlyList<string> Texts(int column) => JsonRow.Texts(rows[current].Bytes, Cell(column));

    /// <summary>Nothing is held but memory.</summary>
    public void Dispose() => rows.Clear();

    private JsonCell Cell(int column) => rows[current].Cells[column];
}
