using System.Globalization;
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
        var table = begin(ImportKind.Nodes, "File", $":ID(File),{ImportHeader.Columns(LedgerElement.File)}");
        var of = begin(ImportKind.Relationships, "OF", ":START_ID(File),:END_ID(Load)");
        for (var number = 0; number < load.Files.Count; number++)
        {
            table.Reference(Number(number));
            LedgerElement.Write(load.Files[number], number, load.Load, table);
            table.EndRow();
            of.Reference(Number(number));
            of.Reference(Number(load.Load));
            of.EndRow();
        }
    }

    private void WriteRejects(LoadEntry load)
    {
        if (load.Files.Sum(file => file.Counts.Rejected) == 0)
        {
            return;
        }

        var table = begin(ImportKind.Nodes, "Reject", ImportHeader.Columns(LedgerElement.Reject));
        for (var number = 0; number < load.Files.Count; number++)
        {
            var seq = 0;
            foreach (var reject in store.Rejects(load.Load, load.Files[number].File))
            {
                cancellation.ThrowIfCancellationRequested();
                LedgerElement.Write(reject, number, seq++, table);
                table.EndRow();
            }
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
