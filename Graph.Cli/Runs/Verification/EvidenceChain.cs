using System.Globalization;
using Graph.Cli.Reports;

namespace Graph.Cli.Runs.Verification;

/// <summary>The lines of an evidence.jsonl as bytes with their hashes, and the first place where their chain breaks.</summary>
internal sealed class EvidenceChain
{
    private readonly byte[] content;
    private readonly List<(int Start, int Length)> lines = [];
    private readonly string[] hashes;
    private readonly List<EvidenceLine?> parsed = [];

    private EvidenceChain(byte[] content)
    {
        this.content = content;
        for (var start = 0; start < content.Length;)
        {
            var length = content.AsSpan(start).IndexOf((byte)'\n') is var end and >= 0 ? end : content.Length - start;
            lines.Add((start, length));
            start += length + 1;
        }

        hashes = [.. lines.Select((_, i) => EvidenceJsonl.Sha256(Bytes(i)))];
    }

    /// <summary>The lines that could be read, with their 1-based numbers.</summary>
    public IEnumerable<(long Number, EvidenceLine Line)> Lines =>
        parsed.Select((line, i) => (Number: i + 1L, Line: line)).Where(l => l.Line is not null).Select(l => (l.Number, l.Line!));

    /// <summary>How many lines the file has.</summary>
    public int Count => lines.Count;

    /// <summary>The first difference, or null.</summary>
    public Difference? First { get; private set; }

    /// <summary>Reads a file and checks it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="said">What run.json says of it, or null.</param>
    public static EvidenceChain Read(string path, EvidenceSummary? said)
    {
        var chain = new EvidenceChain(File.ReadAllBytes(path));
        for (var i = 0; i < chain.Count; i++)
        {
            chain.parsed.Add(EvidenceJsonl.Parse(chain.Bytes(i), out var problem));
            chain.First ??= chain.parsed[i] is null
                ? Of(i, "content", "a line of evidence.jsonl", problem)
                : chain.Link(i, said);
        }

        chain.First ??= chain.Whole(said);
        return chain;
    }

    private ReadOnlySpan<byte> Bytes(int line) => content.AsSpan(lines[line].Start, lines[line].Length);

    private static Difference Of(int line, string what, string expected, string found) => new(RunFolder.EvidenceName, line + 1, what, expected, found);

    /// <summary>Whether a line carries the hash of the one before; if not, which of the two is to blame, as far as can be told.</summary>
    private Difference? Link(int line, EvidenceSummary? said)
    {
        var before = line == 0 ? EvidenceJsonl.NoLine : hashes[line - 1];
        var prev = parsed[line]!.Prev;
        if (prev == before)
        {
            return null;
        }

        var elsewhere = Array.IndexOf(hashes, prev);
        return elsewhere >= 0
            ? Of(line, "prev (the line belongs after another one)", before, $"{prev}, the hash of line {Text(elsewhere + 1)}")
            : Count < said?.Lines
                ? Of(line, "prev (a line before it is missing)", before, prev)
                : line == 0 || Successor(line, said) is { } carried && carried != hashes[line]
                    ? Of(line, "prev", before, prev)
                    : Of(line - 1, "SHA-256 of the line, as the next line carries it", prev, before);
    }

    /// <summary>The hash of a line as the next one, or for the last one run.json, carries it.</summary>
    private string? Successor(int line, EvidenceSummary? said) =>
        line + 1 < Count ? EvidenceJsonl.Parse(Bytes(line + 1), out _)?.Prev : said?.Last;

    private Difference? Whole(EvidenceSummary? said)
    {
        if (said is null)
        {
            return Count == 0 ? null : new Difference(RunFolder.RunJsonName, null, "evidence", "what the run says of evidence.jsonl", "nothing");
        }

        var last = Count == 0 ? EvidenceJsonl.NoLine : hashes[^1];
        if (Count != said.Lines)
        {
            return new Difference(RunFolder.EvidenceName, Count, "number of lines", Text(said.Lines), Text(Count));
        }

        if (last != said.Last)
        {
            return Of(Math.Max(0, Count - 1), "SHA-256 of the last line", said.Last, last);
        }

        var whole = EvidenceJsonl.Sha256(content);
        return whole == said.Sha256 ? null : new Difference(RunFolder.EvidenceName, null, "SHA-256 of the file", said.Sha256, whole);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
