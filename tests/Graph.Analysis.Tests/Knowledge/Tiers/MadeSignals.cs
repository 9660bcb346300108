using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;

namespace Graph.Analysis.Tests.Knowledge.Tiers;

/// <summary>Signals whose findings a test writes down, so that the gate is tested without them.</summary>
internal static class MadeSignals
{
    private static readonly Bilingual Nothing = new("", "");

    /// <summary>Results of S1 to S10; parties without a finding are quiet.</summary>
    public static IReadOnlyList<SignalResult> Of(KnowledgeView view, params SignalFinding[] findings) =>
    [
        .. Enum.GetValues<SignalId>().Select(id => new SignalResult(Definition(id),
        [
            .. view.Judged.Select(party => Array.Find(findings, finding => finding.Signal == id && finding.Party == party)
                ?? new SignalFinding { Party = party, Signal = id, State = SignalState.Quiet, Statistic = 0 }),
        ])),
    ];

    /// <summary>The class of a signal as method §3 has it.</summary>
    public static SignalClass ClassOf(SignalId id) => id is SignalId.S1 or SignalId.S2 or SignalId.S10 ? SignalClass.Notice : SignalClass.Conduct;

    public static SignalDefinition Definition(SignalId id) => new(id, ClassOf(id), [], "", new SignalText
    {
        Title = Nothing,
        Meaning = Nothing,
        Fired = Nothing,
        Explanations = new Dictionary<string, Bilingual>(),
        Refutations = new Dictionary<string, Bilingual>(),
    }, [], (view, _) => Of(view).Single(result => result.Definition.Id == id));

    /// <summary>A finding that fired.</summary>
    public static SignalFinding Fired(this KnowledgeView view, string party, SignalId id, string? since, decimal yuan, params string[] files) => new()
    {
        Party = view.Flow.Graph.Parties.Select((info, i) => (info.Id, i)).Single(pair => pair.Id == party).i,
        Signal = id,
        State = SignalState.Fired,
        Statistic = 1,
        Weight = 0.5,
        Amount = (long)(yuan * 10_000),
        Since = since is null ? null : DateOnly.Parse(since),
        Rows = [.. files.Select((file, line) => new RowOrigin(view.Records.Files.ToList().IndexOf(file), line + 2))],
        RowsInAll = files.Length,
    };
}
