using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class RecidivismTests
{
    // Listed on 1 August: from 8 August on it is known; 13 Sundays, 9 August to 1 November.
    private static WorldText Relapsing() => new WorldText().Ending()
        .Weekly("n1", "a1", "bad.example", 100, "2026-06-07", ToldWorlds.AsOf).Black("bad.example", "2026-08-01");

    private static SignalFinding Find(WorldText world, string party = "n1") => ToldWorlds.Find(Recidivism.Definition, world, party);

    [Fact]
    public void Relapse_after_a_verdict_fires()
    {
        var found = Find(Relapsing().Verdict("n1", VerdictKind.Knowing, "2026-01-10", "court"));
        Assert.Equal(SignalState.Fired, found.State);
        Assert.Equal(1.0, found.Statistic);
        Assert.Equal(0.5, found.Weight);
        Assert.Equal(1_300 * 10_000L, found.Amount);
        Assert.Equal(WorldText.Day("2026-08-09"), found.Since);

        // 295 of 730 days ago.
        Assert.Equal(1.0 - (295.0 / 730.0), found.Measures[2], 1e-12);
    }

    [Fact]
    public void A_delivered_penalty_counts_and_an_undelivered_one_does_not()
    {
        Assert.Equal(SignalState.Fired, Find(Relapsing().Notice("k1", "n1", "", "2026-01-08", "2026-01-10", type: NoticeType.Penalty)).State);
        Assert.Equal(SignalState.Quiet, Find(Relapsing().Notice("k1", "n1", "", "2026-01-08", type: NoticeType.Penalty)).State);
        Assert.Equal(SignalState.Quiet, Find(Relapsing().Notice("k1", "n1", "", "2026-01-08", "2026-01-10")).State);
    }

    [Fact]
    public void A_later_clean_verdict_annuls()
    {
        var found = Find(Relapsing().Verdict("n1", VerdictKind.Knowing, "2026-01-10").Verdict("n1", VerdictKind.Clean, "2026-03-10"));
        Assert.Equal(SignalState.Explained, found.State);
        Assert.Equal(["annulled"], found.Holding());
    }

    [Fact]
    public void Another_name_of_the_same_legal_person_is_held_against_it_and_another_person_is_not()
    {
        var same = Relapsing().Verdict("old", VerdictKind.Knowing, "2026-01-10").Weekly("old", "a9", "fine.example", 1, "2025-01-05", "2025-01-05")
            .Party("old", PartyKind.Network, legalId: "N").Party("n1", PartyKind.Network, legalId: "N");
        Assert.Equal(SignalState.Fired, Find(same).State);
        var other = Relapsing().Verdict("n1", VerdictKind.Knowing, "2026-01-10").Party("n1", PartyKind.Network, legalId: "N", openedOn: "2026-02-01");
        Assert.Equal(["another_person"], Find(other).Holding());
        Assert.Equal(SignalState.Explained, Find(other).State);
    }

    [Fact]
    public void Who_did_not_relapse_is_explained()
    {
        var found = Find(new WorldText().Ending().Weekly("n1", "a1", "bad.example", 100, "2026-06-07", "2026-08-02")
            .Black("bad.example", "2026-08-01").Verdict("n1", VerdictKind.Knowing, "2026-01-10"));
        Assert.Equal(["no_relapse"], found.Holding());
        Assert.Equal(SignalState.Explained, found.State);
    }

    [Fact]
    public void What_lies_further_back_is_forgotten()
    {
        Assert.Equal(SignalState.Quiet, Find(Relapsing().Verdict("n1", VerdictKind.Knowing, "2024-10-30")).State);
        Assert.Equal(SignalState.Fired, Find(Relapsing().Verdict("n1", VerdictKind.Knowing, "2024-11-02")).State);
    }

    [Fact]
    public void Either_file_is_enough()
    {
        Assert.Equal([RecordType.Notices, RecordType.Verdicts], Find(Relapsing()).Missing);
        Assert.Equal(SignalState.Quiet, Find(Relapsing().Verdict("other", VerdictKind.Clean, "2026-01-10")).State);
    }
}
