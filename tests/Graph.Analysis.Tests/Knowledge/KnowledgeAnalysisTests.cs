using CsCheck;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge;

public sealed class KnowledgeAnalysisTests
{
    [Fact]
    public void Features_are_finite_or_missing_and_stand_under_their_names() => RandomKnowledge.Worlds.Sample(world =>
    {
        var view = KnowledgeWorlds.View(world.World, cut: world.Cut);
        var result = Run(view);
        Assert.Equal(KnowledgeFeatures.Definitions.Select(definition => definition.Name), result.Features.Features.Select(definition => definition.Name));
        Assert.Equal(view.Judged.Count, result.Features.Rows.Count);
        Assert.All(result.Features.Rows, row =>
        {
            Assert.Equal(result.Features.Features.Count, row.Length);
            Assert.DoesNotContain(row, double.IsInfinity);
        });
        for (var i = 0; i < view.Judged.Count; i++)
        {
            var exposure = view.Exposure.Parties[view.Judged[i]];
            Assert.Equal(exposure.Out == 0 ? double.NaN : exposure.Share, Feature(result, i, "exposure_share"));
            Assert.Equal(exposure.Out / 10_000.0, Feature(result, i, "payouts"));
        }
    }, iter: 100, threads: 1);

    [Fact]
    public void Names_are_those_of_one_column_each()
    {
        var names = KnowledgeFeatures.Definitions.Select(definition => definition.Name).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.All(names, name => Assert.Matches("^[a-z][a-z0-9_]*$", name));
        Assert.All(KnowledgeFeatures.Definitions, definition => Assert.True(definition.Text.En.Length > 0 && definition.Text.Zh.Length > 0, definition.Name));
    }

    [Fact]
    public void Measures_that_products_are_made_of_exist()
    {
        var names = SignalCatalog.All.SelectMany(signal => signal.Measures).Select(measure => measure.Name).ToHashSet();
        Assert.All(["s1_open_share", "s1_follow_ratio", "s2_follow_ratio"], name => Assert.Contains(name, names));
    }

    [Fact]
    public void A_partys_own_verdict_and_entry_are_no_feature_of_it() => RandomKnowledge.Worlds.Sample(world =>
    {
        var before = KnowledgeWorlds.View(world.World, cut: world.Cut);
        if (before.Judged.Count == 0)
        {
            return;
        }

        var party = before.Judged[0];
        var id = before.Flow.Graph.Parties[party].Id;
        var rowsBefore = Graphs(before, party);
        world.World.Verdict(id, VerdictKind.Knowing, world.Cut.AsOf.AddDays(-1).ToString("yyyy-MM-dd"), "other court");
        var rowsAfter = Graphs(KnowledgeWorlds.View(world.World, cut: world.Cut), party);
        Assert.All(rowsBefore.Zip(rowsAfter), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }, iter: 40, threads: 1);

    [Fact]
    public void An_unrelated_clean_network_changes_no_ones_tier() => RandomKnowledge.Worlds.Sample(world =>
    {
        var before = Tiers(KnowledgeWorlds.View(world.World, cut: world.Cut));
        for (var week = 0; week < 6; week++)
        {
            world.World.Placement($"zz{week}", world.Cut.AsOf.AddDays(-7 * week).ToString("yyyy-MM-dd"), "zz-network", "zz-account", "zz-clean.example", 100_000,
                impressions: 5_000_000, format: "banner");
        }

        var after = Tiers(KnowledgeWorlds.View(world.World, cut: world.Cut));
        Assert.Equal(Tier.K0, after["zz-network"]);
        Assert.All(before, pair => Assert.Equal(pair.Value, after[pair.Key]));
    }, iter: 60, threads: 1);

    [Fact]
    public void Threads_do_not_show() => RandomKnowledge.Worlds.Sample(world =>
    {
        var one = Run(KnowledgeWorlds.View(world.World, new KnowledgeOptions { Threads = 1 }, world.Cut));
        var four = Run(KnowledgeWorlds.View(world.World, new KnowledgeOptions { Threads = 4 }, world.Cut));
        Assert.Equal(one.Features.Rows, four.Features.Rows);
        Assert.Equal(one.Parties.Select(Shown), four.Parties.Select(Shown));
    }, iter: 20, threads: 1);

    [Fact]
    public void Without_a_model_nobody_has_a_probability_or_is_named()
    {
        var result = Run(KnowledgeWorlds.View(Told()));
        Assert.All(result.Parties, party => Assert.True(party.Score is null && !party.NamedByModel && party.Disagreement is null));
        Assert.Equal("no_model", result.Naming.Abstains);
        Assert.Null(result.ModelKind);
    }

    [Fact]
    public void Without_notices_the_model_names_nobody()
    {
        var view = KnowledgeWorlds.View(new WorldText()
            .Placement("1", "2026-10-30", "n", "a", "p.example", 100_000).Black("p.example", "2026-01-01"));
        var result = KnowledgeAnalysis.Run(view, SignalCatalog.All, Model, new NamingOptions { Alpha = 0.9 }, CancellationToken.None);
        Assert.Equal("needs_notices", result.Naming.Abstains);
        Assert.All(result.Parties, party => Assert.True(party.Score is { } score && score.Low <= score.Probability && score.Probability <= score.High));
        Assert.DoesNotContain(result.Parties, party => party.Decision == Decision.Lead);
    }

    [Fact]
    public void Whom_the_model_may_name_is_a_lead_and_no_one_else_changes()
    {
        var view = KnowledgeWorlds.View(Told());
        var gate = Run(view);
        var named = KnowledgeAnalysis.Run(view, SignalCatalog.All, Model, new NamingOptions { Alpha = 0.9 }, CancellationToken.None);
        Assert.True(named.Naming.Named > 0, $"{named.Naming}");
        foreach (var (before, after) in gate.Parties.Zip(named.Parties))
        {
            Assert.Equal(before.Verdict.Tier, after.Verdict.Tier);
            Assert.Equal(after.NamedByModel && before.Decision != Decision.Refer ? Decision.Lead : before.Decision, after.Decision);
            Assert.False(after.NamedByModel && before.Decision == Decision.Clear, "A cleared party is not put forward.");
        }

        Assert.Equal("simulated", named.ModelKind);
        Assert.Equal(64, named.ModelSha256!.Length);
        Assert.Equal(0, KnowledgeAnalysis.Run(view, SignalCatalog.All, Model, new NamingOptions { Alpha = 1e-9 }, CancellationToken.None).Naming.Named);
    }

    [Theory]
    [InlineData(Tier.K0, null, 0.9, "probable_nothing_fired")]
    [InlineData(Tier.K1, "told", 0.9, "probable_not_told")]
    [InlineData(Tier.K1, "reply_window", 0.5, "probable_reply_window")]
    [InlineData(Tier.K1, "materiality", 0.9, "probable_small")]
    [InlineData(Tier.K1, "conduct_class", 0.9, "probable_one_record")]
    [InlineData(Tier.K1, "notice_class", 0.9, "probable_not_going_on")]
    [InlineData(Tier.K1, "told", 0.4, null)]
    [InlineData(Tier.K2, null, 0.3, "improbable_evidenced")]
    [InlineData(Tier.K3, null, 0.45, null)]
    public void Disagreements_say_why(Tier tier, string? stopped, double probability, string? code)
    {
        var verdict = new TierVerdict
        {
            Party = 0,
            Tier = tier,
            Decision = Decision.Lead,
            Reasons = [],
            Carrying = [],
            Gate = stopped is null ? [] : [new GateCheck(stopped, Met: false, new Dictionary<string, string>())],
        };
        var score = new ModelScore(probability, probability - 0.1, probability + 0.1, 0, 0, []);
        Assert.Equal(code, Disagreement.Of(verdict, score));
        Assert.True(code is null || Disagreement.Texts.ContainsKey(code));
        Assert.Null(Disagreement.Of(verdict, null));
    }

    private static readonly KnowledgeModel Model = SmallModel();

    /// <summary>A model of random rows in which exposure tells who knew.</summary>
    private static KnowledgeModel SmallModel()
    {
        var random = new Graph.Model.SeededRandom(5);
        var features = KnowledgeFeatures.Definitions;
        var share = features.Select((definition, i) => (definition.Name, i)).Single(pair => pair.Name == "exposure_share").i;
        var rows = new List<double[]>();
        var labels = new List<TrainingRow>();
        for (var i = 0; i < 200; i++)
        {
            var row = new double[features.Count];
            for (var k = 0; k < row.Length; k++)
            {
                row[k] = random.Below(1_000) / 1_000.0;
            }

            var knowing = i % 5 == 0;
            row[share] = knowing ? 0.6 + row[share] / 4 : row[share] / 3;
            rows.Add(row);
            labels.Add(new TrainingRow(knowing ? TrainingLabel.Knowing : TrainingLabel.Cleared, $"g{i}", new DateOnly(2026, 1, 4)));
        }

        return ModelTraining.Run(new TrainingSet(new FeatureTable(features, rows), labels, Simulated: true), new TrainingOptions(), CancellationToken.None).Model!;
    }

    /// <summary>One network told and deaf, one that stopped, one clean.</summary>
    private static WorldText Told()
    {
        var world = new WorldText().Black("p.example", "2026-01-01").Notice("k", "deaf", "p.example", "2026-08-30", "2026-09-01")
            .Notice("l", "fixed", "p.example", "2026-08-30", "2026-09-01", respondedAt: "2026-09-02", response: NoticeResponse.Removed);
        for (var week = 0; week < 20; week++)
        {
            var day = new DateOnly(2026, 11, 1).AddDays(-7 * week).ToString("yyyy-MM-dd");
            world.Placement($"d{week}", day, "deaf", "a", "p.example", 5_000).Placement($"c{week}", day, "clean", "b", "c.example", 5_000);
            if (week > 9)
            {
                world.Placement($"f{week}", day, "fixed", "a", "p.example", 5_000);
            }
        }

        return world;
    }

    private static KnowledgeResult Run(KnowledgeView view) => KnowledgeAnalysis.Run(view, SignalCatalog.All, null, new NamingOptions(), CancellationToken.None);

    private static Dictionary<string, Tier> Tiers(KnowledgeView view) =>
        Run(view).Parties.ToDictionary(party => view.Flow.Graph.Parties[party.Party].Id, party => party.Verdict.Tier);

    private static double Feature(KnowledgeResult result, int row, string name) =>
        result.Features.Rows[row][result.Features.Features.Select((definition, i) => (definition.Name, i)).Single(pair => pair.Name == name).i];

    private static string Shown(PartyKnowledge party) => $"{party.Party} {party.Verdict.Tier} {party.Decision} {string.Join(';', party.Verdict.Reasons)}";

    /// <summary>The graph features of a party: what its neighbours' labels could colour.</summary>
    private static double[] Graphs(KnowledgeView view, int party)
    {
        var result = Run(view);
        var row = result.Features.Rows[view.Judged.ToList().IndexOf(party)];
        return [.. result.Features.Features.Zip(row).Where(pair => pair.First.Family is "graph" or "exposure" or "size").Select(pair => pair.Second)];
    }
}
