using System.IO.Compression;
using System.Text;
using CsCheck;
using Graph.Ingest.GraphFiles;
using Graph.Testing;
using Xunit;

namespace Graph.Ingest.Tests.GraphFiles;

public sealed class GraphFileTests
{
    [Theory]
    [InlineData("1 2\n2 10\n")]
    [InlineData("1,2\n2,10")]
    [InlineData("1;2\r\n2;10\r\n")]
    [InlineData("1\t2\n2\t10\n")]
    [InlineData("  1   2\n\n# comment\n% another\n2\t10 \n")]
    [InlineData("\uFEFF1,2\n2,10\n")]
    [InlineData("# FromNodeId\tToNodeId\n1\t2\n2\t10\n")]
    [InlineData("source,target\n1,2\n2,10\n")]
    [InlineData("Payee;amount;note;Payer\n2;5;x;1\n10;6;;2\n")]
    [InlineData("node other\n1 2\n2 10\n")]
    [InlineData("\"1\",\"2\"\n2,\"10\"\n")]
    [InlineData("1 2 0.5\n2 10 0.75\n")]
    [InlineData("1,2,\n2,10,x y\n")]
    public void One_graph_has_many_spellings(string text) => Assert.Equal(["1>2", "2>10"], Edges(Read(text)));

    [Fact]
    public void Whole_numbers_ascend_by_value_whatever_the_order_of_lines()
    {
        using var content = Read("10 9\n2 100\n0 2\n");
        Assert.Equal(["0", "2", "9", "10", "100"], Names(content));
        Assert.Equal(3, content.Names.Find("10"));
        Assert.Equal(-1, content.Names.Find("3"));
        Assert.Equal(-1, content.Names.Find("010"));
    }

    [Fact]
    public void Numbers_beyond_32_bits_ascend_by_value_too()
    {
        using var content = Read("9223372036854775808 5\n123456789012345678901234567890 18446744073709551615\n4294967296 4294967295\n");
        Assert.Equal(
            ["5", "4294967295", "4294967296", "9223372036854775808", "18446744073709551615", "123456789012345678901234567890"], Names(content));
        Assert.Equal(3, content.Names.Find("9223372036854775808"));
    }

    [Fact]
    public void Numbers_far_apart_are_no_different()
    {
        using var content = Read("4000000000 7\n7 300000000\n");
        Assert.Equal(["7", "300000000", "4000000000"], Names(content));
        Assert.Equal(["4000000000>7", "7>300000000"], Edges(content));
    }

    [Fact]
    public void A_leading_zero_makes_text_of_all()
    {
        using var content = Read("01 1\n9 10\n");
        Assert.Equal(["01", "1", "10", "9"], Names(content));
    }

    [Fact]
    public void Text_is_ordered_by_bytes_and_kept_as_written()
    {
        using var content = Read("广告, Zürich \n\"a,\"\"b\"\"\",Zebra\nzebra,a b\n");
        Assert.Equal(["Zebra", "Zürich", "a b", "a,\"b\"", "zebra", "广告"], Names(content));
        Assert.Equal(["广告>Zürich", "a,\"b\">Zebra", "zebra>a b"], Edges(content));
        Assert.Equal(5, content.Names.Find("广告"));
    }

    [Fact]
    public void Long_ids_with_one_beginning_stay_apart() =>
        Assert.Equal(["account-1", "account-10", "account-2"], Names(Read("account-2 account-10\naccount-1 account-2\n")));

    [Fact]
    public void Whole_weights_stay_exact()
    {
        using var content = Read("1 2 9007199254740993\n2 3 0\n", WeightReading.NonNegative);
        Assert.Equal([9007199254740993, 0], content.Edges.IntegerWeights!.AsSpan().ToArray());
    }

    [Fact]
    public void One_decimal_makes_doubles_of_all()
    {
        using var content = Read("1 2 3\n2 3 0.1\n3 4 1e-300\n4 5 123456.789\n5 6 7\n6 7 0.30000000000000004\n7 8 18446744073709551616\n", WeightReading.NonNegative);
        Assert.Equal([3.0, 0.1, 1e-300, 123456.789, 7.0, 0.30000000000000004, 18446744073709551616.0], content.Edges.DoubleWeights!.AsSpan().ToArray());
    }

    [Fact]
    public void Decimals_are_read_to_the_last_bit() => Gen.Double[0, 1e18].Array[1, 40].Sample(weights =>
    {
        var text = new StringBuilder("1 2 0.5\n");
        foreach (var weight in weights)
        {
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"1 2 {weight:R}");
            text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"1 2 {weight / 1e15:F12}");
        }

        using var content = Read(text.ToString(), WeightReading.Any);
        var found = content.Edges.DoubleWeights!.AsSpan().ToArray();
        return found.SequenceEqual(new[] { 0.5 }.Concat(weights.SelectMany(weight => new[]
        {
            weight, double.Parse((weight / 1e15).ToString("F12", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture),
        })));
    }, iter: 40);

    [Fact]
    public void A_flow_takes_the_column_of_capacities_and_others_that_of_weights()
    {
        const string Text = "source,target,capacity,weight\na,b,7,0.5\n";
        Assert.Equal([7L], Read(Text, WeightReading.Capacity).Edges.IntegerWeights!.AsSpan().ToArray());
        Assert.Equal([0.5], Read(Text, WeightReading.NonNegative).Edges.DoubleWeights!.AsSpan().ToArray());
        Assert.Equal(1, Read(Text).HeaderLine);
    }

    [Fact]
    public void A_list_of_nodes_adds_those_without_edges()
    {
        using var folder = new TempFolder();
        var nodes = folder.Write("nodes.txt", "4\n\n# none\n1\n2\n");
        using var content = GraphFile.Read(folder.Write("g.txt", "1 2\n2 3\n"), new GraphFileOptions { NodesPath = nodes }, CancellationToken.None);
        Assert.Equal(["1", "2", "3", "4"], Names(content));
        File.WriteAllText(nodes, "x\n");
        using var mixed = GraphFile.Read(folder.At("g.txt"), new GraphFileOptions { NodesPath = nodes }, CancellationToken.None);
        Assert.Equal(["1", "2", "3", "x"], Names(mixed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n\n")]
    [InlineData("source,target\n")]
    public void No_edge_is_a_graph_too(string text)
    {
        using var content = Read(text);
        Assert.Equal(0, content.FaultCount);
        Assert.Equal(0, content.Names.Count);
        Assert.Equal(0, content.Edges.Count);
    }

    [Theory]
    [InlineData("1 2\n3\n", WeightReading.None, "2: found 1 field, expected 2: source and target")]
    [InlineData("1 2\n1 2 3\n", WeightReading.None, "2: found 3 fields, expected 2: source and target")]
    [InlineData("1 2\n", WeightReading.NonNegative, "1: found 2 fields, expected 3: source, target and weight")]
    [InlineData("1 2 3 4\n", WeightReading.None, "1: found 4 fields, expected 3: source, target and weight")]
    [InlineData("source,target,note\n1,2\n", WeightReading.None, "2: found 2 fields, expected 3: as in the header")]
    [InlineData("source,target\n1,2\n", WeightReading.NonNegative, "1: no column named weight, amount or capacity")]
    [InlineData("# x\n1,2,3\n1,,3\n", WeightReading.None, "3: the target is empty")]
    [InlineData("1,2\n,\"\"\n", WeightReading.None, "2: the source is empty")]
    [InlineData("1,2,x\n", WeightReading.NonNegative, "1: weight 'x' is not a finite number")]
    [InlineData("1,2,\n", WeightReading.NonNegative, "1: the weight is empty, expected a number")]
    [InlineData("1,2,NaN\n", WeightReading.Any, "1: weight 'NaN' is not a finite number")]
    [InlineData("1,2,Infinity\n", WeightReading.Any, "1: weight 'Infinity' is not a finite number")]
    [InlineData("1,2,1e999\n", WeightReading.Any, "1: weight '1e999' is not a finite number")]
    [InlineData("1,2,-0.5\n", WeightReading.NonNegative, "1: weight '-0.5' is negative, expected at least 0")]
    [InlineData("1,2,-7\n", WeightReading.Capacity, "1: capacity '-7' is negative, expected at least 0")]
    [InlineData("1,2,1.5\n", WeightReading.Capacity, "1: capacity '1.5' is not a whole number from 0 to 9223372036854775807")]
    [InlineData("1,2,9223372036854775808\n", WeightReading.Capacity, "1: capacity '9223372036854775808' is not a whole number from 0 to 9223372036854775807")]
    [InlineData("1,2\n\"1,2\n3,4\n", WeightReading.None, "2: a quote is not closed on its line")]
    [InlineData("1,2\n\"1\"x,2\n", WeightReading.None, "2: text follows a closing quote")]
    [InlineData("c flow\np max 2\n", WeightReading.Capacity, "2: found 'p max 2', expected 'p max NODES ARCS' or 'p sp NODES ARCS'")]
    [InlineData("p max 3 2\na 1 2 5\n", WeightReading.Capacity, "1: the problem line promises 2 arcs, and the file has 1")]
    [InlineData("p max 3 1\na 1 4 5\n", WeightReading.Capacity, "2: node '4' is not within 1 to 3")]
    [InlineData("p max 3 1\na 0 2 5\n", WeightReading.Capacity, "2: node '0' is not within 1 to 3")]
    [InlineData("p max 3 1\na 1 2 -5\n", WeightReading.Capacity, "2: capacity '-5' is negative, expected at least 0")]
    [InlineData("p max 3 1\nn 1 q\na 1 2 5\n", WeightReading.Capacity, "2: found 'q', expected s or t")]
    [InlineData("p max 3 1\nn 1 s\nn 2 s\na 1 2 5\n", WeightReading.Capacity, "3: a second source")]
    [InlineData("p max 3 1\ne 1 2 5\n", WeightReading.Capacity, "2: found 'e 1 2 5', expected 'a FROM TO CAPACITY' or 'n NODE s' or 'n NODE t'")]
    [InlineData("p max 3 1\np max 3 1\na 1 2 5\n", WeightReading.Capacity, "2: a second problem line")]
    [InlineData("p min 3 1\na 1 2 5\n", WeightReading.Capacity, "1: found problem 'min', expected max or sp")]
    public void A_bad_line_is_named(string text, WeightReading weights, string fault)
    {
        using var content = Read(text, weights);
        Assert.Equal(fault, string.Join('|', content.Faults.Select(found => $"{found.Line}: {found.Reason}").Take(1)));
        Assert.Equal("g", content.Faults[0].File);
        Assert.Equal(0, content.Edges.Count);
    }

    [Fact]
    public void Every_bad_line_is_counted_and_the_first_are_kept()
    {
        var text = new StringBuilder();
        for (var line = 0; line < 200_000; line++)
        {
            text.Append(line % 2 == 0 ? "100000 200000\n" : "1 2 3\n");
        }

        using var content = Read(text.ToString(), threads: 3);
        Assert.Equal(100_000, content.FaultCount);
        Assert.Equal(Enumerable.Range(1, 100).Select(number => number * 2L), content.Faults.Select(fault => fault.Line));
        Assert.Equal(200_000, content.Lines);
    }

    [Fact]
    public void Ids_that_are_no_text_are_refused()
    {
        using var content = Read([(byte)'a', (byte)' ', 0xFF, (byte)'\n'], new GraphFileOptions());
        Assert.Equal("the target is not UTF-8 text", content.Faults[0].Reason);
    }

    [Fact]
    public void An_endless_line_is_refused_and_the_rest_read()
    {
        var endless = new string('7', (1 << 20) + (1 << 19));
        using var content = Read($"1 2\n{endless} 3\n4\n");
        Assert.Equal([(2L, "the line is longer than 1048576 bytes"), (3L, "found 1 field, expected 2: source and target")], content.Faults.Select(fault => (fault.Line, fault.Reason)));
        using var packed = Read(Packed($"1 2\n{endless}{endless} 3\n4\n"), new GraphFileOptions());
        Assert.Equal([2L, 3L], packed.Faults.Select(fault => fault.Line));
    }

    [Fact]
    public void Dimacs_names_source_and_sink()
    {
        using var content = Read("c a flow \"open\np max 4 2\nn 4 s\nn 1 t\nc between\na 4 2 10\r\na 2 1 9223372036854775807\n", WeightReading.Capacity);
        Assert.Equal(GraphFileFormat.DimacsFlow, content.Format);
        Assert.Equal((3, 0), (content.Source, content.Sink));
        Assert.Equal(["1", "2", "3", "4"], Names(content));
        Assert.Equal(["4>2", "2>1"], Edges(content));
        Assert.Equal([10, long.MaxValue], content.Edges.IntegerWeights!.AsSpan().ToArray());
    }

    [Fact]
    public void Nodes_called_c_are_no_comments() => Assert.Equal(["c>d", "d>e"], Edges(Read("c d\nd e\n")));

    [Fact]
    public void Gzip_is_known_by_its_content()
    {
        using var content = Read(Packed("1 2\n2 10\n"), new GraphFileOptions());
        Assert.Equal(["1>2", "2>10"], Edges(content));
        using var twoMembers = Read([.. Packed("1 2\n2 "), .. Packed("10\n")], new GraphFileOptions());
        Assert.Equal(["1>2", "2>10"], Edges(twoMembers));
        using var empty = Read(Packed(""), new GraphFileOptions());
        Assert.Empty(Edges(empty));
    }

    [Fact]
    public void Damaged_gzip_is_bad_input()
    {
        var text = new StringBuilder();
        for (var line = 0; line < 300_000; line++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{line * 7919L % 100_003} {line * 104_729L % 100_019}\n");
        }

        var whole = Packed(text.ToString());
        using var sound = Read(whole, new GraphFileOptions());
        Assert.Equal(0, sound.FaultCount);
        foreach (var length in new[] { whole.Length - 1, whole.Length - 8, whole.Length - 9, whole.Length / 2, 12, 2 })
        {
            using var cut = Read(whole[..length], new GraphFileOptions());
            Assert.EndsWith("get the file again", cut.Faults[^1].Reason, StringComparison.Ordinal);
        }

        whole[whole.Length / 2] ^= 0x55;
        using var broken = Read(whole, new GraphFileOptions());
        Assert.NotEqual(0, broken.FaultCount);
    }

    [Fact]
    public void Blocks_and_threads_do_not_show() => Gen.Select(Gen.Int[0, 2], Gen.Int[1, 400_000], Gen.Bool).Sample((kind, top, packed) =>
    {
        // Longer than several blocks; every edge must come back in its place.
        const int Edges = 60_000;
        var text = new StringBuilder(kind == 1 ? "source;target\n" : "");
        var expected = new List<string>(Edges);
        for (var edge = 0; edge < Edges; edge++)
        {
            var (source, target) = (edge * 7919L % top, (edge * 104_729L + 3) % top);
            var name = kind == 2 ? "n" : "";
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name}{source}{(kind == 1 ? ';' : ' ')}{name}{target}{(edge % 97 == 0 ? "\r\n" : "\n")}");
            expected.Add($"{name}{source}>{name}{target}");
        }

        var bytes = packed ? Packed(text.ToString()) : Encoding.UTF8.GetBytes(text.ToString());
        using var one = Read(bytes, new GraphFileOptions { Threads = 1 });
        using var three = Read(bytes, new GraphFileOptions { Threads = 3 });
        Assert.Equal(expected, GraphFileTests.Edges(one));
        Assert.Equal(Names(one), Names(three));
        Assert.Equal(one.Edges.Sources.AsSpan().ToArray(), three.Edges.Sources.AsSpan().ToArray());
        Assert.Equal(one.Edges.Targets.AsSpan().ToArray(), three.Edges.Targets.AsSpan().ToArray());
    }, iter: 8);

    [Fact]
    public void A_stopped_reading_says_so()
    {
        using var folder = new TempFolder();
        var path = folder.Write("g", "1 2\n");
        Assert.ThrowsAny<OperationCanceledException>(() => GraphFile.Read(path, new GraphFileOptions(), new CancellationToken(canceled: true)));
    }

    private static GraphFileContent Read(string text, WeightReading weights = WeightReading.None, int threads = 2) =>
        Read(Encoding.UTF8.GetBytes(text), new GraphFileOptions { Weights = weights, Threads = threads });

    private static GraphFileContent Read(byte[] bytes, GraphFileOptions options)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At("g"), bytes);
        return GraphFile.Read(folder.At("g"), options, CancellationToken.None);
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static List<string> Names(GraphFileContent content) => [.. Enumerable.Range(0, content.Names.Count).Select(content.Names.TextOf)];

    private static List<string> Edges(GraphFileContent content)
    {
        Assert.Equal(0, content.FaultCount);
        var edges = new List<string>();
        for (var edge = 0L; edge < content.Edges.Count; edge++)
        {
            edges.Add($"{content.Names.TextOf(content.Edges.Sources[edge])}>{content.Names.TextOf(content.Edges.Targets[edge])}");
        }

        return edges;
    }
}
