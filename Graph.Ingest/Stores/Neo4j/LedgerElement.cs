using System.Text.Json;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Maps files of the ledger and rejected rows to nodes. What is loaded online and what is written into import files both come from here.</summary>
internal static class LedgerElement
{
    /// <summary>The properties of a <c>:File</c>.</summary>
    public static readonly GraphProperty[] File =
    [
        Whole("number"), Whole("load"), Text("name"), Text("sha256"), Text("type"), Text("encoding"), Whole("read"), Whole("accepted"), Whole("duplicate"),
        Whole("restated"), Whole("rejected"), Text("unknown_columns"), Text("refused"), Text("rates_sha256"),
    ];

    /// <summary>The properties of a <c>:Reject</c>; <c>seq</c> counts the rejected rows of a file.</summary>
    public static readonly GraphProperty[] Reject =
        [Whole("file"), Whole("line"), Text("column"), Text("reason"), Text("raw"), Whole("seq")];

    /// <summary>Writes a file in the order of <see cref="File"/>.</summary>
    public static void Write(LoadedFile file, int number, int load, IPropertyWriter writer)
    {
        writer.Whole(number);
        writer.Whole(load);
        writer.Text(file.File);
        writer.Text(file.Sha256);
        writer.Text(file.Type.FileWord());
        writer.Text(file.Encoding);
        writer.Whole(file.Counts.Read);
        writer.Whole(file.Counts.Accepted);
        writer.Whole(file.Counts.Duplicate);
        writer.Whole(file.Counts.Restated);
        writer.Whole(file.Counts.Rejected);
        writer.Text(JsonSerializer.Serialize(file.UnknownColumns));
        writer.Text(file.Refused);
        writer.Text(file.RatesSha256);
    }

    /// <summary>Writes a rejected row in the order of <see cref="Reject"/>.</summary>
    public static void Write(RejectedRow row, int file, int seq, IPropertyWriter writer)
    {
        writer.Whole(file);
        writer.Whole(row.Line);
        writer.Text(row.Column);
        writer.Text(row.Reason);
        writer.Text(row.Raw);
        writer.Whole(seq);
    }

    private static GraphProperty Text(string name) => new(name, PropertyKind.Text);

    private static GraphProperty Whole(string name) => new(name, PropertyKind.Whole);
}
