using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>flow.csv: the money graph summed over parties, by source, target, kind.</summary>
internal static class FlowCsv
{
    /// <summary>The header.</summary>
    public const string Header = "source,target,kind,amount,basis";

    private const string Unattributed = "unattributed";

    /// <summary>Writes the file.</summary>
    /// <returns>How many rows it has.</returns>
    /// <remarks>Hops are sorted by one integer key (rank of source, rank of target) and summed on the way out: O(h log h)
    /// for h hops, 12 bytes a hop besides the graph.</remarks>
    public static long Write(Stream stream, FlowGraph graph, CancellationToken cancellation)
    {
        var (keys, hops) = SortedHops(graph, out var names);
        cancellation.ThrowIfCancellationRequested();
        using var csv = new CsvWriter(stream, Header);
        var rows = 0L;
        for (var i = 0; i < keys.Length; rows++)
        {
            var key = keys[i];
            var amount = 0L;
            var basis = graph.HopBasis[hops[i]];
            for (; i < keys.Length && keys[i] == key; i++)
            {
                amount += graph.HopAmount[hops[i]];
                basis = graph.HopBasis[hops[i]] == basis ? basis : Basis.Mixed;
            }

            names.WriteEnds(csv, key);
            csv.Amount(amount);
            csv.Encoded(BasisWord(basis));
            csv.EndRow();
            if ((rows & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return rows;
    }

    private static ReadOnlySpan<byte> BasisWord(Basis basis) => basis switch
    {
        Basis.Accrued => "accrued"u8,
        Basis.Paid => "paid"u8,
        _ => "mixed"u8,
    };

    private static (ulong[] Keys, int[] Hops) SortedHops(FlowGraph graph, out EndNames names)
    {
        names = new EndNames(graph);
        var keys = new ulong[graph.HopCount];
        var hops = new int[graph.HopCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var hop = (int)graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                keys[hop] = names.Key(graph, node, graph.HopTarget[hop]);
                hops[hop] = hop;
            }
        }

        Array.Sort(keys, hops);
        return (keys, hops);
    }

    /// <summary>The two ends of a row as ranks in the order of the file, and the bytes that stand for them.</summary>
    private sealed class EndNames
    {
        private readonly int parties;
        private readonly int sites;
        private readonly uint[] rank;
        private readonly int[] atRank;
        private readonly byte[][] texts;
        private readonly byte[][] kinds;
        private readonly byte[][] kindWords;

        /// <summary>Numbers the ends: parties, then sites, then unattributed; ranks them by name, then kind.</summary>
        public EndNames(FlowGraph graph)
        {
            parties = graph.Parties.Count;
            sites = graph.Sites.Count;
            var count = parties + sites + 1;
            var names = new string[count];
            var words = new string[count];
            for (var p = 0; p < parties; p++)
            {
                (names[p], words[p]) = (graph.Parties[p].Id, FigureText.Word(graph.Parties[p].Kind));
            }

            for (var s = 0; s < sites; s++)
            {
                (names[parties + s], words[parties + s]) = (graph.Sites[s], "site");
            }

            (names[^1], words[^1]) = (Unattributed, Unattributed);
            atRank = InOrder(names, words);
            rank = new uint[count];
            for (var i = 0; i < count; i++)
            {
                rank[atRank[i]] = (uint)i;
            }

            texts = Array.ConvertAll(names, CsvWriter.Encode);
            var distinct = words.Distinct(StringComparer.Ordinal).ToArray();
            kindWords = Array.ConvertAll(distinct, System.Text.Encoding.UTF8.GetBytes);
            kinds = Array.ConvertAll(words, w => kindWords[Array.IndexOf(distinct, w)]);
        }

        /// <summary>The ends by name, then kind. Parties and sites come in order as a rule, so that merging them is enough.</summary>
        private int[] InOrder(string[] names, string[] words)
        {
            var order = new int[names.Length];
            for (var i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }

            int Compare(int a, int b) =>
                string.CompareOrdinal(names[a], names[b]) is var byName && byName != 0 ? byName
                : string.CompareOrdinal(words[a], words[b]) is var byKind && byKind != 0 ? byKind
                : a.CompareTo(b);
            for (var i = 1; i < parties + sites; i++)
            {
                if (i != parties && Compare(i - 1, i) > 0)
                {
                    Array.Sort(order, Compare);
                    return order;
                }
            }

            var (party, site, end) = (0, parties, parties + sites);
            var merged = new List<int>(order.Length);
            while (party < parties || site < end)
            {
                merged.Add(site == end || (party < parties && Compare(party, site) < 0) ? party++ : site++);
            }

            var at = merged.BinarySearch(end, Comparer<int>.Create(Compare));
            merged.Insert(~at, end);
            return [.. merged];
        }

        public ulong Key(FlowGraph graph, int source, int target) =>
            (ulong)rank[graph.NodeParty[source]] << 32 | rank[End(graph, target)];

        public void WriteEnds(CsvWriter csv, ulong key)
        {
            var source = atRank[(int)(key >> 32)];
            var target = atRank[(int)(key & uint.MaxValue)];
            csv.Encoded(texts[source]);
            csv.Encoded(texts[target]);
            Span<byte> kind = stackalloc byte[64];
            kinds[source].CopyTo(kind);
            kind[kinds[source].Length] = (byte)'>';
            kinds[target].CopyTo(kind[(kinds[source].Length + 1)..]);
            csv.Encoded(kind[..(kinds[source].Length + 1 + kinds[target].Length)]);
        }

        private int End(FlowGraph graph, int node) => graph.NodeKind[node] switch
        {
            FlowNodeKind.Site => parties + graph.NodeSite[node],
            FlowNodeKind.Unattributed => parties + sites,
            _ => graph.NodeParty[node],
        };
    }
}
