using System.Collections.Concurrent;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge;

/// <summary>What was known and done as of t, indexed for the signals. Made once per run; read only.</summary>
public sealed class KnowledgeView
{
    private readonly ConcurrentDictionary<SignalId, Lazy<SignalResult>> found = new();
    private readonly int[] rowStart;
    private readonly int[] rowsByParty;

    /// <summary>Indexes the records.</summary>
    /// <param name="flow">The money graph; its records have the same cut.</param>
    /// <param name="exposure">The exposure of every party.</param>
    /// <param name="records">The rows.</param>
    /// <param name="options">Thresholds.</param>
    public KnowledgeView(FlowResult flow, ExposureResult exposure, KnowledgeRecords records, KnowledgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(flow);
        (Flow, Exposure, Records, Options) = (flow, exposure, records, options);
        var parties = flow.Graph.Parties;
        Judged = [.. Enumerable.Range(0, parties.Count).Where(p => parties[p].Kind is PartyKind.Network or PartyKind.Reseller)];
        (rowStart, rowsByParty) = ByParty(records.Placements, parties.Count);
    }

    /// <summary>The as-of date t.</summary>
    public DateOnly AsOf => Records.Cut.AsOf;

    /// <summary>The money graph with its lanes; <c>Flow.Records</c> has lists and parties.</summary>
    public FlowResult Flow { get; }

    /// <summary>The exposure of every party.</summary>
    public ExposureResult Exposure { get; }

    /// <summary>The rows.</summary>
    public KnowledgeRecords Records { get; }

    /// <summary>Thresholds.</summary>
    public KnowledgeOptions Options { get; }

    /// <summary>The parties that are judged, networks and resellers, by index.</summary>
    public IReadOnlyList<int> Judged { get; }

    /// <summary>Indices into <see cref="KnowledgeRecords.Placements"/> of the rows that name the party as network or reseller, in their order.</summary>
    public ReadOnlySpan<int> RowsOf(int party) => rowsByParty.AsSpan(rowStart[party]..rowStart[party + 1]);

    /// <summary>y_s at a day as known at t, 0..1: the highest confidence of the black entries in force on that day; 0 where a white one is.</summary>
    /// <param name="site">Index into <see cref="KnowledgeRecords.Sites"/>.</param>
    /// <param name="day">The day.</param>
    public double BeliefOn(int site, DateOnly day)
    {
        long black = 0;
        foreach (var entry in EntriesOf(site))
        {
            if (entry.ValidFrom <= day && (entry.ValidTo is not { } end || day <= end))
            {
                if (entry.Side == ListSide.White)
                {
                    return 0.0;
                }

                black = Math.Max(black, entry.Confidence ?? 1_000_000);
            }
        }

        return black / 1e6;
    }

    /// <summary>The domain entries on a site, in the order of the lists.</summary>
    /// <param name="site">Index into <see cref="KnowledgeRecords.Sites"/>.</param>
    public IReadOnlyList<ListEntry> EntriesOf(int site) => entries is { } kept ? kept[site] : (entries = Entries())[site];

    /// <summary>What a signal found here, worked out once, however many other signals ask for it.</summary>
    internal SignalResult Once(SignalId signal, Func<SignalResult> run) => found.GetOrAdd(signal, _ => new Lazy<SignalResult>(run)).Value;

    private IReadOnlyList<ListEntry>[]? entries;

    private IReadOnlyList<ListEntry>[] Entries()
    {
        var bySite = new List<ListEntry>[Records.Sites.Count];
        for (var i = 0; i < Records.ListSites.Length; i++)
        {
            if (Records.ListSites[i] is var site and >= 0)
            {
                (bySite[site] ??= []).Add(Flow.Records.Lists[i]);
            }
        }

        return [.. bySite.Select(list => (IReadOnlyList<ListEntry>)list ?? [])];
    }

    private static (int[] Start, int[] Rows) ByParty(MarkedPlacement[] placements, int parties)
    {
        var start = new int[parties + 1];
        foreach (ref readonly var row in placements.AsSpan())
        {
            start[row.Network + 1]++;
            if (row.Reseller >= 0)
            {
                start[row.Reseller + 1]++;
            }
        }

        for (var party = 0; party < parties; party++)
        {
            start[party + 1] += start[party];
        }

        var next = start[..^1];
        var rows = new int[start[^1]];
        for (var i = 0; i < placements.Length; i++)
        {
            rows[next[placements[i].Network]++] = i;
            if (placements[i].Reseller >= 0)
            {
                rows[next[placements[i].Reseller]++] = i;
            }
        }

        return (start, rows);
    }
}
