using System.Text;
using Graph.Analysis.Exposure;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Analysis.Targets;
using Graph.Cli.Reports;
using Graph.Model;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Cli.Tests.Reports;

public sealed class WritersTests
{
    [Fact]
    public void FlowSumsOverPartiesInOrdinalOrder()
    {
        // Nodes: (net-b), head of acc A, (net-b, acc A), site s.example, unattributed. The network id with a comma is quoted.
        var graph = new FlowGraph
        {
            Parties = [Party("net,b", PartyKind.Network), Party("Acc", PartyKind.Account)],
            Sites = ["s.example"],
            Belief = [1],
            NodeKind = [FlowNodeKind.Head, FlowNodeKind.Head, FlowNodeKind.Prefix, FlowNodeKind.Site, FlowNodeKind.Unattributed],
            NodeParty = [0, 1, 1, -1, -1],
            NodeSite = [-1, -1, -1, 0, -1],
            NodeIsAccount = [false, true, true, false, false],
            HopStart = [0, 2, 4, 5, 5, 5],
            HopTarget = [1, 2, 3, 4, 3],
            HopAmount = [10_000, 25_001, 5_000, 5_000, 25_001],
            HopBasis = [Basis.Paid, Basis.Paid, Basis.Paid, Basis.Paid, Basis.Accrued],
            HopOpaque = [true, false, false, false, false],
            In = [0, 10_000, 25_001, 30_001, 5_000],
            Out = [35_001, 10_000, 25_001, 0, 0],
        };
        Assert.Equal(
            """
            source,target,kind,amount,basis
            Acc,s.example,account>site,3.0001,mixed
            Acc,unattributed,account>unattributed,0.5000,paid
            "net,b",Acc,network>account,3.5001,paid

            """.ReplaceLineEndings("\n"),
            Text(stream => Assert.Equal(3, FlowCsv.Write(stream, graph, CancellationToken.None))));
    }

    [Fact]
    public void FlowNeedsNoGraph()
    {
        var graph = new FlowGraph
        {
            Parties = [],
            Sites = [],
            Belief = [],
            NodeKind = [],
            NodeParty = [],
            NodeSite = [],
            NodeIsAccount = [],
            HopStart = [0],
            HopTarget = [],
            HopAmount = [],
            HopBasis = [],
            HopOpaque = [],
            In = [],
            Out = [],
        };
        Assert.Equal("source,target,kind,amount,basis\n", Text(stream => FlowCsv.Write(stream, graph, CancellationToken.None)));
    }

    [Fact]
    public void ScoresStandByProbabilityThenAmountThenId()
    {
        PartyInfo[] parties =
        [
            Party("net-b", PartyKind.Network), Party("acc", PartyKind.Account), Party("net-a", PartyKind.Network), Party("res", PartyKind.Reseller, "Three, \"Leaves\""),
            Party("net-c", PartyKind.Network),
        ];
        var exposure = Exposure(
            Exposed(0, amount: 0, @out: 20_000, payeeShare: 0.25),
            Exposed(1, amount: 99, @out: 99, payeeShare: 1),
            Exposed(2, amount: 0, @out: 0, payeeShare: 0),
            Exposed(3, amount: 12_345, @out: 30_000, payeeShare: 1.0 / 3),
            Exposed(4, amount: 10_000, @out: 20_000, payeeShare: 0.5));
        var knowledge = Knowledge("simulated",
            Known(0, Tier.K0, Decision.Clear, score: null, "below_materiality"),
            Known(2, Tier.K1, Decision.NeedsNotice, score: null, "S2", "gate_told"),
            Known(3, Tier.K2, Decision.Lead, Score(0.25), "S1", "S7") with { Disagreement = "improbable_evidenced" },
            Known(4, Tier.K0, Decision.Lead, Score(2.0 / 3)) with { NamedByModel = true });
        Assert.Equal(
            ScoresCsv.Header + "\n"
            + "net-c,,K0,lead,0.666666666667,0.566666666667,0.766666666667,0.5,1.0000,0.5000,2.0000,0.1,0.9,0.5,0.5,0.0007,2,exposed;few_sites;wide_bounds;named_by_model;model_simulated\n"
            + "res,\"Three, \"\"Leaves\"\"\",K2,lead,0.25,0.15,0.35,0.4115,1.2345,0.6173,2.4690,0.1,0.9,0.333333333333,0.5,0.0007,2,exposed;few_sites;wide_bounds;S1;S7;improbable_evidenced;model_simulated\n"
            + "net-a,,K1,needs_notice,,,,0,0.0000,0.0000,0.0000,0.1,0.9,0,0.5,0.0007,2,no_money_in_window;S2;gate_told\n"
            + "net-b,,K0,clear,,,,0,0.0000,0.0000,0.0000,0.1,0.9,0.25,0.5,0.0007,2,not_exposed;payees_exposed;below_materiality\n",
            Text(stream => ScoresCsv.Write(stream, ScoresCsv.Rows(parties, exposure, knowledge))));
    }

    [Fact]
    public void ScoresComeBackAsTheyWere()
    {
        using var folder = new TempFolder();
        PartyInfo[] parties = [Party("net-a", PartyKind.Network, "One"), Party("net-b", PartyKind.Network)];
        var rows = ScoresCsv.Rows(
            parties, Exposure(Exposed(0, amount: 5, @out: 20_000, payeeShare: 0.25), Exposed(1, amount: 0, @out: 0, payeeShare: 0)),
            Knowledge("trained", Known(0, Tier.K3, Decision.Refer, Score(0.5), "S1", "S5"), Known(1, Tier.K0, Decision.InsufficientEvidence, score: null)));
        using (var stream = File.Create(folder.At("scores.csv")))
        {
            ScoresCsv.Write(stream, rows);
        }

        Assert.Equal(rows, ScoresCsv.Read(folder.At("scores.csv")));
    }

    [Fact]
    public void TargetsSayWhatIsLeftAfterTheWorstReactionWhereOneWasTested()
    {
        using var folder = new TempFolder();
        var row = new TargetRow(1, TargetKind.Relationship, "net-a>acc", "freeze", 2.50m, 0.5m, 12_345.4, 12_345.4, 0.25, 0, 20_000, 7, 0.98765432109876, 3);
        var lines = TargetsCsv.Lines(new TargetPlan(
            [row, row with { Rank = 2, NetOfRecapture = 0 }, row with { Rank = 3, NetOfRecapture = 4_321.6 }], 50_000, 12_500, 4, "ratio", new TargetOptions()));
        using (var stream = File.Create(folder.At("targets.csv")))
        {
            TargetsCsv.Write(stream, lines);
        }

        Assert.Equal(
            TargetsCsv.Header + "\n"
            + "1,relationship,net-a>acc,freeze,2.5,1.2345,1.2345,0.25,0.0000,2.0000,,0.0007,0.987654321099,3\n"
            + "2,relationship,net-a>acc,freeze,2.5,1.2345,1.2345,0.25,0.0000,2.0000,0.0000,0.0007,0.987654321099,3\n"
            + "3,relationship,net-a>acc,freeze,2.5,1.2345,1.2345,0.25,0.0000,2.0000,0.4322,0.0007,0.987654321099,3\n",
            File.ReadAllText(folder.At("targets.csv")));
        var read = TargetsCsv.Read(folder.At("targets.csv"));
        Assert.Equal([null, Money.Zero, new Money(4_322)], read.Select(line => line.NetOfRecapture));
        Assert.Equal(lines.Select(line => line with { Optimality = 0 }), read.Select(line => line with { Optimality = 0 }));
    }

    [Fact]
    public void RejectsQuoteOnlyWhatNeedsIt()
    {
        RejectedRow[] rows =
        [
            new("p.csv", 2, "domain", "found 'a\"b', expected a host name", "x,\"y\nz\""),
            new("p.csv", 30_000_000_000, "", "found 3 fields, expected 4", "中文; plain"),
        ];
        Assert.Equal(
            "file,line,column,reason,raw\n"
            + "p.csv,2,domain,\"found 'a\"\"b', expected a host name\",\"x,\"\"y\nz\"\"\"\n"
            + "p.csv,30000000000,,\"found 3 fields, expected 4\",中文; plain\n",
            Text(stream => RejectsCsv.Write(stream, rows, CancellationToken.None)));
    }

    [Fact]
    public void RejectsComeBackAsTheyWere()
    {
        using var folder = new TempFolder();
        var rows = Enumerable.Range(0, 25).Select(i => new RejectedRow("p.csv", i + 2, i < 5 ? "domain" : "", $"reason \"{i}\",\r\n", $"\n,{i}\"")).ToArray();
        using (var stream = File.Create(folder.At("rejects.csv")))
        {
            RejectsCsv.Write(stream, rows, CancellationToken.None);
        }

        var summary = RejectsCsv.Summarize(folder.At("rejects.csv"));
        Assert.Equal(25, summary.Total);
        Assert.Equal(rows.Take(20), summary.First);
        Assert.Equal([("domain", 5L), ("", 20L)], summary.Groups.Select(g => (g.Column, g.Rows)));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1e-15, "0")]
    [InlineData(1, "1")]
    [InlineData(0.5, "0.5")]
    [InlineData(1.0 / 3, "0.333333333333")]
    [InlineData(1e-11, "0.00000000001")]
    public void SharesHaveNoExponent(double share, string text) => Assert.Equal(text, FigureText.Share(share));

    [Fact]
    public void SharesAreFinite() => Assert.Throws<ArgumentOutOfRangeException>(() => FigureText.Share(double.NaN));

    [Theory]
    [InlineData(long.MinValue, "-922337203685477.5808")]
    [InlineData(long.MaxValue, "922337203685477.5807")]
    [InlineData(-1, "-0.0001")]
    [InlineData(100_000, "10.0000")]
    public void AmountsEqualMoneysText(long units, string text)
    {
        Assert.Equal(text, new Money(units).ToString());
        Assert.Equal($"a\n{text}\n", Text(stream =>
        {
            using var csv = new CsvWriter(stream, "a");
            csv.Amount(units);
            csv.EndRow();
        }));
        Assert.Equal(units, FigureParser.Amount(text).Units);
    }

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static PartyInfo Party(string id, PartyKind kind, string? name = null)
    {
        var names = new NameTable();
        return new PartyInfo(id, PartyRoles.None, new Party(default, null, names.Intern(id), kind, name, null, null, null, null));
    }

    private static PartyExposure Exposed(int party, double amount, long @out, double payeeShare) => new(
        party, amount, @out, @out == 0 ? 0 : amount / @out, amount / 2, amount * 2, 0.1, 0.9, payeeShare, 0.5, 7, 2, 9, 0, 0);

    private static ModelScore Score(double probability) => new(probability, probability - 0.1, probability + 0.1, 0, 0, []);

    private static PartyKnowledge Known(int party, Tier tier, Decision decision, ModelScore? score, params string[] reasons) => new()
    {
        Party = party,
        Findings = [],
        Verdict = new TierVerdict { Party = party, Tier = tier, Decision = decision, Reasons = reasons, Gate = [], Carrying = [] },
        Decision = decision,
        Score = score,
    };

    private static KnowledgeResult Knowledge(string kind, params PartyKnowledge[] parties) => new()
    {
        Parties = parties,
        Signals = [],
        Features = new FeatureTable([], []),
        ModelKind = kind,
        Naming = new Naming(0.1, 0, 1, 0, 0, "no_model"),
    };

    private static ExposureResult Exposure(params PartyExposure[] parties) => new()
    {
        NodeShare = [],
        Parties = parties,
        PirateMoney = 0,
        Money = 0,
        ConservationResidual = 0,
        Cycles = 0,
        Circular = [],
    };
}
