using System.Globalization;
using CsCheck;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;

namespace Graph.Analysis.Tests.Knowledge.Signals;

/// <summary>Worlds in which parties are told and go on or not, and their findings as text.</summary>
internal static class ToldWorlds
{
    /// <summary>A Sunday; all weekly accruals fall on Sundays.</summary>
    public const string AsOf = "2026-11-01";

    /// <summary>Accruals every seventh day, both ends included where they fall on one.</summary>
    public static WorldText Weekly(
        this WorldText world, string network, string? account, string host, decimal gross, string from, string to, string? reseller = null)
    {
        for (var day = WorldText.Day(from); day <= WorldText.Day(to); day = day.AddDays(7))
        {
            world.Placement($"p{world.Placements.Count}", Text(day), network, account, host, gross, reseller);
        }

        return world;
    }

    /// <summary>An unlisted site that earns on the as-of date, so that it is the as-of date.</summary>
    public static WorldText Ending(this WorldText world) => world.Weekly("other", "other-account", "fine.example", 5, AsOf, AsOf);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static SignalFinding Of(this SignalResult result, KnowledgeView view, string party) => result.Findings.Single(finding => finding.Party == view.Party(party));

    public static SignalFinding Find(SignalDefinition signal, WorldText world, string party, KnowledgeOptions? options = null)
    {
        var view = KnowledgeWorlds.View(world, options);
        return signal.Run(view, CancellationToken.None).Of(view, party);
    }

    public static InnocentTest Test(this SignalFinding finding, string code) => finding.Innocent.Single(test => test.Code == code);

    public static string[] Holding(this SignalFinding finding) => [.. finding.Innocent.Where(test => test.Holds).Select(test => test.Code)];

    /// <summary>Few networks and sites, weekly accruals that begin and end anywhere, notices, lists, declarations, verdicts, legal ids.</summary>
    public static Gen<WorldText> Random { get; } =
        from runs in Gen.Int[0, 9_999].Array[6].Array[3, 12]
        from notices in Gen.Int[0, 9_999].Array[6].Array[0, 6]
        from lists in Gen.Int[0, 9_999].Array[5].Array[1, 5]
        from statements in Gen.Int[0, 9_999].Array[4].Array[0, 3]
        from verdicts in Gen.Int[0, 9_999].Array[3].Array[0, 2]
        from legal in Gen.Int[0, 5].Array[6]
        from payments in Gen.Int[0, 9_999].Array[3].Array[0, 4]
        select Build(runs, notices, lists, statements, verdicts, legal, payments);

    private static WorldText Build(int[][] runs, int[][] notices, int[][] lists, int[][] statements, int[][] verdicts, int[] legal, int[][] payments)
    {
        var world = new WorldText().Ending();
        foreach (var r in runs)
        {
            var start = r[3] % 30;
            world.Weekly($"n{r[0] % 3}", r[1] % 5 == 4 ? null : $"a{r[1] % 4}", $"s{r[2] % 5}.example", 1 + (r[5] % 500), Ago(7 * (30 - start)),
                Ago(r[4] % 2 == 0 ? 0 : 7 * (r[4] % (31 - start))), r[5] % 6 == 0 ? "r0" : null);
        }

        foreach (var (r, i) in notices.Select((r, i) => (r, i)))
        {
            string[] subjects = ["", $"a{r[1] % 4}", $"s{r[1] % 5}.example", $"s{r[2] % 5}.example"];
            world.Notice($"k{i}", r[0] % 7 == 6 ? "r0" : $"n{r[0] % 3}", subjects[r[5] % 4], Ago((r[3] % 170) + 5), r[4] % 5 == 0 ? null : Ago(r[3] % 170),
                r[4] % 4 == 1 ? Ago((r[3] % 170) - 20) : null, r[4] % 3 == 0 ? Ago(r[3] % 170) : null,
                r[4] % 3 == 0 ? (NoticeResponse)(r[2] % 4) : null, r[5] % 9 == 0 ? NoticeType.Penalty : NoticeType.Notice);
        }

        foreach (var r in lists)
        {
            var (host, from) = ($"s{r[0] % 5}.example", Ago(r[1] % 200));
            _ = r[2] % 6 == 0
                ? world.White(host, from, r[3] % 2 == 0 ? Ago((r[1] % 200) - (r[3] % 90)) : null)
                : world.Black(host, from, r[3] % 5 == 0 ? Ago((r[1] % 200) - (r[3] % 90)) : null, r[4] % 4 == 0 ? r[4] % 101 : null, recordedAt: r[4] % 7 == 0 ? Ago((r[1] % 200) - 10) : null);
        }

        foreach (var (r, i) in statements.Select((r, i) => (r, i)))
        {
            world.Declaration($"d{i}", $"n{r[0] % 3}", Ago((r[1] % 150) + 50), Ago(r[1] % 150), (DeclarationStatement)(r[2] % 3));
        }

        foreach (var r in verdicts)
        {
            world.Verdict($"n{r[0] % 3}", (VerdictKind)(r[1] % 3), Ago(r[2] % 900), $"court{world.Verdicts.Count}");
        }

        for (var i = 0; i < 4; i++)
        {
            world.Party($"a{i}", PartyKind.Account, legalId: legal[i] < 3 ? $"L{legal[i]}" : null);
        }

        world.Party("n0", PartyKind.Network, legalId: legal[4] < 3 ? "N" : null, openedOn: legal[5] == 0 ? Ago(300) : null).Party("n1", PartyKind.Network, legalId: legal[5] < 3 ? "N" : null);
        foreach (var (r, i) in payments.Select((r, i) => (r, i)))
        {
            world.Settlement($"z{i}", r[2] % 3 == 0 ? $"a{r[0] % 4}" : $"n{r[0] % 3}", r[2] % 3 == 0 ? $"h{r[1] % 2}" : $"a{r[1] % 4}", Ago(r[1] % 150), 10 + r[2]);
        }

        return world;
    }

    private static string Ago(int days) => Text(WorldText.Day(AsOf).AddDays(-days));
}
