using Graph.Model.Graphs;

namespace Graph.Ingest.GraphFiles;

/// <summary>One reading of a file by all workers: its blocks in order, or the discovery that ids are text.</summary>
internal sealed class FilePass : IDisposable
{
    private readonly List<EdgeBlock> blocks = [];
    private readonly string fileName;
    private bool metText;
    private bool isDamaged;

    private FilePass(string path) => fileName = Path.GetFileName(path);

    /// <summary>The blocks in the order of the file.</summary>
    public IReadOnlyList<EdgeBlock> Blocks => blocks;

    /// <summary>Whether an id is no 32-bit whole number, so that tables are needed.</summary>
    public bool MetText => metText;

    /// <summary>Lines read.</summary>
    public long Lines => blocks.Sum(block => block.Lines);

    /// <summary>Edges read.</summary>
    public long EdgeCount => blocks.Sum(block => block.Ends.Length);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="options">What to read.</param>
    /// <param name="tables">One per worker, or null while ids are taken for numbers.</param>
    /// <param name="team">The workers.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FilePass Read(string path, LineLayout layout, GraphFileOptions options, NameTable[]? tables, WorkTeam team, CancellationToken cancellation)
    {
        var pass = new FilePass(path);
        using var source = LineBlocks.Open(path);
        team.Run(team.Threads, (worker, _) => pass.Work(source, new BlockParser(layout, options.Weights, tables?[worker], options.KeptFaults), cancellation), cancellation);
        pass.blocks.Sort((one, other) => one.Index.CompareTo(other.Index));
        return pass;
    }

    /// <summary>The faults in the order of the file, with lines of the file.</summary>
    public IEnumerable<GraphFileFault> Faults()
    {
        var before = 0L;
        foreach (var block in blocks)
        {
            foreach (var (line, reason) in block.Faults)
            {
                yield return new GraphFileFault(fileName, before + line, reason);
            }

            before += block.Lines;
        }

        if (isDamaged)
        {
            yield return new GraphFileFault(fileName, before + 1, GraphFileReasons.DamagedGzip);
        }
    }

    /// <summary>How many faults there are in all.</summary>
    public long FaultCount() => blocks.Sum(block => block.FaultCount) + (isDamaged ? 1 : 0);

    /// <summary>Lines that name source and sink, with lines of the file.</summary>
    public IEnumerable<(long Line, bool IsSource, uint Node)> Terminals()
    {
        var before = 0L;
        foreach (var block in blocks)
        {
            foreach (var (line, isSource, node) in block.Terminals)
            {
                yield return (before + line, isSource, node);
            }

            before += block.Lines;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var block in blocks)
        {
            block.Dispose();
        }
    }

    private void Work(LineBlocks source, BlockParser parser, CancellationToken cancellation)
    {
        var buffer = new BlockBuffer();
        while (!Volatile.Read(ref metText) && TryTake(source, buffer))
        {
            var block = parser.Parse(buffer, cancellation);
            metText |= parser.MetText;
            lock (blocks)
            {
                blocks.Add(block);
            }
        }
    }

    private bool TryTake(LineBlocks source, BlockBuffer buffer)
    {
        try
        {
            return !Volatile.Read(ref isDamaged) && source.TryTake(buffer);
        }
        catch (InvalidDataException)
        {
            isDamaged = true;
            return false;
        }
    }
}
