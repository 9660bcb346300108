using Graph.Ingest.Normalization;

namespace Graph.Ingest.Csv;

/// <summary>A file is no table of the columns asked for. The message names the line, what was found and what is expected.</summary>
/// <param name="message">The reason.</param>
public sealed class CsvTableException(string message) : Exception(message);

/// <summary>A row of a table.</summary>
/// <param name="Line">The 1-based physical line on which it starts.</param>
/// <param name="Cells">By column number: trimmed, Unicode NFKC; empty where the cell is empty or the file lacks the column.</param>
public sealed record CsvTableRow(long Line, IReadOnlyList<string> Cells);

/// <summary>A small CSV file of known columns that is no record type, read by the rules of input files: encoding and delimiter are found, header names go in
/// any case and order.</summary>
/// <param name="Rows">The rows, in file order.</param>
/// <param name="Unknown">Header names that were not asked for.</param>
public sealed record CsvTable(IReadOnlyList<CsvTableRow> Rows, IReadOnlyList<string> Unknown)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">Names of columns that the header must have, lower case; they come first in the column numbers.</param>
    /// <param name="optional">Names of columns that it may have.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="CsvTableException">The file cannot be read as such a table.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CsvTable Read(string path, string[] required, string[] optional, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(required);
        ArgumentNullException.ThrowIfNull(optional);
        var probe = FileProbe.Examine(path, cancellation);
        if (probe.Refused is { } refused)
        {
            throw new CsvTableException(refused);
        }

        try
        {
            using var raw = InputFile.OpenRaw(path);
            using var bytes = InputFile.Decompress(raw);
            using var text = InputFile.ToUtf8(bytes, probe.Encoding, probe.MarkLength);
            using var guarded = new InputStream(text, afterRead: null);
            using var records = new RecordSplitter(guarded);
            return Read(records, new ColumnSet(required, optional), required.Length + optional.Length, cancellation);
        }
        catch (InputUnreadableException broken)
        {
            throw new CsvTableException(broken.Message);
        }
    }

    private static CsvTable Read(RecordSplitter records, ColumnSet columns, int columnCount, CancellationToken cancellation)
    {
        var names = records.ReadHeader(fields => Header.Score(fields, columns))
            ?? throw new CsvTableException(records.Fault is { } fault
                ? $"line {records.Line}: the header cannot be read: {fault}"
                : $"the file has no header; expected a first line with {string.Join(", ", columns.Names.Take(columns.RequiredCount))}");
        var header = Header.Match(names, records.Line, columns);
        if (header.Refused is { } refused)
        {
            throw new CsvTableException(refused);
        }

        var rows = new List<CsvTableRow>();
        while (records.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(new CsvTableRow(records.Line, Cells(records, header, columns, columnCount)));
        }

        return new CsvTable(rows, header.Unknown);
    }

    private static string[] Cells(RecordSplitter record, Header header, ColumnSet columns, int columnCount)
    {
        if (record.Fault is { } fault)
        {
            throw new CsvTableException($"line {record.Line}: {fault}");
        }

        if (record.FieldCount != header.FieldCount)
        {
            throw new CsvTableException($"line {record.Line}: found {record.FieldCount} fields, expected {header.FieldCount} as in the header");
        }

        var cells = new string[columnCount];
        for (var column = 0; column < cells.Length; column++)
        {
            var text = header.FieldOf[column] is var field and >= 0 ? TextTrim.Trim(record.Field(field)) : default;
            cells[column] = text.Length == 0 ? "" : Cell(text, columns.Names[column], record.Line);
        }

        return cells;
    }

    private static string Cell(ReadOnlySpan<byte> text, string column, long line) =>
        IdText.ParseId(text, out var cell, 2 * IdText.MaxLength + 1) is { } problem
            ? throw new CsvTableException($"line {line}, column {column}: {problem}, found {RawText.Shown(text)}")
            : cell;
}
