using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>How many penalties were delivered to the party, or verdicts found that it knew, within the years before the as-of date that count as recidivism; those about another party of the same legal id count too. It fires when there is at least one, and the party accrued on sites known to it as pirate sites again, on at least two days after the time to act on the first of them.</summary>
/// <remarks>
/// <para>A later verdict that the party is clean annuls what came before it. Known to it: listed, or named by a delivered notice, by the day of the accrual.
/// Where neither notices nor verdicts were handed in it is not assessable; either is enough.</para>
/// <para>Weight: 1 − 0.5ⁿ, n the number that counts.</para>
/// </remarks>
public static class Recidivism
{
    private const int LeastDays = 2;

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S10, SignalClass.Notice, [RecordType.Notices, RecordType.Verdicts],
        "penalties and verdicts >= 1 within the recidivism years, and accruals on known pirate sites on >= 2 later days", RecidivismText.Text,
        [
            Feature("priors", true, "penalties and verdicts before", "此前的处罚与裁决数"),
            Feature("relapse", false, "whether it accrued on known pirate sites again afterwards", "其后是否再次在已知盗版网站产生应计"),
            Feature("nearness", false, "how recent the last of them is, 1 today and 0 at the end of the period", "最近一次的远近(今日为1,期限末为0)"),
        ],
        Run);

    /// <summary>Looks at every judged party.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SignalResult Run(KnowledgeView view, CancellationToken cancellation)
    {
        if (!view.Records.Present.Contains(RecordType.Notices) && !view.Records.Present.Contains(RecordType.Verdicts))
        {
            return new SignalResult(Definition, [.. view.Judged.Select(party => new SignalFinding
            {
                Party = party, Signal = SignalId.S10, State = SignalState.NotAssessable, Missing = [RecordType.Notices, RecordType.Verdicts],
            })]);
        }

        var records = new ToldRecords(view);
        var priors = new PriorRecords(records);
        var findings = new List<SignalFinding>(view.Judged.Count);
        foreach (var party in view.Judged)
        {
            cancellation.ThrowIfCancellationRequested();
            findings.Add(Find(records, party, priors.Of(party)));
        }

        return new SignalResult(Definition, findings);
    }

    private static SignalFinding Find(ToldRecords records, int party, IReadOnlyList<PriorRecord> priors)
    {
        var counting = priors.Where(prior => prior.Counts).ToList();
        var again = counting.Count == 0 ? [] : Relapse(records, party, counting[0].Day.AddDays(records.View.Options.ReplyDays));
        var days = again.Select(row => records.View.Records.Placements[row].Day).Distinct().Order().ToList();
        var state = counting.Count > 0 && days.Count >= LeastDays ? SignalState.Fired
            : priors.Count > 0 ? SignalState.Explained : SignalState.Quiet;
        var amount = again.Sum(row => records.View.Records.Placements[row].Gross);
        var (rows, inAll) = state == SignalState.Quiet ? ([], 0) : CitedRows.Choose(records.View, priors.Select(prior => prior.Origin), again);
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S10,
            State = state,
            Statistic = counting.Count,
            Weight = state == SignalState.Fired ? 1.0 - Math.Pow(0.5, counting.Count) : 0.0,
            Amount = amount,
            Since = state == SignalState.Fired ? days[0] : null,
            Rows = rows,
            RowsInAll = inAll,
            Innocent = Explanations(priors, counting.Count, days.Count),
            Measures = [counting.Count, state == SignalState.Fired ? 1.0 : 0.0, counting.Count == 0 ? 0.0 : Nearness(records.View, counting[^1].Day)],
            Facts = Facts(counting, days, amount, records.View.Options.RecidivismYears),
        };
    }

    private static double Nearness(KnowledgeView view, DateOnly day)
    {
        var from = PriorRecords.FirstDay(view);
        return Math.Clamp((day.DayNumber - from.DayNumber) / (double)Math.Max(1, view.AsOf.DayNumber - from.DayNumber), 0.0, 1.0);
    }

    private static InnocentTest[] Explanations(IReadOnlyList<PriorRecord> priors, int counting, int days)
    {
        var others = priors.Count(prior => prior.AnotherPerson);
        var annulled = priors.Count(prior => prior.Annulled);
        return
        [
            Test("another_person", counting == 0 && others > 0, ("others", Figure.Count(others))),
            Test("annulled", counting == 0 && annulled > 0, ("annulled", Figure.Count(annulled))),
            Test("no_relapse", counting > 0 && days < LeastDays, ("days", Figure.Count(days))),
        ];
    }

    private static InnocentTest Test(string code, bool holds, (string Name, string Value) fact) =>
        new(code, holds, new Dictionary<string, string> { [fact.Name] = fact.Value });

    private static Dictionary<string, string> Facts(List<PriorRecord> counting, List<DateOnly> days, long amount, int years) => new()
    {
        ["priors"] = Figure.Count(counting.Count),
        ["penalties"] = Figure.Count(counting.Count(prior => prior.IsPenalty)),
        ["verdicts"] = Figure.Count(counting.Count(prior => !prior.IsPenalty)),
        ["years"] = Figure.Count(years),
        ["first"] = LocalDay.Text(counting.Count == 0 ? null : counting[0].Day),
        ["amount"] = Figure.Amount(amount),
        ["days"] = Figure.Count(days.Count),
        ["since"] = LocalDay.Text(days.Count == 0 ? null : days[0]),
    };

    /// <summary>Rows after a day on sites that were known to the party as pirate sites when they accrued.</summary>
    private static List<int> Relapse(ToldRecords records, int party, DateOnly after)
    {
        var accruals = new SiteAccruals(records.View, party);
        var noticed = records.ByNotice(party, accruals).Where(told => told.Arrived && told.Account < 0).ToDictionary(told => told.Site, told => told.ActBy);
        var rows = new List<int>();
        foreach (var row in accruals.Rows)
        {
            ref readonly var placement = ref records.View.Records.Placements[row];
            var told = records.Standing.ListedOn(placement.Site, placement.Day.AddDays(-records.View.Options.GraceDays))
                || (noticed.TryGetValue(placement.Site, out var actBy) && placement.Day > actBy);
            if (placement.Day > after && told && !records.Standing.ClearedOn(placement.Site, records.View.AsOf) && !records.Standing.ClearedOn(placement.Site, placement.Day))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static FeatureDefinition Feature(string name, bool heavy, string en, string zh) =>
        new($"s10_{name}", "S10", Monotone.Increasing, heavy, new Bilingual(en, zh));
}
