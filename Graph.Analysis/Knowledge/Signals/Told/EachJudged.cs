using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>Looks at one judged party after another.</summary>
internal static class EachJudged
{
    /// <summary>Asks for every party; without the record type that the signal rests on none of them is assessable.</summary>
    /// <param name="definition">The signal.</param>
    /// <param name="view">What was known and done.</param>
    /// <param name="needed">The record type.</param>
    /// <param name="find">What the signal finds about a party.</param>
    /// <param name="cancellation">Stops the work between two parties.</param>
    public static SignalResult Find(
        SignalDefinition definition, KnowledgeView view, RecordType needed, Func<ToldRecords, int, SignalFinding> find, CancellationToken cancellation)
    {
        if (!view.Records.Present.Contains(needed))
        {
            return new SignalResult(definition, [.. view.Judged.Select(party => new SignalFinding
            {
                Party = party, Signal = definition.Id, State = SignalState.NotAssessable, Missing = [needed],
            })]);
        }

        var records = new ToldRecords(view);
        var findings = new List<SignalFinding>(view.Judged.Count);
        foreach (var party in view.Judged)
        {
            cancellation.ThrowIfCancellationRequested();
            findings.Add(find(records, party));
        }

        return new SignalResult(definition, findings);
    }
}
