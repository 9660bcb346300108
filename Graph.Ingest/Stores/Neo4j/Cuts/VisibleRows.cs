using System.Globalization;
using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>The Cypher of what a cut sees of a record type: of each key the newest version known by then, unless that version is dated later.</summary>
/// <remarks>
/// <para>Every row is decided by itself: its own files, dates, and, where its key was restated, whether a newer version that is known stands beside it.
/// So a load that writes while a statement runs changes no answer: its rows have files that no cut sees, and the mark <c>restated</c> that it may put on
/// an older row only makes the row look for a newer one.</para>
/// <para>Conditions name parameters; <see cref="AddTo"/> gives their values.</para>
/// </remarks>
internal sealed class VisibleRows
{
    private readonly DateOnly? asOf;
    private readonly LoadedFiles files;
    private readonly IReadOnlySet<RecordType> restated;

    /// <param name="asOf">The as-of date, or null: whatever the dates.</param>
    /// <param name="files">Which files may be seen.</param>
    /// <param name="restated">The types that have a key with more than one version.</param>
    public VisibleRows(DateOnly? asOf, LoadedFiles files, IReadOnlySet<RecordType> restated)
    {
        this.asOf = asOf;
        this.files = files;
        this.restated = restated;
    }

    /// <summary>The pattern that matches all versions of a type: <c>()-[r:PLACED]->()</c> or <c>(r:Notice)</c>.</summary>
    /// <param name="type">The type.</param>
    /// <param name="row">The variable.</param>
    /// <param name="properties">Further conditions in braces, or nothing.</param>
    public static string Pattern(RecordType type, string row, string properties = "")
    {
        var element = ElementType.Of(type);
        return element.IsRelationship ? $"()-[{row}:{element.Name}{properties}]->()" : $"({row}:{element.Name}{properties})";
    }

    /// <summary>Whether some key of a type has more than one version.</summary>
    public bool IsRestated(RecordType type) => restated.Contains(type);

    /// <summary>The condition that a row is seen.</summary>
    public string Seen(RecordType type, string row)
    {
        var condition = $"{InFiles(row)} AND {DatedAndKnown(type, row)}";
        return IsRestated(type) ? $"{condition} AND {Newest(type, row)}" : condition;
    }

    /// <summary>The condition that the files of a row may be seen.</summary>
    public string InFiles(string row)
    {
        var runs = files.Seen.Select((run, i) => run.From == 0 ? $"{row}.file < $fileTo{i}" : $"({row}.file >= $fileFrom{i} AND {row}.file < $fileTo{i})");
        return files.Seen.Count switch { 0 => $"{row}.file < 0", 1 => runs.Single(), _ => $"({string.Join(" OR ", runs)})" };
    }

    /// <summary>The condition that a row is known by the end of the as-of date: true or false, never null.</summary>
    public string Known(RecordType type, string row) => asOf is null ? "true"
        : ElementType.Of(type).HasDay ? $"coalesce({row}.recorded < $end, {row}.day <= $asOf)" : $"coalesce({row}.recorded < $end, true)";

    /// <summary>The condition that a row is known, and not dated later.</summary>
    public string DatedAndKnown(RecordType type, string row) => asOf is null ? "true"
        : ElementType.Of(type).HasDay ? $"{row}.day <= $asOf AND coalesce({row}.recorded < $end, true)" : Known(type, row);

    /// <summary>Adds the values of the parameters that conditions name.</summary>
    public ParameterWriter AddTo(ParameterWriter parameters)
    {
        for (var i = 0; i < files.Seen.Count; i++)
        {
            parameters.Whole(string.Create(CultureInfo.InvariantCulture, $"fileFrom{i}"), files.Seen[i].From);
            parameters.Whole(string.Create(CultureInfo.InvariantCulture, $"fileTo{i}"), files.Seen[i].To);
        }

        if (asOf is { } day)
        {
            parameters.Whole("asOf", GraphTime.Of(day)).Text("end", GraphTime.Of(StoreTime.EndOf(day)));
        }

        return parameters;
    }

    /// <summary>The condition that no newer version of a row's key is known.</summary>
    private string Newest(RecordType type, string row)
    {
        // The hint, because a plan made while few keys were restated would scan the whole index for each of them.
        var other = Pattern(type, "newer", $" {{restated: {row}.restated}}");
        return $"({row}.restated IS NULL OR NOT EXISTS {{ MATCH {other} USING INDEX SEEK newer:{ElementType.Of(type).Name}(restated) WHERE {InFiles("newer")} AND {Known(type, "newer")} "
            + $"AND (newer.file > {row}.file OR newer.file = {row}.file AND newer.line > {row}.line) }})";
    }
}
