using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>What the graph has of a key.</summary>
/// <param name="Hashes">The hashes of its versions.</param>
/// <param name="Marked">Whether they carry <c>restated</c>.</param>
internal sealed record KeptVersions(List<string> Hashes, bool Marked);

/// <summary>Some thousand records of a load with what the graph has of their keys. The records of one key stand together.</summary>
internal sealed class VersionChunk<TRecord> where TRecord : struct, IRecord
{
    /// <summary>The records.</summary>
    public List<TRecord> Records { get; } = [];

    /// <summary>The texts of their keys.</summary>
    public List<string> Keys { get; } = [];

    /// <summary>The <c>vid</c> of the first version of each key.</summary>
    public List<string> Vids { get; } = [];

    /// <summary>Their hashes.</summary>
    public List<string> Hashes { get; } = [];

    /// <summary>What the graph has, by the index of the first record of a key; what is not there is not in the graph.</summary>
    public Dictionary<int, KeptVersions> Kept { get; } = [];

    /// <summary>By index of a record whether the graph has it, as the only version of its key, which has no other record here.</summary>
    public HashSet<int> Same { get; } = [];

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="key">Its key's text.</param>
    public void Add(in TRecord record, string key)
    {
        Records.Add(record);
        Keys.Add(key);
        Vids.Add(RecordElement.Vid(key, 1));
        Hashes.Add(RecordElement.Hash(record));
    }

    /// <summary>One past the last record of the key that begins at an index.</summary>
    public int EndOfKey(int start)
    {
        var end = start + 1;
        while (end < Keys.Count && string.Equals(Keys[end], Keys[start], StringComparison.Ordinal))
        {
            end++;
        }

        return end;
    }

    /// <summary>Asks the graph.</summary>
    public void LookUp(IQueryRunner runner, ElementStatements statements, CancellationToken cancellation)
    {
        var starts = new List<int>();
        for (var start = 0; start < Keys.Count; start = EndOfKey(start))
        {
            starts.Add(start);
        }

        var open = new List<int>();
        using (var rows = runner.Read(statements.First, Parameters("vids", starts, Vids).Array("hashes", json => starts.ForEach(i => json.WriteStringValue(Hashes[i]))).Json(), cancellation))
        {
            while (rows.Next())
            {
                var start = starts[(int)rows.Whole(0)];
                if (rows.Flag(1) && EndOfKey(start) == start + 1)
                {
                    Same.Add(start);
                }
                else
                {
                    open.Add(start);
                }
            }
        }

        LookUpVersions(runner, statements, open, cancellation);
    }

    private void LookUpVersions(IQueryRunner runner, ElementStatements statements, List<int> starts, CancellationToken cancellation)
    {
        if (starts.Count == 0)
        {
            return;
        }

        using (var rows = runner.Read(statements.Hashes, Parameters("vids", starts, Vids).Json(), cancellation))
        {
            while (rows.Next())
            {
                var marked = rows.Flag(2);
                Kept.Add(starts[(int)rows.Whole(0)], new KeptVersions(marked ? [] : [rows.Text(1)], marked));
            }
        }

        var restated = starts.FindAll(start => Kept[start].Marked);
        if (restated.Count > 0)
        {
            using var rows = runner.Read(statements.Versions, Parameters("keys", restated, Keys).Json(), cancellation);
            while (rows.Next())
            {
                Kept[restated[(int)rows.Whole(0)]].Hashes.Add(rows.Text(1));
            }
        }
    }

    private static ParameterWriter Parameters(string name, List<int> starts, List<string> texts) =>
        new ParameterWriter(starts.Count * 40).Array(name, json => starts.ForEach(i => json.WriteStringValue(texts[i])));
}
