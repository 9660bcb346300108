using Graph.Analysis.Knowledge.Signals;
using Graph.Cli.Reports;
using Graph.Model.Records;

namespace Graph.Cli.Tests.Reports;

public sealed class SignalSentencesTests
{
    private static readonly Dictionary<string, string> Facts = new(StringComparer.Ordinal) { ["amount"] = "1200.0000", ["site"] = "{amount}" };

    [Fact]
    public void FactsFillPlacesOnceAndMissingOnesStayVisible()
    {
        Assert.Equal("1200.0000 at {amount} on {day}", TextFill.Of("{amount} at {site} on {day}", Facts));
        Assert.Equal("own, 1200.0000", TextFill.Of("{a}, {amount}", new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "own" }, Facts));
    }

    [Theory]
    [InlineData(SignalState.Fired, "It paid 1200.0000.", "支付了1200.0000。")]
    [InlineData(SignalState.Explained, "It paid 1200.0000.", "支付了1200.0000。")]
    [InlineData(SignalState.Quiet, "Assessed: nothing was found.", "已评估：未发现异常。")]
    public void AFindingSpeaksInTheWordsOfItsSignal(SignalState state, string english, string chinese)
    {
        var sentence = SignalSentences.Of(Signal(), Finding(state));
        Assert.Equal(new Bilingual(english, chinese), sentence);
    }

    [Fact]
    public void WhatCannotBeAssessedSaysWhy()
    {
        var lacking = Finding(SignalState.NotAssessable) with { Missing = [RecordType.Notices, RecordType.SettlementLines] };
        Assert.Equal("Not assessable: needs notices.csv, settlement_lines.csv.", SignalSentences.Of(Signal(), lacking).En);
        Assert.Equal("无法评估：需要 notices.csv、settlement_lines.csv。", SignalSentences.Of(Signal(), lacking).Zh);
        var untold = Finding(SignalState.NotAssessable) with { Reason = "not_told" };
        Assert.Equal("Nobody told it.", SignalSentences.Of(Signal(), untold).En);
        Assert.StartsWith("Not assessable", SignalSentences.Of(Signal(), Finding(SignalState.NotAssessable)).En, StringComparison.Ordinal);
    }

    [Fact]
    public void AnExplanationIsToldByWhetherItHolds()
    {
        var finding = Finding(SignalState.Fired);
        var test = new InnocentTest("moved", Holds: true, new Dictionary<string, string>(StringComparer.Ordinal) { ["amount"] = "7" });
        Assert.Equal("It moved 7.", SignalSentences.Of(Signal(), finding, test).En);
        Assert.Equal("It did not move 1200.0000.", SignalSentences.Of(Signal(), finding, test with { Holds = false, Facts = new Dictionary<string, string>(StringComparer.Ordinal) }).En);
        Assert.Throws<InvalidOperationException>(() => SignalSentences.Of(Signal(), finding, test with { Code = "other" }));
    }

    private static SignalFinding Finding(SignalState state) => new() { Party = 0, Signal = SignalId.S1, State = state, Facts = Facts };

    private static SignalDefinition Signal() => new(
        SignalId.S1, SignalClass.Notice, [RecordType.Notices], "rule",
        new SignalText
        {
            Title = new Bilingual("Title", "标题"),
            Meaning = new Bilingual("Meaning", "含义"),
            Fired = new Bilingual("It paid {amount}.", "支付了{amount}。"),
            Explanations = new Dictionary<string, Bilingual>(StringComparer.Ordinal) { ["moved"] = new("It moved {amount}.", "已迁移{amount}。") },
            Refutations = new Dictionary<string, Bilingual>(StringComparer.Ordinal) { ["moved"] = new("It did not move {amount}.", "未迁移{amount}。") },
            Reasons = new Dictionary<string, Bilingual>(StringComparer.Ordinal) { ["not_told"] = new("Nobody told it.", "未获通知。") },
        },
        [], (_, _) => throw new InvalidOperationException("not run"));
}
