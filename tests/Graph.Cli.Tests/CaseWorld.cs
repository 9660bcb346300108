using System.Globalization;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;

namespace Graph.Cli.Tests;

/// <summary>A world in which a network was told and went on, one stopped, one was never told, and others are clean.</summary>
internal static class CaseWorld
{
    /// <summary>The network that was told and went on.</summary>
    public const string GoesOn = "net-goes-on";

    /// <summary>The network that stopped when told.</summary>
    public const string Stops = "net-stops";

    /// <summary>The network that nobody told.</summary>
    public const string Untold = "net-untold";

    private static readonly DateOnly Start = new(2026, 6, 1);
    private const int Weeks = 25;

    /// <summary>The world as of 2026-11-22.</summary>
    public static WorldText World()
    {
        var world = new WorldText();
        for (var week = 0; week < Weeks; week++)
        {
            AddWeek(world, week);
        }

        foreach (var id in (string[])[GoesOn, Stops, Untold, "net-clean"])
        {
            world.Party(id, PartyKind.Network, $"{id} Advertising", $"legal-{id}", "CN");
        }

        world.Party("acc-1", PartyKind.Account, legalId: "owner-1").Party("acc-2", PartyKind.Account, legalId: "owner-2")
            .Party("acc-new", PartyKind.Account, legalId: "owner-1").Party("acc-news", PartyKind.Account, legalId: "owner-news");
        world.Black("pirate-1.example", "2026-08-01").Black("pirate-2.example", "2026-07-15").Black("pirate-new.example", "2026-11-10");
        world.Black("once.example", "2026-05-01", "2026-08-01").White("news.example", "2026-01-01");
        world.Notice("n-1", GoesOn, "pirate-1.example", "2026-08-10", "2026-08-12", "2026-08-27", "2026-08-25", NoticeResponse.Removed);
        world.Notice("n-2", GoesOn, "pirate-2.example", "2026-09-14", "2026-09-16", "2026-10-01");
        world.Notice("n-3", GoesOn, "", "2026-11-01", type: NoticeType.Warning);
        world.Notice("n-4", Stops, "pirate-1.example", "2026-08-10", "2026-08-12", "2026-08-27", "2026-08-14", NoticeResponse.Removed);
        world.Declaration("d-1", GoesOn, "2026-09-01", "2026-09-30", DeclarationStatement.None);
        world.Declaration("d-2", Stops, "2026-09-01", "2026-09-30", DeclarationStatement.None);
        world.Verdict("net-clean", VerdictKind.Clean, "2026-03-01", "office");
        return world;
    }

    /// <summary>Writes the run of the world, with probabilities as a model would give them.</summary>
    public static string WriteRun(string path, string language = "en")
    {
        var world = World();
        var records = WorldRecords.Of(world, world.DefaultCut);
        return SampleRun.Write(path, records, language, known: WorldKnowledge.Of(world, records, records.Cut), judge: Judged);
    }

    /// <summary>Gives every party a prediction and names the first one.</summary>
    public static KnowledgeResult Judged(KnowledgeResult found) => found with
    {
        ModelKind = "simulated",
        ModelSha256 = new string('b', 64),
        Naming = new Naming(0.1, 40, 0.0244, found.Parties.Count, 1, null),
        Parties = [.. found.Parties.Select((party, i) => party with { Score = Score(found.Features, i), NamedByModel = i == 1 })],
    };

    private static ModelScore Score(FeatureTable features, int party)
    {
        var parts = features.Features.Select((feature, i) => new Contribution(feature.Name, features.Rows[party][i], (i % 3 - 1) * (2.0 / (i + 1)) - 0.01))
            .OrderByDescending(part => Math.Abs(part.LogOdds)).ThenBy(part => part.Feature, StringComparer.Ordinal).ToArray();
        var probability = 0.9 / (party + 1);
        return new ModelScore(probability, probability - 0.08, probability + 0.05, -2.0 + parts.Sum(part => part.LogOdds), -2.0, parts);
    }

    private static void AddWeek(WorldText world, int week)
    {
        void Row(string network, string account, string host, decimal gross, int day, string? reseller = null) => world.Placement(
            string.Create(CultureInfo.InvariantCulture, $"p-{week}-{network}-{host}-{day}"), Text(Start.AddDays(7 * week + day)), network, account, host, gross,
            reseller, impressions: 1000 + 7 * week, format: "banner", geo: "CN");

        for (var day = 0; day < 7; day += 3)
        {
            Row(GoesOn, "acc-1", "pirate-1.example", 900 + 20 * week, day);
            Row(GoesOn, "acc-2", "pirate-2.example", 400, day);
            Row(Untold, "acc-2", "pirate-2.example", 650, day, week % 2 == 0 ? "res-1" : null);
            Row("net-clean", "acc-news", "news.example", 2500, day);
            if (week < 11)
            {
                Row(Stops, "acc-1", "pirate-1.example", 700, day);
            }

            if (week > 14)
            {
                Row(GoesOn, "acc-new", "pirate-new.example", 500, day);
            }
        }

        Row(Stops, "acc-news", "news.example", 3000, 1);
        Row(GoesOn, "acc-news", "news.example", 5000, 1);
        if (week % 4 == 3)
        {
            world.Settlement($"s-{week}", GoesOn, "acc-1", Text(Start.AddDays(7 * week + 6)), 9000);
            world.Settlement($"t-{week}", GoesOn, "acc-2", Text(Start.AddDays(7 * week + 6)), week == 11 ? -500 : 4000);
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
