using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;
using Graph.Model.Records;
using Graph.Testing.Oracle;

namespace Graph.Cli.Tests.Commands;

public sealed class ExportGraphMlTests
{
    private static readonly XNamespace Space = "http://graphml.graphdrawing.org/xmlns";

    // The part of GraphML that money graphs use: order of elements, required attributes, what may be named by what.
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:g="http://graphml.graphdrawing.org/xmlns"
                   targetNamespace="http://graphml.graphdrawing.org/xmlns" elementFormDefault="qualified">
          <xs:element name="graphml">
            <xs:complexType>
              <xs:sequence><xs:element ref="key" minOccurs="0" maxOccurs="unbounded"/><xs:element ref="graph"/></xs:sequence>
            </xs:complexType>
            <xs:key name="declared"><xs:selector xpath="g:key"/><xs:field xpath="@id"/></xs:key>
            <xs:keyref name="of_nodes" refer="declared"><xs:selector xpath="g:graph/g:node/g:data"/><xs:field xpath="@key"/></xs:keyref>
            <xs:keyref name="of_edges" refer="declared"><xs:selector xpath="g:graph/g:edge/g:data"/><xs:field xpath="@key"/></xs:keyref>
          </xs:element>
          <xs:element name="key">
            <xs:complexType>
              <xs:sequence><xs:element name="desc" type="xs:string" minOccurs="0"/></xs:sequence>
              <xs:attribute name="id" type="xs:NMTOKEN" use="required"/>
              <xs:attribute name="for" use="required"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="node"/><xs:enumeration value="edge"/></xs:restriction></xs:simpleType></xs:attribute>
              <xs:attribute name="attr.name" type="xs:NMTOKEN" use="required"/>
              <xs:attribute name="attr.type" use="required"><xs:simpleType><xs:restriction base="xs:string">
                <xs:enumeration value="string"/><xs:enumeration value="long"/><xs:enumeration value="double"/></xs:restriction></xs:simpleType></xs:attribute>
            </xs:complexType>
          </xs:element>
          <xs:element name="graph">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="desc" type="xs:string" minOccurs="0"/>
                <xs:element ref="node" minOccurs="0" maxOccurs="unbounded"/><xs:element ref="edge" minOccurs="0" maxOccurs="unbounded"/>
              </xs:sequence>
              <xs:attribute name="id" type="xs:NMTOKEN"/>
              <xs:attribute name="edgedefault" use="required"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="directed"/></xs:restriction></xs:simpleType></xs:attribute>
            </xs:complexType>
            <xs:key name="node_ids"><xs:selector xpath="g:node"/><xs:field xpath="@id"/></xs:key>
            <xs:unique name="edge_ids"><xs:selector xpath="g:edge"/><xs:field xpath="@id"/></xs:unique>
            <xs:keyref name="sources" refer="node_ids"><xs:selector xpath="g:edge"/><xs:field xpath="@source"/></xs:keyref>
            <xs:keyref name="targets" refer="node_ids"><xs:selector xpath="g:edge"/><xs:field xpath="@target"/></xs:keyref>
          </xs:element>
          <xs:complexType name="datas"><xs:sequence><xs:element name="data" minOccurs="0" maxOccurs="unbounded">
            <xs:complexType><xs:simpleContent><xs:extension base="xs:string"><xs:attribute name="key" type="xs:NMTOKEN" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
          </xs:element></xs:sequence></xs:complexType>
          <xs:element name="node">
            <xs:complexType><xs:complexContent><xs:extension base="datas"><xs:attribute name="id" type="xs:NMTOKEN" use="required"/></xs:extension></xs:complexContent></xs:complexType>
          </xs:element>
          <xs:element name="edge">
            <xs:complexType><xs:complexContent><xs:extension base="datas">
              <xs:attribute name="id" type="xs:NMTOKEN"/><xs:attribute name="source" type="xs:NMTOKEN" use="required"/><xs:attribute name="target" type="xs:NMTOKEN" use="required"/>
            </xs:extension></xs:complexContent></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    [Fact]
    public void Sums_are_those_of_flow_csv_in_any_world() => RandomKnowledge.Worlds.Where(w => w.World.Placements.Count > 0).Sample(w =>
    {
        using var folder = new TempFolder();
        w.World.WriteTo(folder.At("data"));
        var runner = new CliRunner(folder.FullPath);
        var asOf = w.Cut.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string[] cut = ["--as-of", asOf, "--window", $"{w.Cut.WindowWeeks}w"];
        Assert.Equal(0, runner.Run(["run", "data", "--out", "run", "--model", "none", .. cut]).ExitCode);
        Assert.Equal(0, runner.Run("export", "graphml", "data", "--out", "money.graphml", "--run", "run").ExitCode);
        var graph = Valid(folder.At("money.graphml"));
        var ends = graph.Elements(Space + "node").ToDictionary(n => n.Attribute("id")!.Value, n => (Key: Data(n, "key")!, Kind: Data(n, "kind")!));
        var flow = graph.Elements(Space + "edge").Select(e => (Source: ends[e.Attribute("source")!.Value], Target: ends[e.Attribute("target")!.Value], Edge: e));
        Assert.Equal(
            File.ReadAllLines(folder.At("run/flow.csv"))[1..],
            flow.Select(f => $"{f.Source.Key},{f.Target.Key},{f.Source.Kind}>{f.Target.Kind},{Data(f.Edge, "weight")},{Data(f.Edge, "basis")}"));
        Assert.All(flow, f => Assert.Equal(decimal.Parse(Data(f.Edge, "weight")!, CultureInfo.InvariantCulture) * 10_000, long.Parse(Data(f.Edge, "units")!, CultureInfo.InvariantCulture)));
        runner.Run(["export", "graphml", "--store", "duckdb:run/adchain.duckdb", "--out", "again.graphml", "--run", "run"]);
        Assert.Equal(File.ReadAllText(folder.At("money.graphml")), File.ReadAllText(folder.At("again.graphml")));
    }, iter: 10, threads: 1);

    [Fact]
    public void Nodes_and_edges_say_what_the_records_say()
    {
        using var folder = new TempFolder();
        new WorldText()
            .Placement("p1", "2026-10-25", "n", "a", "one.example", 2m, reseller: "r").Placement("p2", "2026-10-26", "n", "a", "one.example", 3m, reseller: "r")
            .Placement("p3", "2026-10-26", "n", "n", "two.example", 4m)
            .Settlement("s1", "n", "r", "2026-10-26", 1m).Settlement("s2", "n", "r", "2026-10-20", 3m)
            .Party("r", PartyKind.Reseller, "Rest & <Co>").Party("idle", PartyKind.Account)
            .Black("one.example", "2026-10-01", confidence: 50m).White("two.example", "2026-10-01").Black("two.example", "2026-10-01").Black("three.example", "2026-10-01")
            .Black("two.example", "2026-01-01", to: "2026-02-01", authority: "old").Listed("a", SubjectKind.Account, ListSide.Black, "2026-10-01")
            .WriteTo(folder.At("data"));
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("export", "graphml", "data", "--out", "g.graphml").ExitCode);
        var graph = Valid(folder.At("g.graphml"));
        Assert.Equal(
            ["a account a black ", "n network n  ", "one.example site one.example black 0.5", "r reseller Rest & <Co>  ", "two.example site two.example white 0"],
            graph.Elements(Space + "node").Select(n => $"{Data(n, "key")} {Data(n, "kind")} {Data(n, "label")} {Data(n, "listed")} {Data(n, "belief")}"));
        Assert.Equal(
            ["a>one.example 2 5.0000 0  ", "n>r 2 5.0000 2 2026-10-20 2026-10-26", "n>two.example 1 4.0000 0  ", "r>a 2 5.0000 0  "],
            Edges(graph).Select(e => $"{e.Ends} {Data(e.Edge, "placements")} {Data(e.Edge, "accrued")} {Data(e.Edge, "payments")} {Data(e.Edge, "first_paid")} {Data(e.Edge, "last_paid")}"));

        Assert.Equal(0, runner.Run("export", "graphml", "data", "--out", "g.graphml", "--all-nodes").ExitCode);
        Assert.Equal(["a", "idle", "n", "one.example", "r", "three.example", "two.example"], Valid(folder.At("g.graphml")).Elements(Space + "node").Select(n => Data(n, "key")));
    }

    [Fact]
    public void Texts_that_XML_cannot_hold_do_not_break_the_file()
    {
        using var folder = new TempFolder();
        folder.Write("data/placements.csv", "placement_id,accrual_date,network_id,domain,gross_amount\np,2026-10-25,\"<n>&\"\"'\uFFFF\",x.example,1\n");
        folder.Write("data/parties.csv", "party_id,kind,name\n\"<n>&\"\"'\uFFFF\",network,\" ]]>\r\n\t\U0001F600\"\n");
        Assert.Equal(0, new CliRunner(folder.FullPath).Run("export", "graphml", "data", "--out", "g.graphml").ExitCode);
        var node = Valid(folder.At("g.graphml")).Elements(Space + "node").First(n => Data(n, "kind") == "network");
        Assert.Equal("<n>&\"'\uFFFD", Data(node, "key"));
        Assert.Equal("]]>\r\n\t\U0001F600", Data(node, "label"));
    }

    [Fact]
    public void Scores_of_a_run_of_other_records_or_another_cut_are_refused()
    {
        using var folder = new TempFolder();
        new WorldText().Placement("p1", "2026-10-25", "n", "a", "one.example", 2m).WriteTo(folder.At("data"));
        new WorldText().Placement("p1", "2026-10-25", "n", "a", "one.example", 2m).Placement("p2", "2026-10-25", "n", "b", "two.example", 2m).WriteTo(folder.At("other"));
        var runner = new CliRunner(folder.FullPath);
        Assert.Equal(0, runner.Run("run", "data", "--out", "run", "--model", "none").ExitCode);
        Assert.Equal(2, runner.Run("export", "graphml", "other", "--out", "g.graphml", "--run", "run").ExitCode);
        Assert.Equal(2, runner.Run("export", "graphml", "data", "--out", "g.graphml", "--run", "run", "--as-of", "2026-10-24").ExitCode);
        Assert.Equal(2, runner.Run("export", "graphml", "data", "--out", "g.graphml", "--run", "data").ExitCode);
        Assert.Equal(2, runner.Run("export", "graphml", "data", "--out", "g.graphml", "--store", "duckdb:run/adchain.duckdb").ExitCode);
        Assert.Equal(2, runner.Run("export", "graphml", "--out", "g.graphml").ExitCode);
        Assert.Equal(2, runner.Run("export", "graphml", "data", "--out", "run").ExitCode);
        Assert.Equal(["data", "other", "run"], Directory.EnumerateFileSystemEntries(folder.FullPath).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal));
        var result = runner.Run("export", "graphml", "data", "--out", "g.graphml", "--run", "run", "--json");
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Out);
        Assert.Equal((3, 2, "2026-10-25"), (document.RootElement.GetProperty("nodes").GetInt32(), document.RootElement.GetProperty("edges").GetInt32(), document.RootElement.GetProperty("as_of").GetString()));
        Assert.Equal("K0", Data(Valid(folder.At("g.graphml")).Elements(Space + "node").Single(n => Data(n, "kind") == "network"), "tier"));
    }

    [Fact]
    public void Rejects_above_the_share_are_three_after_the_file_is_written()
    {
        using var folder = new TempFolder();
        folder.Write("data/placements.csv", "placement_id,accrual_date,network_id,domain,gross_amount\np,2026-10-25,n,x.example,1\nq,never,n,x.example,1\n");
        var result = new CliRunner(folder.FullPath).Run("export", "graphml", "data", "--out", "g.graphml");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("1 of 2 rows were rejected", result.Error, StringComparison.Ordinal);
        Assert.Equal(["data", "g.graphml"], Directory.EnumerateFileSystemEntries(folder.FullPath).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal));
        Assert.Single(Valid(folder.At("g.graphml")).Elements(Space + "edge"), e => Data(e, "units") == "10000" && Data(e, "basis") == "accrued" && e.Attribute("source")!.Value == "n0");
    }

    /// <summary>The graph of a file that follows the schema.</summary>
    private static XElement Valid(string path)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(null, XmlReader.Create(new StringReader(Schema)));
        var document = XDocument.Load(path, LoadOptions.PreserveWhitespace);
        document.Validate(schemas, (_, problem) => Assert.Fail(problem.Message));
        return document.Root!.Element(Space + "graph")!;
    }

    private static IEnumerable<(string Ends, XElement Edge)> Edges(XElement graph)
    {
        var keys = graph.Elements(Space + "node").ToDictionary(n => n.Attribute("id")!.Value, n => Data(n, "key"));
        return graph.Elements(Space + "edge").Select(e => ($"{keys[e.Attribute("source")!.Value]}>{keys[e.Attribute("target")!.Value]}", e));
    }

    private static string? Data(XElement element, string key) => element.Elements(Space + "data").SingleOrDefault(d => d.Attribute("key")!.Value == key)?.Value;
}
