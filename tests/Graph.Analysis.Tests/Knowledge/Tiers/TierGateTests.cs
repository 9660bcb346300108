using CsCheck;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Tiers;

public sealed class TierGateTests
{
    // t = 2026-11-01; a notice delivered on 2026-09-01 has its reply window until 2026-09-16.
    private const string After = "2026-09-20";

    private static readonly SignalId[] Position = [SignalId.S2, SignalId.S4, SignalId.S5, SignalId.S6, SignalId.S8, SignalId.S9, SignalId.S10];

    [Theory]
    [InlineData(SignalId.S5)]
    [InlineData(SignalId.S8)]
    [InlineData(SignalId.S9)]
    public void Concealing_or_tailoring_after_S1_is_K3_and_referred(SignalId conduct)
    {
        var view = Told();
        var verdict = Judge(view, S1(view), view.Fired("n", conduct, After, 1, "settlements.csv"));
        Assert.Equal((Tier.K3, Decision.Refer), (verdict.Tier, verdict.Decision));
        Assert.Equal([SignalId.S1, conduct], verdict.Carrying);
        Assert.All(verdict.Gate, check => Assert.True(check.Met, check.Code));
    }

    [Theory]
    [InlineData(SignalId.S3)]
    [InlineData(SignalId.S4)]
    [InlineData(SignalId.S6)]
    [InlineData(SignalId.S7)]
    public void Going_on_with_another_conduct_is_K2_and_a_lead(SignalId conduct)
    {
        var view = Told();
        var verdict = Judge(view, S1(view), view.Fired("n", conduct, After, 1, "settlements.csv"));
        Assert.Equal((Tier.K2, Decision.Lead), (verdict.Tier, verdict.Decision));
    }

    [Fact]
    public void A_statute_threshold_that_is_surely_passed_turns_a_lead_into_a_referral()
    {
        // 60,000 yuan accrued on a site listed without doubt: above the 50,000 of advertising funds.
        var view = Told(pirate: 60_000);
        var verdict = Judge(view, S1(view), view.Fired("n", SignalId.S7, After, 1, "settlements.csv"));
        Assert.Equal((Tier.K2, Decision.Refer), (verdict.Tier, verdict.Decision));
        Assert.Contains("statute_advertising_funds", verdict.Reasons);

        // The same money where the listing is doubtful does not pass it for sure.
        view = Told(pirate: 60_000, confidence: 90);
        Assert.Equal(Decision.Lead, Judge(view, S1(view), view.Fired("n", SignalId.S7, After, 1, "settlements.csv")).Decision);
    }

    [Theory]
    [InlineData(SignalId.S1)]
    [InlineData(SignalId.S2)]
    [InlineData(SignalId.S3)]
    [InlineData(SignalId.S4)]
    [InlineData(SignalId.S5)]
    [InlineData(SignalId.S7)]
    [InlineData(SignalId.S8)]
    [InlineData(SignalId.S9)]
    [InlineData(SignalId.S10)]
    public void One_signal_alone_is_K1(SignalId signal)
    {
        var told = Told();
        Assert.Equal((Tier.K1, Decision.InsufficientEvidence), Both(Judge(told, told.Fired("n", signal, After, 5_000, "placements.csv", "notices.csv"))));
        var untold = Untold();
        var verdict = Judge(untold, untold.Fired("n", signal, After, 5_000, "placements.csv"));
        Assert.Equal((Tier.K1, Decision.NeedsNotice), Both(verdict));
        Assert.Contains("gate_told", verdict.Reasons);
        Assert.Equal([signal], verdict.Carrying);
    }

    [Fact]
    public void Selective_compliance_alone_lifts_nobody_but_asks_for_a_notice()
    {
        var untold = Untold();
        Assert.Equal((Tier.K0, Decision.NeedsNotice), Both(Judge(untold, untold.Fired("n", SignalId.S6, After, 5_000, "placements.csv"))));
        var told = Told();
        Assert.Equal((Tier.K0, Decision.InsufficientEvidence), Both(Judge(told, told.Fired("n", SignalId.S6, After, 5_000, "placements.csv"))));
    }

    [Fact]
    public void A_notice_that_did_not_arrive_tells_nobody()
    {
        var view = View(World(5_000, null).Notice("k", "n", "p.example", "2026-08-30"));
        var verdict = Judge(view, view.Fired("n", SignalId.S2, After, 5_000, "placements.csv"));
        Assert.Equal(Decision.NeedsNotice, verdict.Decision);
        Assert.Contains("notice_not_delivered", verdict.Reasons);

        // One that arrives after t has not arrived.
        view = View(World(5_000, null).Notice("k", "n", "p.example", "2026-08-30", "2026-11-02"));
        Assert.Equal(Decision.NeedsNotice, Judge(view, view.Fired("n", SignalId.S2, After, 5_000, "placements.csv")).Decision);
    }

    [Theory]
    // what is wrong: conduct begins too early, on the day itself, too late; too little money; one record type; no conduct; no carrier
    [InlineData("conduct_class", "2026-08-31", 5_000, "settlements.csv", SignalId.S7)]
    [InlineData("conduct_class", "2026-09-01", 5_000, "settlements.csv", SignalId.S7)]
    [InlineData("conduct_class", "2026-11-01", 5_000, "settlements.csv", SignalId.S7)]
    [InlineData("conduct_class", null, 5_000, "settlements.csv", SignalId.S7)]
    [InlineData("materiality", After, 999, "settlements.csv", SignalId.S7)]
    [InlineData("two_files", After, 5_000, "placements.csv", SignalId.S7)]
    [InlineData("conduct_class", After, 5_000, "settlements.csv", SignalId.S2)]
    public void Each_condition_stops_at_K1(string code, string? since, int yuan, string file, SignalId second)
    {
        var view = Told();
        var verdict = Judge(view, view.Fired("n", SignalId.S1, After, yuan, "placements.csv"), view.Fired("n", second, since, 1, file));
        Assert.Equal((Tier.K1, Decision.InsufficientEvidence), Both(verdict));
        Assert.Contains($"gate_{code}", verdict.Reasons);
        Assert.False(verdict.Gate.Single(check => check.Code == code).Met);
    }

    [Theory]
    [InlineData("2026-10-31", true)]
    [InlineData("2026-11-01", false)]
    [InlineData("2026-12-31", false)]
    public void A_reply_window_that_runs_stops_the_gate(string deadline, bool passed)
    {
        var view = View(World(5_000, null).Notice("k", "n", "p.example", "2026-08-30", "2026-09-01", deadline));
        var verdict = Judge(view, S1(view), view.Fired("n", SignalId.S7, After, 1, "settlements.csv"));
        Assert.Equal(passed ? Tier.K2 : Tier.K1, verdict.Tier);
        Assert.Equal(passed, verdict.Gate.Single(check => check.Code == "reply_window").Met);
        Assert.Equal(deadline, verdict.Gate.Single(check => check.Code == "reply_window").Facts["ends"]);
    }

    [Fact]
    public void The_window_that_counts_is_that_of_the_notice_which_the_conduct_followed()
    {
        // An old notice ran out long ago; the conduct followed the new one, whose window still runs.
        var view = View(World(5_000, null)
            .Notice("old", "n", "p.example", "2026-02-01", "2026-02-02")
            .Notice("new", "n", "p.example", "2026-10-19", "2026-10-20", "2026-11-20"));
        var verdict = Judge(view, S1(view), view.Fired("n", SignalId.S7, "2026-10-25", 1, "settlements.csv"));
        Assert.Equal(Tier.K1, verdict.Tier);
        Assert.Equal(["gate_reply_window"], verdict.Reasons.Where(reason => reason.StartsWith("gate_", StringComparison.Ordinal)));
    }

    [Fact]
    public void Conduct_without_going_on_stops_at_K1()
    {
        // Told and listed, and it hides: but of what it was told it stopped, and came back with nothing.
        var view = Told();
        var verdict = Judge(view, view.Fired("n", SignalId.S2, After, 5_000, "placements.csv"), view.Fired("n", SignalId.S5, After, 5_000, "settlements.csv"));
        Assert.Equal((Tier.K1, Decision.InsufficientEvidence), Both(verdict));
        Assert.Equal(["gate_notice_class", "gate_two_files"], verdict.Reasons.Where(reason => reason.StartsWith("gate_", StringComparison.Ordinal)));
    }

    [Fact]
    public void S1_and_S2_are_one_record()
    {
        var view = Told();
        var verdict = Judge(view, S1(view), view.Fired("n", SignalId.S2, After, 5_000, "placements.csv", "lists.csv", "settlements.csv"));
        Assert.Equal(Tier.K1, verdict.Tier);
    }

    [Fact]
    public void An_explained_signal_counts_for_nothing_and_is_named()
    {
        var view = Told(pirate: 500);
        var verdict = Judge(view, S1(view) with { State = SignalState.Explained, Weight = 0 });
        Assert.Equal((Tier.K0, Decision.Clear), Both(verdict));
        Assert.Contains("explained_S1", verdict.Reasons);
        Assert.Empty(verdict.Gate);
    }

    [Fact]
    public void Without_a_signal_the_exposure_decides_between_clear_and_open()
    {
        // 999 yuan at most: below the floor. 5,000 of 5,100: much, and nothing else. 5,000 of 405,000: little. Nothing paid: nothing to say.
        Assert.Equal((Tier.K0, Decision.Clear), Both(Judge(View(World(999, 100)))));
        var open = Judge(View(World(5_000, 100)));
        Assert.Equal((Tier.K0, Decision.InsufficientEvidence), Both(open));
        Assert.Contains("exposure_only", open.Reasons);
        var little = Judge(View(World(5_000, 400_000)));
        Assert.Equal(Decision.Clear, little.Decision);
        Assert.Contains("exposed_little", little.Reasons);
        Assert.Equal(Decision.InsufficientEvidence, Judge(View(World(5_000, 100).Placement("9", "2026-01-01", "idle", "b", "c.example", 1)), "idle").Decision);
    }

    [Fact]
    public void Bounds_that_are_open_are_no_clearance()
    {
        // 9,000 went to a party that no lane explains and that pays an owner of both sites: it may all have ended at the pirate, most likely little did.
        var view = View(new WorldText()
            .Placement("1", "2026-09-10", "n", "a", "p.example", 100)
            .Placement("2", "2026-09-10", "n", "a", "c.example", 400_000)
            .Placement("3", "2026-11-01", "m", "b", "c.example", 1)
            .Black("p.example", "2026-01-01")
            .Settlement("s", "n", "a", "2026-10-20", 200_000)
            .Settlement("t", "n", "x", "2026-10-20", 9_000)
            .Settlement("u", "x", "m", "2026-10-21", 9_000)
            .Settlement("v", "m", "a", "2026-10-21", 9_000)
            .Placement("4", "2026-09-10", "m", "a", "p.example", 10)
            .Placement("5", "2026-09-10", "m", "a", "c.example", 9_000));
        var exposure = view.Exposure.Parties[view.Party("n")];
        Assert.True(exposure.Amount < 0.5 * exposure.High, "The world must leave the amount open.");
        var verdict = Judge(view);
        Assert.Equal(Decision.InsufficientEvidence, verdict.Decision);
        Assert.Contains("bounds_open", verdict.Reasons);
    }

    [Fact]
    public void Without_any_assessable_signal_nobody_is_cleared_for_little_exposure()
    {
        var view = View(World(5_000, 400_000));
        var party = view.Party("n");
        var nothing = Enum.GetValues<SignalId>().Select(id => new SignalFinding
        {
            Party = party,
            Signal = id,
            State = SignalState.NotAssessable,
            Missing = [RecordType.Notices],
        }).ToArray();
        var verdict = Judge(view, nothing);
        Assert.Equal(Decision.InsufficientEvidence, verdict.Decision);
        Assert.Equal(["exposed_little", "not_assessable", "needs_notices"], verdict.Reasons);
    }

    [Fact]
    public void What_a_party_answered_is_weighed_and_shown()
    {
        var view = View(World(5_000, null).Notice("k", "n", "p.example", "2026-08-30", "2026-09-01", respondedAt: "2026-09-03", response: NoticeResponse.Removed));
        Assert.Contains("rebutted", Judge(view).Reasons);
        Assert.Contains("answer_contradicted", Judge(view, S1(view)).Reasons);
        Assert.DoesNotContain("rebutted", Judge(Told()).Reasons);
    }

    [Fact]
    public void Position_alone_never_lifts_above_K1() =>
        Findings.Where(findings => findings.All(finding => Position.Contains(finding.Signal)))
            .Sample(made => Assert.True(Judge(Told(), [.. made.Select(Find)]).Tier <= Tier.K1), iter: 300, threads: 1);

    [Fact]
    public void Above_K1_every_condition_is_met_and_a_slow_reading_of_the_rule_agrees() => Findings.Sample(made =>
    {
        var view = Told();
        var findings = made.Select(Find).DistinctBy(finding => finding.Signal).ToArray();
        var verdict = Judge(view, findings);
        if (verdict.Tier >= Tier.K2)
        {
            Assert.Equal(6, verdict.Gate.Count);
            Assert.All(verdict.Gate, check => Assert.True(check.Met, check.Code));
        }

        Assert.Equal(SlowTier(view, findings), verdict.Tier);
    }, iter: 2_000, threads: 1);

    [Fact]
    public void Findings_of_other_parties_are_refused()
    {
        var view = Told();
        var results = MadeSignals.Of(view);
        Assert.Throws<ArgumentException>(() => TierGate.Run(view, [results[0] with { Findings = [] }]));
    }

    /// <summary>Method §3 in sets, for one notice delivered on 2026-09-01 whose window is over.</summary>
    private static Tier SlowTier(KnowledgeView view, SignalFinding[] findings)
    {
        bool InTime(SignalFinding finding) => finding.Since > new DateOnly(2026, 9, 1) && finding.Since <= new DateOnly(2026, 10, 31);
        var following = findings.Where(finding => finding.Signal is >= SignalId.S3 and <= SignalId.S9 && InTime(finding)).ToList();
        var carriers = findings.Where(finding => (finding.Signal == SignalId.S1 && finding.Since > new DateOnly(2026, 9, 1))
            || (finding.Signal is SignalId.S3 or SignalId.S7 && InTime(finding))).ToList();
        var relapses = findings.Where(finding => finding.Signal == SignalId.S10 && carriers.Exists(carrier => carrier.Since > finding.Since)).ToList();
        var seconds = following.Concat(relapses).ToList();
        var pairs = carriers.SelectMany(carrier => seconds.Where(second => second.Signal != carrier.Signal).Select(second => (carrier, second)));
        var files = carriers.Concat(seconds).SelectMany(finding => finding.Rows).Select(row => view.Records.Files[row.File]).ToHashSet();
        if (pairs.Any() && files.Count >= 2 && carriers.Max(finding => finding.Amount) >= 10_000_000)
        {
            return findings.Any(finding => finding.Signal == SignalId.S1) && following.Exists(finding => finding.Signal is SignalId.S5 or SignalId.S8 or SignalId.S9) ? Tier.K3 : Tier.K2;
        }

        return findings.Any(finding => finding.Signal != SignalId.S6) ? Tier.K1 : Tier.K0;
    }

    private static readonly Gen<(SignalId Signal, int Day, int Yuan, int Files)[]> Findings =
        Gen.Select(Gen.Enum<SignalId>(), Gen.Int[-2, 63], Gen.OneOf(Gen.Const(999), Gen.Const(1_000), Gen.Const(50_000)), Gen.Int[1, 3])
            .Select((signal, day, yuan, files) => (Signal: signal, Day: day, Yuan: yuan, Files: files)).Array[0, 5];

    private static SignalFinding Find((SignalId Signal, int Day, int Yuan, int Files) made) => Told().Fired(
        "n", made.Signal, new DateOnly(2026, 9, 1).AddDays(made.Day).ToString("yyyy-MM-dd"), made.Yuan,
        [.. ((string[])["placements.csv", "settlements.csv"]).Where((_, i) => (made.Files >> i & 1) == 1)]);

    private static SignalFinding S1(KnowledgeView view) => view.Fired("n", SignalId.S1, After, 5_000, "notices.csv", "placements.csv");

    private static (Tier, Decision) Both(TierVerdict verdict) => (verdict.Tier, verdict.Decision);

    private static TierVerdict Judge(KnowledgeView view, params SignalFinding[] findings) => Of(view, "n", findings);

    private static TierVerdict Judge(KnowledgeView view, string party) => Of(view, party, []);

    private static TierVerdict Of(KnowledgeView view, string party, SignalFinding[] findings) =>
        TierGate.Run(view, MadeSignals.Of(view, findings)).Single(verdict => verdict.Party == view.Party(party));

    private static readonly KnowledgeView ToldUsual = View(ToldWorld(5_000, null));

    private static KnowledgeView Told(decimal pirate = 5_000, decimal? confidence = null) =>
        pirate == 5_000 && confidence is null ? ToldUsual : View(ToldWorld(pirate, confidence));

    private static KnowledgeView Untold() => View(World(5_000, null));

    private static WorldText ToldWorld(decimal pirate, decimal? confidence) =>
        World(pirate, null, confidence).Notice("k", "n", "p.example", "2026-08-30", "2026-09-01");

    /// <summary>Network n pays a pirate and perhaps a clean site; another network pays it once, so that there are settlements.</summary>
    private static WorldText World(decimal pirate, decimal? clean, decimal? confidence = null)
    {
        var world = new WorldText()
            .Placement("1", "2026-09-10", "n", "a", "p.example", pirate)
            .Placement("2", "2026-11-01", "m", "b", "c.example", 1)
            .Settlement("s", "m", "b", "2026-10-20", 1)
            .Black("p.example", "2026-01-01", confidence: confidence);
        return clean is { } gross ? world.Placement("3", "2026-09-10", "n", "b", "c.example", gross) : world;
    }

    private static KnowledgeView View(WorldText world) => KnowledgeWorlds.View(world);
}
