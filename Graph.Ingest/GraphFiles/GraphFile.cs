using System.Globalization;
using Graph.Model.Graphs;

namespace Graph.Ingest.GraphFiles;

/// <summary>Reads plain graph files: edge lists and DIMACS, also gzipped.</summary>
/// <remarks>
/// <para>Edge list: one edge a line, source, target and perhaps a weight, separated by commas, semicolons, tabs, or runs of spaces and
/// tabs (found by the first line with data). Lines that are blank or begin with <c>#</c> or <c>%</c> are passed over. A first line that
/// names the columns is a header: columns are then found by name, and others are passed over. Ids are any text, also quoted as in CSV.</para>
/// <para>DIMACS: <c>p max</c> and <c>p sp</c>, whose nodes are 1 … N.</para>
/// <para>Nodes are numbered in the order of their ids: by value where all ids are whole numbers without leading zeros, else by UTF-8 bytes
/// (so <c>01</c> and <c>1</c> are two nodes, and a file that has <c>01</c> is ordered as text). The numbers depend neither on the
/// order of lines nor on threads.</para>
/// <para>Cost: O(bytes), and O(nodes · log nodes) for ids that are text. Ids below 2^32 are ranked by a bitmap, others go through tables.</para>
/// </remarks>
public static class GraphFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; gzip data is known by its content.</param>
    /// <param name="options">What to read.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The edges, or the faults; to be disposed.</returns>
    /// <exception cref="IOException">A file is not there or cannot be read.</exception>
    /// <exception cref="InvalidOperationException">There are more nodes than a graph can have.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static GraphFileContent Read(string path, GraphFileOptions options, CancellationToken cancellation)
    {
        using var team = new WorkTeam(options.Threads);
        if (!TryProbe(path, options, out var layout))
        {
            return Refused(path, new LineLayout(), 1, GraphFileReasons.DamagedGzip);
        }

        if (layout.Fault is { } fault)
        {
            return Refused(path, layout, layout.HeaderLine, fault);
        }

        if (layout.IsDimacs && options.NodesPath is { } nodesPath)
        {
            return Refused(nodesPath, layout, 1, "a DIMACS file says itself how many nodes there are; leave the list of nodes out");
        }

        return ReadNumbers(path, layout, options, team, cancellation) ?? ReadText(path, layout, options, team, cancellation);
    }

    private static bool TryProbe(string path, GraphFileOptions options, out LineLayout layout)
    {
        try
        {
            layout = LayoutProbe.Of(path, options.Weights);
            return true;
        }
        catch (InvalidDataException)
        {
            layout = new LineLayout();
            return false;
        }
    }

    /// <summary>Takes ids for numbers; null where they are text, or lie too far apart.</summary>
    private static GraphFileContent? ReadNumbers(string path, LineLayout layout, GraphFileOptions options, WorkTeam team, CancellationToken cancellation)
    {
        using var nodes = ReadNodes(options, tables: null, team, cancellation);
        if (nodes is { MetText: true })
        {
            return null;
        }

        using var edges = FilePass.Read(path, layout, options, tables: null, team, cancellation);
        if (edges.MetText)
        {
            return null;
        }

        if (Faulty(edges, nodes, layout, options) is { } faulty)
        {
            return faulty;
        }

        if (layout.IsDimacs)
        {
            return Dimacs(path, edges, layout, team, cancellation);
        }

        using var presence = NumberPresence.Of([.. nodes?.Blocks ?? [], .. edges.Blocks], team, cancellation);
        return presence is null ? null : new GraphFileContent
        {
            Names = presence.Names(),
            Edges = EdgeColumns.OfNumbers(edges.Blocks, presence, team, cancellation),
            Format = layout.Format,
            Lines = edges.Lines + (nodes?.Lines ?? 0),
            HeaderLine = layout.HeaderLine,
            IsMoney = layout.IsMoney,
        };
    }

    private static GraphFileContent ReadText(string path, LineLayout layout, GraphFileOptions options, WorkTeam team, CancellationToken cancellation)
    {
        var tables = Enumerable.Range(0, team.Threads).Select(_ => new NameTable()).ToArray();
        try
        {
            using var nodes = ReadNodes(options, tables, team, cancellation);
            using var edges = FilePass.Read(path, layout, options, tables, team, cancellation);
            if (Faulty(edges, nodes, layout, options) is { } faulty)
            {
                return faulty;
            }

            var (names, nodeOf) = NameMerge.Of(tables, cancellation);
            var byTable = tables.Zip(nodeOf).ToDictionary(pair => pair.First, pair => pair.Second);
            return new GraphFileContent
            {
                Names = names,
                Edges = EdgeColumns.OfTables(edges.Blocks, names.Count, byTable, team, cancellation),
                Format = layout.Format,
                Lines = edges.Lines + (nodes?.Lines ?? 0),
                HeaderLine = layout.HeaderLine,
                IsMoney = layout.IsMoney,
            };
        }
        finally
        {
            Array.ForEach(tables, table => table.Dispose());
        }
    }

    private static FilePass? ReadNodes(GraphFileOptions options, NameTable[]? tables, WorkTeam team, CancellationToken cancellation) =>
        options.NodesPath is { } path ? FilePass.Read(path, LineLayout.NodeList, options, tables, team, cancellation) : null;

    private static GraphFileContent Dimacs(string path, FilePass edges, LineLayout layout, WorkTeam team, CancellationToken cancellation)
    {
        if (edges.EdgeCount != layout.Arcs)
        {
            return Refused(path, layout, layout.HeaderLine, string.Create(CultureInfo.InvariantCulture,
                $"the problem line promises {layout.Arcs} arcs, and the file has {edges.EdgeCount}"));
        }

        var (source, sink) = (-1, -1);
        foreach (var (line, isSource, node) in edges.Terminals())
        {
            if ((isSource ? source : sink) >= 0)
            {
                return Refused(path, layout, line, isSource ? "a second source" : "a second sink");
            }

            (source, sink) = isSource ? ((int)node - 1, sink) : (source, (int)node - 1);
        }

        return new GraphFileContent
        {
            Names = new ContiguousNames(1, layout.Nodes),
            Edges = EdgeColumns.OfDimacs(edges.Blocks, layout.Nodes, team, cancellation),
            Format = layout.Format,
            Lines = edges.Lines,
            HeaderLine = layout.HeaderLine,
            Source = source,
            Sink = sink,
        };
    }

    private static GraphFileContent? Faulty(FilePass edges, FilePass? nodes, LineLayout layout, GraphFileOptions options)
    {
        var count = edges.FaultCount() + (nodes?.FaultCount() ?? 0);
        return count == 0 ? null : Refused(layout, [.. (nodes?.Faults() ?? []).Concat(edges.Faults()).Take(options.KeptFaults)], count, edges.Lines + (nodes?.Lines ?? 0));
    }

    private static GraphFileContent Refused(string path, LineLayout layout, long line, string reason) =>
        Refused(layout, [new GraphFileFault(Path.GetFileName(path), line, reason)], 1, line);

    private static GraphFileContent Refused(LineLayout layout, IReadOnlyList<GraphFileFault> faults, long count, long lines) => new()
    {
        Names = new ContiguousNames(0, 0),
        Edges = EdgeList.Of(0),
        Format = layout.Format,
        Lines = lines,
        HeaderLine = layout.HeaderLine,
        Faults = faults,
        FaultCount = count,
    };
}
