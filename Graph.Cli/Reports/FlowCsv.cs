using Graph.Model.Flow;

namespace Graph.Cli.Reports;

/// <summary>flow.csv: the money graph summed over parties, by source, target, kind.</summary>
internal static class FlowCsv
{
    /// <summary>The header.</summary>
    public const string Header = "source,target,kind,amount,basis";

    /// <summary>Writes the file.</summary>
    /// <returns>How many rows it has.</returns>
    public static long Write(Stream stream, FlowGraph graph, CancellationToken cancellation)
    {
        var flow = new MergedFlow(graph);
        var ends = new EndBytes(flow.Ends);
        cancellation.ThrowIfCancellationRequested();
        using var csv = new CsvWriter(stream, Header);
        var rows = 0L;
        foreach (var sum in flow.Sums(cancellation))
        {
            ends.Write(csv, sum);
            csv.Amount(sum.Amount);
            csv.Encoded(BasisWord(sum.Basis));
            csv.EndRow();
            rows++;
        }

        return rows;
    }

    private static ReadOnlySpan<byte> BasisWord(Basis basis) => basis switch
    {
        Basis.Accrued => "accrued"u8,
        Basis.Paid => "paid"u8,
        _ => "mixed"u8,
    };

    /// <summary>The bytes that stand for ends.</summary>
    private sealed class EndBytes
    {
        private readonly byte[][] texts;
        private readonly byte[][] kinds;

        public EndBytes(FlowEnds ends)
        {
            var numbers = Enumerable.Range(0, ends.Count);
            texts = [.. numbers.Select(end => CsvWriter.Encode(ends.Name(end)))];
            var words = numbers.Select(ends.Kind).Distinct(StringComparer.Ordinal).ToDictionary(word => word, System.Text.Encoding.UTF8.GetBytes, StringComparer.Ordinal);
            kinds = [.. numbers.Select(end => words[ends.Kind(end)])];
        }

        public void Write(CsvWriter csv, in FlowSum sum)
        {
            csv.Encoded(texts[sum.Source]);
            csv.Encoded(texts[sum.Target]);
            var (source, target) = (kinds[sum.Source], kinds[sum.Target]);
            Span<byte> kind = stackalloc byte[64];
            source.CopyTo(kind);
            kind[source.Length] = (byte)'>';
            target.CopyTo(kind[(source.Length + 1)..]);
            csv.Encoded(kind[..(source.Length + 1 + target.Length)]);
        }
    }
}
