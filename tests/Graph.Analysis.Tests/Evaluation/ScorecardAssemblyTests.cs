using Graph.Analysis.Evaluation;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Tiers;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation;

public sealed class ScorecardAssemblyTests
{
    private static readonly DateOnly First = new(2026, 6, 7);
    private static readonly DateOnly Last = new(2026, 7, 5);

    private static readonly ScorecardSetting Setting = new()
    {
        Simulated = true,
        Worlds = 2,
        Seed = 9,
        Dates = 2,
        Model = "simulated",
        Alpha = 0.1,
        Capacity = 1,
        Resamples = 60,
        Command = "adchain evaluate",
        Adversaries = ["none", "hide"],
    };

    private static EvaluationRow Row(
        int world, DateOnly asOf, string network, string kind, Tier tier, double probability, double share = 0.1, bool named = false,
        Decision decision = Decision.Clear, double size = 1_000_000) => new()
        {
            World = world,
            AsOf = asOf,
            Network = network,
            Kind = kind,
            Group = $"w{world}:{network}",
            Adversary = world == 1 ? "none" : "hide",
            Label = kind == "knowing" ? TrainingLabel.Knowing : kind == "unlabelled" ? TrainingLabel.None : TrainingLabel.Cleared,
            Size = size,
            Tier = tier,
            Decision = decision,
            Probability = probability,
            RawScore = Math.Log(probability / (1 - probability)),
            ExposureShare = share,
            ExposureAmount = share * size,
            Fired = [],
            Named = named,
            Baselines = [.. Baselines.Names.Select(name => name == "exposure_share" ? share : 0.0)],
        };

    /// <summary>Two worlds, two dates: one network that knows, one negligent, one honest in each; one without label.</summary>
    private static EvaluationRow[] Rows() =>
    [
        Row(1, First, "k", "knowing", Tier.K1, 0.6), Row(1, First, "m", "negligent", Tier.K2, 0.7, share: 0.3, named: true, size: 9_000_000),
        Row(1, First, "h", "honest", Tier.K0, 0.1, share: 0.0), Row(1, First, "u", "unlabelled", Tier.K3, 0.9),
        Row(1, Last, "k", "knowing", Tier.K2, 0.9, named: true), Row(1, Last, "m", "negligent", Tier.K1, 0.4, share: 0.3, size: 9_000_000),
        Row(1, Last, "h", "honest", Tier.K0, 0.1, share: 0.0, decision: Decision.InsufficientEvidence), Row(1, Last, "u", "unlabelled", Tier.K3, 0.9),
        Row(2, First, "k", "knowing", Tier.K0, 0.5), Row(2, First, "m", "negligent", Tier.K0, 0.2), Row(2, First, "h", "honest", Tier.K0, 0.1),
        Row(2, Last, "k", "knowing", Tier.K1, 0.8), Row(2, Last, "m", "negligent", Tier.K0, 0.2), Row(2, Last, "h", "honest", Tier.K1, 0.3) with { AccusedByWithdrawnEntry = true },
    ];

    private static ScorecardInput Input() => new()
    {
        Setting = Setting,
        Replay = new EvaluationRun(Rows(), [new(1, First, 40, 0.2, 1), new(1, Last, 40, 0.1, 1), new(2, First, 39, 0.1, 0), new(2, Last, 40, 0.1, 0)]),
        RedrawnNotices = new EvaluationRun([.. Rows().Select(row => row with { Tier = (row.Network == "m" && row.World == 2) || (row.Network == "h" && row.World == 1 && row.AsOf == First) ? Tier.K2 : Tier.K0 })], []),
        Missing = [(0.3, new EvaluationRun([.. Rows().Select(row => row with { RawScore = -row.RawScore })], []))],
        Ablations = [("S1", [.. Rows().Select(row => row.RawScore!.Value)]), ("exposure", [.. Rows().Select(_ => 0.0)])],
    };

    private static Scorecard Card() => ScorecardAssembly.Run(Input(), default);

    [Fact]
    public void Tiers_count_the_highest_of_each_network_and_beside_it_the_last()
    {
        var card = Card();
        var (ever, last) = (card.Tiers.Single(t => t.Tier == Tier.K2), card.TiersAtLastDate.Single(t => t.Tier == Tier.K2));
        Assert.Equal((2, 1, 2), (ever.Given, ever.False, ever.Knowing));
        Assert.Equal((1, 0), (last.Given, last.False));
        Assert.Equal((0.5, 0.5), (ever.FalseDiscovery.Value, ever.Recall.Value));
        Assert.Equal((4, 2), (card.Tiers.Single(t => t.Tier == Tier.K1).Given, card.Tiers.Single(t => t.Tier == Tier.K1).False));
        Assert.Equal((1, 4), (card.SizeTrend.Events, card.SizeTrend.Cases));
    }

    [Fact]
    public void Unlabelled_networks_are_left_out_everywhere()
    {
        var card = Card();
        Assert.Equal(["honest", "knowing", "negligent"], card.Kinds.Select(kind => kind.Kind));
        Assert.Equal(12, card.Slices[0].Rows);
        Assert.Equal(0, card.Tiers.Single(t => t.Tier == Tier.K3).Given);
        Assert.Equal([1, 1, 0, 0], card.Kinds[0].Tiers);
        Assert.Equal(1, card.Kinds[0].Abstained);
    }

    [Fact]
    public void Ranking_compares_the_model_with_each_baseline()
    {
        var card = Card();
        var model = card.Ranking.Single(line => line.Score == "model");
        // Positives at ranks 1, 2, 4 and 5 of 12 (0.9, 0.8, 0.7 wrong, 0.6, 0.5).
        Assert.Equal((1.0 + 1.0 + 0.75 + 0.8) / 4, model.AveragePrecision.Value, 12);
        Assert.Equal(4.0 / 12.0, card.Ranking.Single(line => line.Score == "random").AveragePrecision.Value, 12);
        Assert.Equal(model.AveragePrecision.Value - (4.0 / 12.0), card.Ranking.Single(line => line.Score == "pagerank").Gain.Value, 12);
        Assert.Equal((0.75, 1.0, 4), (model.AtCapacity.Precision, model.AtCapacity.Ceiling, model.AtCapacity.Taken));
        Assert.Equal(2 + Baselines.Names.Count, card.Ranking.Count);
        Assert.True(model.AveragePrecision.Low <= model.AveragePrecision.Value && model.AveragePrecision.Value <= model.AveragePrecision.High);
    }

    [Fact]
    public void Slices_by_size_date_adversary_and_loss()
    {
        var slices = Card().Slices.ToDictionary(slice => slice.Slice);
        Assert.Equal(
            ["all", "size: small", "size: middle", "size: large", "date: 1 of 2", "date: last", "adversary: none", "adversary: hide", "rows missing: 0.3"],
            slices.Keys);
        Assert.Equal((6, 6), (slices["adversary: none"].Rows, slices["adversary: hide"].Rows));
        Assert.Equal((6, 2), (slices["date: last"].Rows, slices["date: last"].Knowing));
        Assert.Equal(1.0, slices["date: last"].AveragePrecision.Value);
        Assert.Equal(1.0 / 6.0, slices["date: last"].Abstained, 12);
        Assert.True(slices["rows missing: 0.3"].AveragePrecision.Value < 0.5);
        Assert.Equal(2, slices["size: large"].Rows);
    }

    [Fact]
    public void Naming_is_the_mean_false_share_over_runs()
    {
        var naming = Card().Naming!;
        Assert.Equal((4, 2, 2, 1), (naming.Batches, naming.Silent, naming.Named, naming.False));
        Assert.Equal(0.25, naming.FalseDiscoveries.Value, 12);
        Assert.Equal(0.25, naming.Recall, 12);
        Assert.Equal((39, 0.2), (naming.CalibrationCases, naming.SmallestAlpha));
    }

    [Fact]
    public void Controls_and_ablations()
    {
        var card = Card();
        var controls = card.Controls.ToDictionary(line => line.Control);
        Assert.Equal((6, 1), (controls["notice dates redrawn, at the last date"].Networks, controls["notice dates redrawn, at the last date"].AtK2));
        Assert.Equal((6, 2), (controls["notice dates redrawn, at any date"].Networks, controls["notice dates redrawn, at any date"].AtK2));
        Assert.Equal((1, 1, 0), (controls["accused by an entry later withdrawn"].Networks, controls["accused by an entry later withdrawn"].AtK1, controls["accused by an entry later withdrawn"].AtK2));
        Assert.Equal((2, 1, 1), (controls["negligent"].Networks, controls["negligent"].AtK2, controls["negligent"].Named));
        Assert.False(controls.ContainsKey("knowing"));
        Assert.Equal(0.0, card.Ablation.Single(line => line.Family == "S1").Loss.Value);
        Assert.Equal(4.0 / 12.0, card.Ablation.Single(line => line.Family == "exposure").AveragePrecision, 12);
    }

    [Fact]
    public void Goals_say_met_not_met_or_not_measured()
    {
        var goals = Card().Goals.ToDictionary(goal => goal.Goal);
        Assert.True(goals["average precision of the model"].Met);
        Assert.False(goals["false share of K2 and above, at any date"].Met);
        Assert.False(goals["recall of K2 and above, at the last date"].Met);
        Assert.False(goals["false discoveries of naming"].Met);
        Assert.True(goals["slope of false K2 on log size"].Met);
        var without = ScorecardAssembly.Run(Input() with { Missing = [], RedrawnNotices = null }, default).Goals;
        Assert.Null(without.Single(goal => goal.Goal == "average precision with 30 % of rows missing").Met);
        Assert.Null(without.Single(goal => goal.Goal == "share of networks at K2 or above with notice dates redrawn").Met);
    }

    [Fact]
    public void Without_model_the_model_says_nothing()
    {
        var rows = Rows().Select(row => row with { Probability = null, RawScore = null }).ToArray();
        var card = ScorecardAssembly.Run(new ScorecardInput { Setting = Setting with { Model = "none" }, Replay = new EvaluationRun(rows, []) }, default);
        Assert.DoesNotContain(card.Ranking, line => line.Score == "model");
        Assert.Null(card.Naming);
        Assert.Empty(card.Ablation);
        Assert.Null(card.Goals[0].Met);
        Assert.Empty(card.Slices[0].Calibration.Bins);
    }

    [Fact]
    public void Nothing_to_compare_is_refused()
    {
        var rows = Rows().Where(row => !row.Knowing).ToArray();
        Assert.Throws<ArgumentException>(() => ScorecardAssembly.Run(new ScorecardInput { Setting = Setting, Replay = new EvaluationRun(rows, []) }, default));
    }
}
