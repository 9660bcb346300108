using System.Diagnostics;
using Graph.Benchmarks.Baselines;
using Graph.Benchmarks.Data;
using Graph.Benchmarks.Stages;
using Graph.Ingest.Normalization;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Benchmarks.Comparison;

/// <summary>The bodies that child processes run, each alone in its process.</summary>
internal static class Contenders
{
    // So wide that every accrual lies in the window: the rival sums all of them.
    private const int AllWeeks = 520;

    /// <summary>CSV folder → store → records → money graph → exposure → targets in a fresh store; then the load and the rest again.</summary>
    public static void Ours(string data, string below)
    {
        using var scratch = new ScratchFolder(below);
        using var store = StageData.Open(scratch);
        var marks = new Dictionary<string, double>(StringComparer.Ordinal);
        var whole = Stopwatch.StartNew();
        var load = Timed(marks, "load", () => StageData.Load(data, store));
        var records = Timed(marks, "read", () => StageData.Read(store, AsOfCut.DefaultWindowWeeks));
        var flow = Timed(marks, "flow", () => StageData.Flow(records));
        var exposure = Timed(marks, "exposure", () => StageData.Exposure(flow));
        Timed(marks, "targets", () => StageData.Targets(flow, exposure));
        var wall = whole.Elapsed.TotalSeconds;
        marks["rows"] = load.Files.Sum(file => file.File.Counts.Read);
        marks["rejected"] = load.Files.Sum(file => file.File.Counts.Rejected);
        whole.Restart();
        StageData.Load(data, store);
        var again = StageData.Flow(StageData.Read(store, AsOfCut.DefaultWindowWeeks));
        StageData.Targets(again, StageData.Exposure(again));
        marks["second"] = whole.Elapsed.TotalSeconds;
        Measurement.Report(wall, marks);
    }

    /// <summary>DuckDB's read_csv and GROUP BY.</summary>
    public static void DuckDb(string data, string below)
    {
        using var scratch = new ScratchFolder(below);
        using var rival = new DuckDbBaseline(data, scratch.At("rival.duckdb"));
        var marks = new Dictionary<string, double>(StringComparer.Ordinal);
        var whole = Stopwatch.StartNew();
        Timed(marks, "placements", () => { rival.RunPlacements(); return 0; });
        Timed(marks, "others", () => { rival.RunOthers(); return 0; });
        Measurement.Report(whole.Elapsed.TotalSeconds, marks);
    }

    /// <summary>Whether both give the same total and the same sum for every lane. Outside every clock.</summary>
    public static void CheckAnswers(string data, string below)
    {
        using var scratch = new ScratchFolder(below);
        using var store = StageData.Open(scratch);
        StageData.Load(data, store);
        var records = StageData.Read(store, AllWeeks);
        var ours = new Dictionary<(string, string, string, string), long>();
        foreach (var lane in records.Lanes)
        {
            ours[(Id(lane.Network), Id(lane.Reseller), Id(lane.Account), records.Sites[lane.Site])] = lane.Gross;
        }

        using var rival = new DuckDbBaseline(data, scratch.At("rival.duckdb"));
        rival.RunPlacements();
        var theirs = Fold(rival, records);
        var total = ours.Values.Sum();
        Demand(total == theirs.Values.Sum() && total == rival.EdgeTotal(), FormattableString.Invariant($"total {total} against {rival.EdgeTotal()}"));
        Demand(ours.Count == theirs.Count, FormattableString.Invariant($"{ours.Count} lanes against {theirs.Count}"));
        foreach (var (lane, gross) in theirs)
        {
            Demand(ours.TryGetValue(lane, out var mine) && mine == gross, FormattableString.Invariant($"lane {lane}: {mine} against {gross}"));
        }

        Console.Out.WriteLine(FormattableString.Invariant($"Answers are equal: {ours.Count} lanes, {new Money(total)} in all. DuckDB {rival.Version}."));

        string Id(int party) => party < 0 ? "" : records.Parties[party].Id;
    }

    /// <summary>The rival groups by host as spelt; hosts become sites, and accounts of sites get their name.</summary>
    private static Dictionary<(string, string, string, string), long> Fold(DuckDbBaseline rival, MoneyRecords records)
    {
        var suffixes = PublicSuffixList.Embedded;
        var rule = new SiteRule(records.Lists
            .Where(entry => entry.SubjectKind == SubjectKind.Domain && suffixes.RegistrableDomain(entry.Subject) != entry.Subject)
            .Select(entry => entry.Subject));
        var folded = new Dictionary<(string, string, string, string), long>();
        foreach (var (network, reseller, account, host, gross) in rival.Lanes())
        {
            var site = rule.SiteOf(host, suffixes.RegistrableDomain(host));
            var lane = (network, reseller, account.Length == 0 ? "site:" + site : account, site);
            folded[lane] = folded.GetValueOrDefault(lane) + gross;
        }

        return folded;
    }

    private static T Timed<T>(Dictionary<string, double> marks, string name, Func<T> step)
    {
        var clock = Stopwatch.StartNew();
        var result = step();
        marks[name] = clock.Elapsed.TotalSeconds;
        return result;
    }

    private static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Answers differ: " + what);
        }
    }
}
