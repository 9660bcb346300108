using System.Globalization;
using System.Text.Json;

namespace Graph.Cli.Tests.Commands;

public sealed class GraphTests
{
    private const string Bowtie = "b a\na c\nb c\nc d\nd e\ne c\n";

    [Fact]
    public void Rows_go_to_standard_output_and_counters_to_standard_error()
    {
        using var folder = new TempFolder();
        folder.Write("g.txt", Bowtie + "a b\nb b\n");
        var result = new CliRunner(folder.FullPath).Run("graph", "degree", "g.txt");
        Assert.Equal((0, "a,2\nb,4\nc,4\nd,2\ne,2\n"), (result.ExitCode, result.Out));
        Assert.Contains("\nnodes:        5\nedges:        7\nself loops:   1\nmerged edges: 1\ndirected:     no\n", result.Error, StringComparison.Ordinal);
        Assert.Matches(@"\nload ms: +\d+\nbuild ms: +\d+\nkernel ms: +\d+\nthreads: +\d+\n$", result.Error);
    }

    [Theory]
    [InlineData("components", "a,a\nb,a\nc,a\nd,a\ne,a\nx,x\n")]
    [InlineData("WCC", "a,a\nb,a\nc,a\nd,a\ne,a\nx,x\n")]
    [InlineData("strong_components --directed", "a,a\nb,b\nc,c\nd,c\ne,c\nx,x\n")]
    [InlineData("bfs --source b --directed", "a,1\nb,0\nc,1\nd,2\ne,3\nx,9223372036854775807\n")]
    [InlineData("sssp --source b", "a,1\nb,0\nc,1\nd,2\ne,2\nx,Infinity\n")]
    [InlineData("k-core", "a,2\nb,2\nc,2\nd,2\ne,2\nx,0\n")]
    [InlineData("triangles", "a,1\nb,1\nc,2\nd,1\ne,1\nx,0\n")]
    [InlineData("clustering", "a,1\nb,1\nc,0.3333333333333333\nd,1\ne,1\nx,0\n")]
    [InlineData("dominators --directed --source b", "a,b\nb,b\nc,b\nd,c\ne,d\nx,\n")]
    [InlineData("dominators --directed --source d", "a,\nb,\nc,e\nd,d\ne,d\nx,\n")]
    [InlineData("betweenness", "a,0\nb,0\nc,4\nd,0\ne,0\nx,0\n")]
    [InlineData("harmonic", "a,3\nb,3\nc,4\nd,3\ne,3\nx,0\n")]
    [InlineData("max-flow --source a --sink d", "2\n")]
    [InlineData("max-flow --source a --sink d --directed --cut", "1\na,1\nb,0\nc,0\nd,0\ne,0\nx,0\n")]
    [InlineData("reciprocity --directed", "a,0\nb,0\nc,0\nd,0\ne,0\nx,0\n")]
    [InlineData("propagation --directed --seeds e", "a,1\nb,1\nc,1\nd,1\ne,2\nx,0\n")]
    [InlineData("cdlp --iterations 1", "a,b\nb,a\nc,a\nd,c\ne,c\nx,x\n")]
    public void A_small_graph_worked_by_hand(string line, string rows)
    {
        using var folder = new TempFolder();
        folder.Write("g.txt", line.StartsWith("propagation", StringComparison.Ordinal) ? "b a\na c\nb c\nc d\nd e\n" : Bowtie);
        folder.Write("nodes.txt", "x\n");
        var words = line.Split(' ');
        var result = new CliRunner(folder.FullPath).Run(["graph", words[0], "g.txt", "--nodes", "nodes.txt", .. words[1..]]);
        Assert.Equal((0, line.StartsWith("propagation", StringComparison.Ordinal) ? rows.Replace("e,2", "e,1", StringComparison.Ordinal) : rows), (result.ExitCode, result.Out));
    }

    [Theory]
    [InlineData("pagerank")]
    [InlineData("ppr --seeds a,c")]
    [InlineData("anti-trustrank --seeds d")]
    [InlineData("propagation --seeds c,d --damping 0.5")]
    [InlineData("louvain")]
    [InlineData("leiden --resolution 0.5")]
    [InlineData("label-propagation")]
    [InlineData("degree --weighted")]
    public void Every_kernel_answers_each_node_with_the_same_bytes_on_any_threads(string line)
    {
        using var folder = new TempFolder();
        folder.Write("g.csv", "from,to,amount\n" + string.Join('\n', Bowtie.TrimEnd().Split('\n').Select((edge, i) => edge.Replace(' ', ',') + $",{i + 1}.5")) + "\n");
        var words = line.Split(' ');
        string[] command = ["graph", words[0], "g.csv", "--weighted", .. words[1..].Where(word => word != "--weighted")];
        var one = new CliRunner(folder.FullPath).Run([.. command, "--threads", "1"]);
        var three = new CliRunner(folder.FullPath).Run([.. command, "--threads", "3"]);
        Assert.Equal((0, one.Out), (three.ExitCode, three.Out));
        Assert.Equal(["a", "b", "c", "d", "e"], one.Out.TrimEnd().Split('\n').Select(row => row.Split(',')[0]));
    }

    [Fact]
    public void Ids_are_quoted_where_csv_needs_it()
    {
        using var folder = new TempFolder();
        folder.Write("g.csv", "\"a,b\",\"say \"\"x\"\"\"\n");
        Assert.Equal("\"a,b\",1\n\"say \"\"x\"\"\",1\n", new CliRunner(folder.FullPath).Run("graph", "degree", "g.csv").Out);
        var ranks = new CliRunner(folder.FullPath).Run("graph", "bfs", "g.csv", "--source", "a,b", "--json").Out;
        using var document = JsonDocument.Parse(ranks);
        Assert.Equal(1, document.RootElement.GetProperty("values").GetProperty("say \"x\"").GetInt64());
    }

    [Fact]
    public void Json_is_one_document()
    {
        using var folder = new TempFolder();
        folder.Write("g.txt", "1 2\n2 3\n5 6\n");
        var result = new CliRunner(folder.FullPath).Run("graph", "shortest-paths", "g.txt", "--source", "1", "--json");
        using var document = JsonDocument.Parse(result.Out);
        var root = document.RootElement;
        Assert.Equal("shortest-paths", root.GetProperty("kernel").GetString());
        Assert.Equal("1", root.GetProperty("options").GetProperty("source").GetString());
        Assert.Equal(3, root.GetProperty("counters").GetProperty("edges").GetInt64());
        Assert.Equal(2.0, root.GetProperty("values").GetProperty("3").GetDouble());
        Assert.Equal("Infinity", root.GetProperty("values").GetProperty("6").GetString());
        Assert.Empty(result.Error);
        var flow = new CliRunner(folder.FullPath).Run("graph", "maxflow", "g.txt", "--source", "1", "--sink", "3", "--json");
        using var value = JsonDocument.Parse(flow.Out);
        Assert.Equal(1, value.RootElement.GetProperty("value").GetInt64());
        Assert.False(value.RootElement.TryGetProperty("values", out _));
    }

    [Fact]
    public void Exactly_as_many_sweeps_as_asked_for_is_no_complaint_and_too_few_is_one()
    {
        using var folder = new TempFolder();
        folder.Write("g.txt", Bowtie);
        var exact = new CliRunner(folder.FullPath).Run("graph", "pr", "g.txt", "--directed", "--iterations", "2", "--tolerance", "0");
        Assert.Contains("\niterations:   2\n", exact.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("adchain:", exact.Error, StringComparison.Ordinal);
        var few = new CliRunner(folder.FullPath).Run("graph", "pr", "g.txt", "--directed", "--iterations", "2");
        Assert.Equal(0, few.ExitCode);
        Assert.Contains("adchain: pagerank did not converge: residual ", few.Error, StringComparison.Ordinal);
        Assert.Contains("\nconverged:    no\n", few.Error, StringComparison.Ordinal);
        Assert.Equal(exact.Out, few.Out);
    }

    [Fact]
    public void Every_bad_line_is_named_and_nothing_is_computed()
    {
        using var folder = new TempFolder();
        folder.Write("g.csv", "1,2,3\n1,2\n2,3,x\n3,4,-1\n");
        var result = new CliRunner(folder.FullPath).Run("graph", "sssp", "g.csv", "--weighted", "--source", "1");
        Assert.Equal(3, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Equal(
            "g.csv:2: found 2 fields, expected 3: source, target and weight\n"
            + "g.csv:3: weight 'x' is not a finite number\n"
            + "g.csv:4: weight '-1' is negative, expected at least 0\n"
            + "adchain: 3 bad lines, so nothing was computed. Correct the file and run again.\n",
            result.Error);
    }

    [Fact]
    public void Bad_lines_beyond_the_first_hundred_are_counted()
    {
        using var folder = new TempFolder();
        folder.Write("g.txt", "1 2\n" + string.Concat(Enumerable.Repeat("1 2 3\n", 130)));
        var lines = new CliRunner(folder.FullPath).Run("graph", "cc", "g.txt").Error.TrimEnd().Split('\n');
        Assert.Equal(102, lines.Length);
        Assert.Equal("and 30 more", lines[^2]);
    }

    [Fact]
    public void Dimacs_brings_source_sink_and_direction()
    {
        using var folder = new TempFolder();
        folder.Write("f.max", "c small\np max 4 5\nn 1 s\nn 4 t\na 1 2 3\na 1 3 2\na 2 3 5\na 2 4 2\na 3 4 3\n");
        var result = new CliRunner(folder.FullPath).Run("graph", "max-flow", "f.max", "--cut");
        Assert.Equal((0, "5\n1,1\n2,0\n3,0\n4,0\n"), (result.ExitCode, result.Out));
        folder.Write("half.max", "p max 2 1\nn 1 s\na 1 2 3\n");
        var half = new CliRunner(folder.FullPath).Run("graph", "max-flow", "half.max");
        Assert.Equal((3, "adchain: half.max has no line 'n NODE t'. Add it, or give --sink.\n"), (half.ExitCode, half.Error));
        Assert.Equal("3\n", new CliRunner(folder.FullPath).Run("graph", "max-flow", "half.max", "--sink", "2").Out);
        folder.Write("p.gr", "p sp 3 2\na 1 2 4\na 2 3 5\n");
        Assert.Equal("1,0\n2,4\n3,9\n", new CliRunner(folder.FullPath).Run("graph", "sssp", "p.gr", "--weighted", "--source", "1").Out);
    }

    [Theory]
    [InlineData("graph steal g.txt", "KERNEL: found 'steal', expected one of pagerank, ")]
    [InlineData("graph pagerank none.txt", "there is no file")]
    [InlineData("graph bfs g.txt", "bfs needs --source.")]
    [InlineData("graph bfs g.txt --source z", "--source: there is no node 'z' in g.txt.")]
    [InlineData("graph max-flow g.txt --source a", "max-flow needs --sink.")]
    [InlineData("graph max-flow g.txt --source a --sink a", "max-flow: ")]
    [InlineData("graph ppr g.txt", "personalized-pagerank needs --seeds.")]
    [InlineData("graph ppr g.txt --seeds a,z", "--seeds: there is no node 'z' in g.txt.")]
    [InlineData("graph pr g.txt --damping 1.5", "--damping: found '1.5', expected a number from 0 to 1.")]
    [InlineData("graph pr g.txt --iterations 0", "--iterations: found '0'")]
    [InlineData("graph pr g.txt --threads x", "--threads: found 'x'")]
    [InlineData("graph pr g.txt --nodes none", "--nodes: there is no file")]
    public void Bad_usage_is_two_with_one_sentence(string line, string message)
    {
        using var folder = new TempFolder();
        folder.Write("g.txt", Bowtie);
        var result = new CliRunner(folder.FullPath).Run(line.Split(' '));
        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.StartsWith("adchain: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void What_a_kernel_does_not_use_is_said()
    {
        using var folder = new TempFolder();
        folder.Write("g.txt", Bowtie);
        var error = new CliRunner(folder.FullPath).Run("graph", "triangles", "g.txt", "--directed", "--weighted", "--damping", "0.5").Error;
        Assert.Contains("adchain: triangles knows no direction: every edge is taken both ways.\n", error, StringComparison.Ordinal);
        Assert.Contains("adchain: triangles does not use weights.\n", error, StringComparison.Ordinal);
        Assert.Contains("adchain: triangles does not use --damping.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_of_money_flow_to_the_last_unit()
    {
        using var folder = new TempFolder();
        folder.Write("flow.csv", "source,target,kind,amount,basis\nn,a,network>account,0.1000,paid\nn,a,network>account,0.2,paid\na,s,account>site,7,paid\n");
        string[] ask = ["graph", "max-flow", "flow.csv", "--directed", "--source", "n", "--sink"];
        Assert.Equal("0.3000\n", new CliRunner(folder.FullPath).Run([.. ask, "s"]).Out);
        Assert.Contains("\"value\": 0.3000", new CliRunner(folder.FullPath).Run([.. ask, "a", "--json"]).Out, StringComparison.Ordinal);
        folder.Write("flow.csv", "source,target,amount\nn,a,5\n");
        Assert.Equal("5\n", new CliRunner(folder.FullPath).Run([.. ask, "a"]).Out);
    }

    [Theory]
    [InlineData("1.23456", "flow.csv:2: amount '1.23456': the amount has more than 4 fraction digits")]
    [InlineData("-1", "flow.csv:2: amount '-1' is negative")]
    [InlineData("", "flow.csv:2: the amount is empty")]
    [InlineData("1e3", "flow.csv:2: amount '1e3': ")]
    public void Amounts_that_are_no_money_are_bad_lines(string amount, string message)
    {
        using var folder = new TempFolder();
        folder.Write("flow.csv", $"source,target,amount\nn,a,{amount}\n");
        var result = new CliRunner(folder.FullPath).Run("graph", "max-flow", "flow.csv", "--source", "n", "--sink", "a");
        Assert.Equal((3, ""), (result.ExitCode, result.Out));
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Parallel_amounts_too_large_to_add_are_bad_input()
    {
        using var folder = new TempFolder();
        folder.Write("g.csv", "1,2,9223372036854775807\n1,2,1\n");
        var result = new CliRunner(folder.FullPath).Run("graph", "max-flow", "g.csv", "--source", "1", "--sink", "2");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("add up to more than", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_run_ends_with_130()
    {
        using var folder = new TempFolder();
        folder.Write("g.txt", Bowtie);
        var result = new CliRunner(folder.FullPath).Run(new CancellationToken(canceled: true), "graph", "pr", "g.txt");
        Assert.Equal((130, ""), (result.ExitCode, result.Out));
    }

    [Fact]
    public void Help_lists_the_kernels()
    {
        var help = new CliRunner(Path.GetTempPath()).Run("graph", "--help").Out;
        Assert.All(Graph.Cli.Kernels.KernelCatalog.All, kernel => Assert.Contains($"\n  {kernel.Name}", help, StringComparison.Ordinal));
    }

    public static TheoryData<string, string, string> Validation
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var (direction, source) in new[] { ("directed", "1"), ("undirected", "2") })
            {
                data.Add(direction, "BFS", $"bfs --source {source}");
                data.Add(direction, "WCC", "components");
                data.Add(direction, "CDLP", "cdlp --iterations 2");
                data.Add(direction, "LCC", "lcc");
                data.Add(direction, "PR", "pagerank --iterations 2 --tolerance 0");
                data.Add(direction, "SSSP", $"sssp --weighted --source {source}");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Validation))]
    public void The_examples_of_Graphalytics_come_out(string direction, string output, string line)
    {
        var edges = Shared("example", $"example-{direction}.e");
        var words = line.Split(' ');
        string[] command = ["graph", words[0], edges, "--nodes", Shared("example", $"example-{direction}.v"), .. words[1..]];
        var result = new CliRunner(Path.GetTempPath()).Run(direction == "directed" ? [.. command, "--directed"] : command);
        AssertSame(Shared("example", $"example-{direction}-{output}"), result);
    }

    [Theory]
    [InlineData("bfs", "bfs --source 1")]
    [InlineData("wcc", "wcc")]
    [InlineData("cdlp", "cdlp --iterations 5")]
    [InlineData("lcc", "lcc")]
    [InlineData("pr", "pr --iterations 14 --tolerance 0")]
    [InlineData("sssp", "sssp --weighted --source 1")]
    public void The_validation_graphs_of_Graphalytics_come_out(string kernel, string line)
    {
        foreach (var direction in new[] { "dir", "undir" })
        {
            using var folder = new TempFolder();
            var (edges, nodes) = kernel == "sssp"
                ? (Shared(kernel, $"{direction}-input.e"), Shared(kernel, $"{direction}-input.v"))
                : Unrolled(folder, Shared(kernel, $"{direction}-input"));
            var words = (direction == "undir" ? line.Replace("14", "26", StringComparison.Ordinal) : line).Split(' ');
            string[] command = ["graph", words[0], edges, "--nodes", nodes, .. words[1..]];
            AssertSame(Shared(kernel, $"{direction}-output"), new CliRunner(folder.FullPath).Run(direction == "dir" ? [.. command, "--directed"] : command));
        }
    }

    [Theory]
    [InlineData("gl1", 1116, 156_545)]
    [InlineData("gw1", 1024, 1_202_018)]
    public void The_reference_flows_come_out_to_the_unit(string name, int sink, long value)
    {
        var path = Repository.Shared("reference", "maxflow", $"{name}.csv");
        Assert.SkipWhen(path is null, "The folder of shared reference data is not beside the project.");
        var result = new CliRunner(Path.GetTempPath()).Run("graph", "max-flow", path, "--directed", "--source", "1", "--sink", sink.ToString(CultureInfo.InvariantCulture), "--cut");
        var rows = result.Out.TrimEnd().Split('\n');
        Assert.Equal(value.ToString(CultureInfo.InvariantCulture), rows[0]);
        var side = rows.Skip(1).Select(row => row.Split(',')).ToDictionary(row => row[0], row => row[1]);
        var cut = File.ReadLines(path).Skip(1).Select(row => row.Split(',')).Where(row => side[row[0]] == "1" && side[row[1]] == "0").Sum(row => long.Parse(row[2], CultureInfo.InvariantCulture));
        Assert.Equal(value, cut);
    }

    private static string Shared(params string[] parts)
    {
        var path = Repository.Shared(["reference", "graphalytics", .. parts]);
        Assert.SkipWhen(path is null, "The folder of shared reference data is not beside the project.");
        return path;
    }

    /// <summary>Rows of a node and its neighbours as an edge list and a list of nodes.</summary>
    private static (string Edges, string Nodes) Unrolled(TempFolder folder, string path)
    {
        var rows = File.ReadLines(path).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(row => row.Length > 0).ToList();
        return (
            folder.Write("edges.txt", string.Concat(rows.SelectMany(row => row.Skip(1).Select(other => $"{row[0]} {other}\n")))),
            folder.Write("nodes.txt", string.Concat(rows.Select(row => row[0] + "\n"))));
    }

    /// <summary>Equal texts, or numbers within 1e-4 as Graphalytics allows them; components by their members.</summary>
    private static void AssertSame(string referencePath, CliResult result)
    {
        Assert.True(result.ExitCode == 0, result.Error);
        var found = result.Out.TrimEnd().Split('\n').Select(row => row.Split(',')).ToDictionary(row => row[0], row => row[1]);
        var expected = File.ReadLines(referencePath).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(row => row.Length == 2).ToList();
        Assert.Equal(expected.Count, found.Count);
        foreach (var row in expected)
        {
            if (found[row[0]] != row[1])
            {
                var (one, other) = (double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(found[row[0]], CultureInfo.InvariantCulture));
                Assert.True(one.Equals(other) || Math.Abs(one - other) <= 1e-4 * Math.Abs(one), $"{row[0]}: {row[1]} expected, {found[row[0]]} found");
            }
        }
    }
}
