using System.Globalization;
using System.Text;
using System.Xml;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>The types of GraphML attributes.</summary>
internal enum GraphMlType
{
    /// <summary>A text.</summary>
    String,
    /// <summary>A whole number of 64 bits.</summary>
    Long,
    /// <summary>A number with fraction, written in decimal and read as a binary one.</summary>
    Double,
}

/// <summary>An attribute of nodes or of edges.</summary>
/// <param name="Name">Its name, which is its id too: unique in the file.</param>
/// <param name="OfEdges">Whether edges have it; else nodes.</param>
/// <param name="Type">Its type.</param>
/// <param name="Meaning">What it says, in one sentence.</param>
internal sealed record GraphMlAttribute(string Name, bool OfEdges, GraphMlType Type, string Meaning);

/// <summary>Writes one directed graph as GraphML: attributes declared first, then nodes, then edges. The stream stays open.</summary>
/// <remarks>Ids of nodes are <c>n0</c>, <c>n1</c>, …, because the format allows no blanks and few signs in them; what they stand for is data.
/// Characters that XML cannot hold are written as U+FFFD.</remarks>
internal sealed class GraphMlWriter : IDisposable
{
    private const string Space = "http://graphml.graphdrawing.org/xmlns";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly XmlWriter xml;
    private long edges;

    /// <summary>Begins the document.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="attributes">All attributes, in the order in which elements will have them.</param>
    /// <param name="description">What the graph is.</param>
    public GraphMlWriter(Stream stream, IReadOnlyList<GraphMlAttribute> attributes, string description)
    {
        xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
            // Line ends inside texts come back as they were.
            NewLineHandling = NewLineHandling.Entitize,
        });
        xml.WriteStartDocument();
        xml.WriteStartElement("graphml", Space);
        xml.WriteAttributeString("xmlns", "xsi", null, Instance);
        xml.WriteAttributeString("schemaLocation", Instance, $"{Space} {Space}/1.0/graphml.xsd");
        foreach (var attribute in attributes)
        {
            Declare(attribute);
        }

        xml.WriteStartElement("graph", Space);
        xml.WriteAttributeString("id", "money");
        xml.WriteAttributeString("edgedefault", "directed");
        xml.WriteElementString("desc", Space, Legal(description));
    }

    /// <summary>Begins a node.</summary>
    public void BeginNode(int node)
    {
        xml.WriteStartElement("node", Space);
        xml.WriteAttributeString("id", Id('n', node));
    }

    /// <summary>Begins an edge between nodes that were written.</summary>
    public void BeginEdge(int source, int target)
    {
        xml.WriteStartElement("edge", Space);
        xml.WriteAttributeString("id", Id('e', edges++));
        xml.WriteAttributeString("source", Id('n', source));
        xml.WriteAttributeString("target", Id('n', target));
    }

    /// <summary>A value of the element; none where there is no text.</summary>
    public void Data(GraphMlAttribute attribute, string? text)
    {
        if (text is null)
        {
            return;
        }

        xml.WriteStartElement("data", Space);
        xml.WriteAttributeString("key", attribute.Name);
        xml.WriteString(Legal(text));
        xml.WriteEndElement();
    }

    /// <summary>A whole number.</summary>
    public void Data(GraphMlAttribute attribute, long number) => Data(attribute, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>An amount in yuan with 4 digits.</summary>
    public void Data(GraphMlAttribute attribute, Money amount) => Data(attribute, amount.ToString());

    /// <summary>Ends the node or edge.</summary>
    public void End() => xml.WriteEndElement();

    /// <summary>Ends the document.</summary>
    public void Dispose()
    {
        xml.WriteEndDocument();
        xml.Dispose();
    }

    private void Declare(GraphMlAttribute attribute)
    {
        xml.WriteStartElement("key", Space);
        xml.WriteAttributeString("id", attribute.Name);
        xml.WriteAttributeString("for", attribute.OfEdges ? "edge" : "node");
        xml.WriteAttributeString("attr.name", attribute.Name);
        xml.WriteAttributeString("attr.type", attribute.Type switch
        {
            GraphMlType.String => "string",
            GraphMlType.Long => "long",
            _ => "double",
        });
        xml.WriteElementString("desc", Space, attribute.Meaning);
        xml.WriteEndElement();
    }

    private static string Id(char letter, long number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number}");

    private static string Legal(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!XmlConvert.IsXmlChar(text[i]))
            {
                return Replaced(text);
            }
        }

        return text;
    }

    /// <summary>The text with every illegal character replaced; pairs of surrogates are legal.</summary>
    private static string Replaced(string text)
    {
        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate comes as U+FFFD already; what lies beyond 16 bits is legal.
            legal.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        }

        return legal.ToString();
    }
}
