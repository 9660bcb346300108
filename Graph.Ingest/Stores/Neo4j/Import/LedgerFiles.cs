using System.Globalization;
using System.Text.Json;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Import;

/// <summary>Writes what the store knows of its loads: the load, its files, the rejected rows.</summary>
internal sealed class LedgerFiles(IRecordStore store, Func<ImportKind, string, string, ImportTable> begin, CancellationToken cancellation)
{
    /// <summary>Writes it.</summary>
    public void Write(LoadEntry load)
    {
        WriteMark();
        WriteLoad(load);
        WriteFiles(load);
        WriteRejects(load);
    }

    private void WriteMark()
    {
        var table = begin(ImportKind.Nodes, "Store", "product,format:long");
        table.Text(GraphStoreMark.Product);
        table.Whole(GraphStoreMark.Format);
        table.EndRow();
    }

    private void WriteLoad(LoadEntry load)
    {
        var table = begin(ImportKind.Nodes, "Load", ":ID(Load),no:long,status,loaded_at:long");
        table.Reference(Number(load.Load));
        table.Whole(load.Load);
        table.Text("done");
        table.Whole(load.LoadedAt.Ticks);
        table.EndRow();
    }

    private void WriteFiles(LoadEntry load)
    {
        var table = begin(ImportKind.Nodes, "File",
            ":ID(File),number:long,load:long,name,sha256,type,encoding,read:long,accepted:long,duplicate:long,restated:long,rejected:long,"
            + "unknown_columns,refused,rates_sha256");
        var of = begin(ImportKind.Relationships, "OF", ":START_ID(File),:END_ID(Load)");
        for (var number = 0; number < load.Files.Count; number++)
        {
            table.Reference(Number(number));
            table.Whole(number);
            table.Whole(load.Load);
            Write(table, load.Files[number]);
            table.EndRow();
            of.Reference(Number(number));
            of.Reference(Number(load.Load));
            of.EndRow();
        }
    }

    private static void Write(ImportTable table, LoadedFile file)
    {
        table.Text(file.File);
        table.Text(file.Sha256);
        table.Text(file.Type.FileWord());
        table.Text(file.Encoding);
        table.Whole(file.Counts.Read);
        table.Whole(file.Counts.Accepted);
        table.Whole(file.Counts.Duplicate);
        table.Whole(file.Counts.Restated);
        table.Whole(file.Counts.Rejected);
        table.Text(JsonSerializer.Serialize(file.UnknownColumns));
        table.Text(file.Refused);
        table.Text(file.RatesSha256);
    }

    private void WriteRejects(LoadEntry load)
    {
        if (load.Files.Sum(file => file.Counts.Rejected) == 0)
        {
            return;
        }

        var table = begin(ImportKind.Nodes, "Reject", "file:long,line:long,column,reason,raw,seq:long");
        for (var number = 0; number < load.Files.Count; number++)
        {
            var seq = 0;
            foreach (var reject in store.Rejects(load.Load, load.Files[number].File))
            {
                cancellation.ThrowIfCancellationRequested();
                table.Whole(number);
                table.Whole(reject.Line);
                table.Text(reject.Column);
                table.Text(reject.Reason);
                table.Text(reject.Raw);
                table.Whole(seq++);
                table.EndRow();
            }
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
