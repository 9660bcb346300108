using System.Globalization;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>Reads one run as it was written.</summary>
internal sealed class RunReading(IQueryRunner runner, string id, CancellationToken cancellation)
{
    /// <summary>The run, or null where there is none of that id that is whole.</summary>
    public PublishedRun? Read()
    {
        using var head = Rows(FindingsStatements.Head);
        return !head.Next() ? null : new PublishedRun
        {
            AsOf = Day(head.Whole(0)),
            KnownAt = head.OptionalText(1) is { } known ? Instant(known) : null,
            WindowFrom = Day(head.Whole(2)),
            WindowWeeks = (int)head.Whole(3),
            Program = head.Text(4),
            Basis = head.Text(5),
            Options = head.Texts(6),
            Scores = head.IsNull(7) ? null : List(FindingsStatements.ReadScores, Score),
            Targets = head.IsNull(8) ? null : List(FindingsStatements.ReadTargets, Target),
            Findings = List(FindingsStatements.ReadFindings, Finding),
        };
    }

    /// <summary>A day that a whole number yyyymmdd names.</summary>
    internal static DateOnly Day(long number) => new((int)(number / 10_000), (int)(number / 100 % 100), (int)(number % 100));

    private IQueryRows Rows(string statement) => runner.Read(statement, new ParameterWriter().Value("run", id).Json(), cancellation);

    private List<T> List<T>(string statement, Func<IQueryRows, T> make)
    {
        using var rows = Rows(statement);
        var list = new List<T>();
        while (rows.Next())
        {
            list.Add(make(rows));
        }

        return list;
    }

    private static PublishedScore Score(IQueryRows r) => new(
        (int)r.Whole(0), r.Text(1), r.Text(2), r.Text(3), Real(r, 4), Real(r, 5), Real(r, 6), r.Real(7), new Money(r.Whole(8)), new Money(r.Whole(9)),
        new Money(r.Whole(10)), r.Real(11), r.Real(12), r.Real(13), r.Real(14), new Money(r.Whole(15)), (int)r.Whole(16), r.Texts(17));

    private static PublishedTarget Target(IQueryRows r) => new(
        (int)r.Whole(0), r.Text(1), r.Text(2), r.Text(3), r.OptionalText(4), r.Text(5), decimal.Parse(r.Text(6), CultureInfo.InvariantCulture),
        new Money(r.Whole(7)), new Money(r.Whole(8)), r.Real(9), new Money(r.Whole(10)), new Money(r.Whole(11)),
        r.OptionalWhole(12) is { } net ? new Money(net) : null, new Money(r.Whole(13)), r.Real(14), (int)r.Whole(15));

    private static PublishedFinding Finding(IQueryRows r) => new(
        (int)r.Whole(0), r.Text(1), r.Text(2), Real(r, 3), r.Text(4), r.Real(5), new Money(r.Whole(6)), r.OptionalWhole(7) is { } since ? Day(since) : null,
        r.Text(8), r.Text(9), r.Texts(10), Cited(r.Texts(11), r.Texts(12), r.Texts(13)), (int)r.Whole(14), r.Text(15), r.Text(16));

    private static IReadOnlyList<CitedRow> Cited(IReadOnlyList<string> names, IReadOnlyList<string> files, IReadOnlyList<string> lines) =>
    [
        .. names.Select((name, i) => new CitedRow(
            new RowOrigin(int.Parse(files[i], CultureInfo.InvariantCulture), long.Parse(lines[i], CultureInfo.InvariantCulture)),
            name[..name.LastIndexOf(':')])),
    ];

    private static double? Real(IQueryRows r, int column) => r.IsNull(column) ? null : r.Real(column);

    private static DateTime Instant(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
