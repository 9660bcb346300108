namespace Graph.Ingest.GraphFiles;

/// <summary>Where the fields of a line stand.</summary>
internal sealed record LineLayout
{
    /// <summary>The mark for runs of spaces and tabs.</summary>
    public const byte Blanks = (byte)' ';

    /// <summary>Format of the file.</summary>
    public GraphFileFormat Format { get; init; }

    /// <summary>Comma, semicolon, tab, or <see cref="Blanks"/>.</summary>
    public byte Delimiter { get; init; } = Blanks;

    /// <summary>How many fields a line has.</summary>
    public int FieldCount { get; init; } = 2;

    /// <summary>Column of the source.</summary>
    public int Source { get; init; }

    /// <summary>Column of the target; −1 in a list of nodes.</summary>
    public int Target { get; init; } = 1;

    /// <summary>Column of the weight, or −1.</summary>
    public int Weight { get; init; } = -1;

    /// <summary>Name of the weight in messages.</summary>
    public string WeightName { get; init; } = "weight";

    /// <summary>Whether the weight is money: decimals with up to 4 fraction digits, read as whole 1/10000 units.</summary>
    public bool IsMoney { get; init; }

    /// <summary>Place of the header's or the problem line's first byte, or −1.</summary>
    public long HeaderOffset { get; init; } = -1;

    /// <summary>Line of the header or the problem line, or 0.</summary>
    public long HeaderLine { get; init; }

    /// <summary>Nodes that a DIMACS problem line promises.</summary>
    public int Nodes { get; init; }

    /// <summary>Arcs that a DIMACS problem line promises.</summary>
    public long Arcs { get; init; }

    /// <summary>What is wrong with the header itself, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>One id a line.</summary>
    public static LineLayout NodeList { get; } = new() { Delimiter = (byte)',', FieldCount = 1, Target = -1 };

    /// <summary>Whether the file is one of the DIMACS formats.</summary>
    public bool IsDimacs => Format != GraphFileFormat.EdgeList;

    /// <summary>What a line should hold, for messages.</summary>
    public string Expected => HeaderLine > 0 ? "as in the header" : FieldCount switch
    {
        1 => "a node id",
        2 => "source and target",
        _ => "source, target and weight",
    };
}
