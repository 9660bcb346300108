using System.Globalization;
using System.Text;
using CsCheck;
using Graph.Ingest.Csv;
using Graph.Ingest.Normalization;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Tests.Csv;

/// <summary>Reads texts and files as the program does.</summary>
internal static class Reading
{
    public const string PlacementHeader = "placement_id,accrual_date,network_id,domain,gross_amount";

    public static (FileReading Reading, CollectingSink Sink) File(string path, RecordType type, params Rate[] rates)
    {
        var sink = new CollectingSink();
        var context = new ReadingContext(new RecordNames(), new RateTable(rates));
        return (CsvFile.Read(path, 0, type, context, sink, CancellationToken.None), sink);
    }

    public static (FileReading Reading, CollectingSink Sink) Bytes(byte[] bytes, RecordType type, params Rate[] rates)
    {
        using var folder = new ScratchFolder();
        return File(folder.Write(type.FileWord() + ".csv", bytes), type, rates);
    }

    public static (FileReading Reading, CollectingSink Sink) Text(string text, RecordType type, params Rate[] rates) =>
        Bytes(Encoding.UTF8.GetBytes(text), type, rates);

    public static Rate Rate(string currency, string from, decimal rate) =>
        new(default, null, currency, DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture), rate);

    public static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>All properties of a record as text, independent of culture.</summary>
    public static string Show(IRecord record) =>
        string.Join("; ", record.GetType().GetProperties().Select(property => $"{property.Name}={Show(property.GetValue(record))}")) + ";";

    private static string Show(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture) + (time.Kind == DateTimeKind.Utc ? "Z" : ""),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
