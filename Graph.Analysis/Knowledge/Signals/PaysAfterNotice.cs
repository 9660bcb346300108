using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>How much went on after a notice was delivered: what accrued per day on the sites it told of, once the grace period was over, divided by what accrued per day before; 1 means that nothing changed, 10 is the most that is counted. It fires when, in up to 84 days after the reply window, these sites brought at least a fifth of the rate before, on at least two days, some of them still earn, at least 21 days have passed since the delivery, and slowness does not explain it: not where new intermediaries came after a notice (S5).</summary>
/// <remarks>
/// <para>The rate before covers up to 84 days before the delivery, from the first accrual of the party on the site on; the rate after runs from
/// the end of the grace period to t. Both are summed over all sites that were told. A notice names a site, an account (then all that
/// the party pays into it) or nothing (then every site that lists showed as a pirate site on the day of the delivery).</para>
/// <para>Accrued, not paid, is what counts. Weight: <see cref="GoingOnFigures.Weight"/>, and where money still accrued on sites that the party
/// had answered to have removed, 1 − 0.75·(1 − weight). The standard error is that of the ratio by the delta method over weekly sums; time to
/// cut-off is a Kaplan–Meier curve over the told sites. Whether mere slowness lasts so long: <see cref="GoingOn.SlowChance"/>.</para>
/// </remarks>
public static class PaysAfterNotice
{
    /// <summary>Slowness is believed down to this chance: with one site, for 82 days, about the twelve weeks of the rule.</summary>
    private const double SlowLevel = 0.2;

    private const Leniency Tested = Leniency.Undelivered | Leniency.ChangedHands | Leniency.Cleared | Leniency.Young;

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S1, SignalClass.Notice, [RecordType.Notices],
        "ratio in the 84 days after the reply window >= 0.2 and late days >= 2 and a site still earns and age of the delivery >= 21 days and (chance of mere slowness <= 0.2 or S5 fired)",
        PaysAfterTexts.Notice,
        [
            .. GoingOnFigures.Measures("S1", "after a notice", "收到通知后"),
            new FeatureDefinition("s1_slow_chance", "S1", Monotone.Decreasing, false, new Bilingual(
                "chance that a party that is merely slow goes on for so long after notices", "仅因迟缓而在通知后继续这么久的概率")),
            new FeatureDefinition("s1_claimed_share", "S1", Monotone.Increasing, false, new Bilingual(
                "share of what accrued after a notice on sites answered to have been removed", "收到通知后的应计中,已答复“已移除”的网站所占比例")),
        ],
        Run);

    /// <summary>Looks at every judged party.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SignalResult Run(KnowledgeView view, CancellationToken cancellation)
    {
        if (!view.Records.Present.Contains(RecordType.Notices))
        {
            return new SignalResult(Definition, [.. view.Judged.Select(party => NotTold(party, []) with { Reason = null, Missing = [RecordType.Notices] })]);
        }

        var records = new ToldRecords(view);
        var hiding = HidesBehindIntermediaries.Run(view, cancellation).Findings;
        var findings = new List<SignalFinding>(view.Judged.Count);
        for (var i = 0; i < view.Judged.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            findings.Add(Find(records, view.Judged[i], hiding[i].State == SignalState.Fired ? hiding[i].Statistic : 0.0));
        }

        return new SignalResult(Definition, findings);
    }

    private static SignalFinding Find(ToldRecords records, int party, double hidden)
    {
        var notices = records.NoticesOf(party);
        var going = Courses(records, party);
        var holding = GoingOnFigures.Holding(going, Tested);
        var delivered = records.DeliveriesTo(party);
        if (delivered.Count == 0 && !holding.HasFlag(Leniency.Undelivered))
        {
            return NotTold(party, notices);
        }

        var slow = going.Fires(Leniency.None) && hidden == 0.0 && going.SlowChance() > SlowLevel;
        var paidLater = going.Amount(Leniency.None) == 0 ? SettledAfter(records, party, going) : 0;
        var state = going.Fires(Leniency.None) && !slow ? SignalState.Fired
            : slow || paidLater > 0 || holding != Leniency.None ? SignalState.Explained
            : SignalState.Quiet;
        var facts = GoingOnFigures.Facts(records, going, holding);
        var claimed = Claimed(records, going);
        facts["notices"] = Figure.Count(notices.Count);
        facts["delivered"] = Figure.Count(delivered.Count);
        facts["claimed"] = Figure.Amount(claimed);
        var (rows, inAll) = state == SignalState.Quiet ? ([], 0) : Rows(records, going, holding, notices);
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S1,
            State = state,
            Statistic = going.Ratio(Leniency.None),
            StandardError = going.StandardError(),
            Weight = state != SignalState.Fired ? 0.0
                : claimed > 0 ? 1.0 - (0.75 * (1.0 - GoingOnFigures.Weight(going))) : GoingOnFigures.Weight(going),
            Amount = going.Amount(holding),
            Since = state == SignalState.Fired ? FirstAfter(records, going) : null,
            Rows = rows,
            RowsInAll = inAll,
            Innocent = Explanations(records, party, going, holding, paidLater, slow, hidden),
            Measures = [.. GoingOnFigures.Values(records, party, going), going.SlowChance(), going.Amount(Leniency.None) is var after and > 0 ? (double)claimed / after : 0.0],
            Facts = facts,
        };
    }

    /// <summary>The courses of all that notices told a party of.</summary>
    internal static GoingOn Courses(ToldRecords records, int party)
    {
        if (records.NoticesOf(party).Count == 0)
        {
            return new GoingOn(records, [], GoingOn.FifthRatio);
        }

        var accruals = new SiteAccruals(records.View, party);
        return new GoingOn(records, [.. records.ByNotice(party, accruals).Select(told => SubjectCourse.Of(records, accruals, told)).OfType<SubjectCourse>()], GoingOn.FifthRatio);
    }

    private static SignalFinding NotTold(int party, IReadOnlyList<int> notices) => new()
    {
        Party = party,
        Signal = SignalId.S1,
        State = SignalState.NotAssessable,
        Reason = "not_told",
        Facts = new Dictionary<string, string> { ["notices"] = Figure.Count(notices.Count) },
    };

    private static InnocentTest[] Explanations(
        ToldRecords records, int party, GoingOn going, Leniency holding, long paidLater, bool slow, double hidden)
    {
        var sent = records.NoticesOf(party).Count;
        var undelivered = sent - records.DeliveriesTo(party).Count;
        var told = going.Courses.Where(course => course.Told.Arrived).ToList();
        var rebutted = told.Count(course => IsRebutted(records, course));
        return
        [
            Test("paid_later", paidLater > 0, ("settled", Figure.Amount(paidLater)), ("amount", Figure.Amount(going.Amount(Leniency.None)))),
            Test("undelivered", holding.HasFlag(Leniency.Undelivered), ("undelivered", Figure.Count(undelivered)), ("notices", Figure.Count(sent))),
            Test("changed_hands", holding.HasFlag(Leniency.ChangedHands), ("sites", Figure.Count(told.Count(course => course.ChangedHands)))),
            Test("cleared", holding.HasFlag(Leniency.Cleared), ("sites", Figure.Count(told.Count(course => course.Cleared)))),
            Test("rebutted", holding.HasFlag(Leniency.Cleared) && rebutted > 0, ("sites", Figure.Count(rebutted))),
            Test("young", holding.HasFlag(Leniency.Young), ("least_days", Figure.Count(GoingOn.LeastAgeDays))),
            Test("slow", slow, ("hidden", Figure.Ratio(hidden)), ("chance", Figure.Probability(going.SlowChance())), ("median_days", Figure.Count(GoingOn.SlowMedianDays)), ("restricted_days", Figure.Ratio(going.TimeToCutOff().RestrictedMean(GoingOnFigures.Horizon)))),
        ];
    }

    private static InnocentTest Test(string code, bool holds, params (string Name, string Value)[] facts) =>
        new(code, holds, facts.ToDictionary(fact => fact.Name, fact => fact.Value));

    /// <summary>The party refused, and a white entry on the site is in force: it was right.</summary>
    internal static bool IsRebutted(ToldRecords records, SubjectCourse course) =>
        course.Told is { Arrived: true, Notice: >= 0 }
        && records.View.Records.Notices[course.Told.Notice].Response == NoticeResponse.Refused
        && records.Standing.WhiteOn(course.Told.Site, records.View.AsOf);

    /// <summary>What was settled after the telling and the grace period to accounts of the told sites, in units.</summary>
    private static long SettledAfter(ToldRecords records, int party, GoingOn going)
    {
        var from = new Dictionary<int, DateOnly>();
        foreach (var course in going.Counted(Leniency.None))
        {
            foreach (var row in course.Rows)
            {
                var payee = OwnerChange.PayeeOf(records.View.Records.Placements[row]);
                from[payee] = from.TryGetValue(payee, out var known) && known < course.Told.ToldOn ? known : course.Told.ToldOn;
            }
        }

        long settled = 0;
        foreach (ref readonly var payment in records.PaidBy(party))
        {
            settled += from.TryGetValue(payment.Payee, out var told) && payment.Day > told.AddDays(records.View.Options.GraceDays)
                ? payment.Counted : 0;
        }

        return Math.Max(0, settled);
    }

    /// <summary>What accrued on sites after the party had answered that they were removed, in units.</summary>
    private static long Claimed(ToldRecords records, GoingOn going)
    {
        long claimed = 0;
        foreach (var course in going.Counted(Leniency.None).Where(course => course.Told.Arrived && !course.ChangedHands))
        {
            var notice = records.View.Records.Notices[course.Told.Notice];
            if (notice is { Response: NoticeResponse.Removed, RespondedAt: { } at })
            {
                var graceEnd = course.Told.ToldOn.AddDays(records.View.Options.GraceDays);
                var from = LocalDay.Of(at) > graceEnd ? LocalDay.Of(at) : graceEnd;
                claimed += course.Rows.Sum(row => records.View.Records.Placements[row] is var placement && placement.Day > from ? placement.Gross : 0);
            }
        }

        return claimed;
    }

    private static DateOnly FirstAfter(ToldRecords records, GoingOn going) => going.Open(Leniency.None)
        .SelectMany(course => course.Rows.Select(row => records.View.Records.Placements[row].Day)
            .Where(day => day > course.Told.ToldOn.AddDays(records.View.Options.GraceDays)))
        .Min();

    private static (IReadOnlyList<RowOrigin> Rows, int InAll) Rows(
        ToldRecords records, GoingOn going, Leniency holding, IReadOnlyList<int> notices)
    {
        var documents = going.Counted(holding).Select(course => course.Told.Source)
            .Concat(going.Courses.Where(course => course.Cleared).Select(course => records.Standing.ClearingEntry(course.Told.Site, records.View.AsOf)?.Origin).OfType<RowOrigin>());
        return CitedRows.Choose(
            records.View,
            going.Courses.Count == 0 ? notices.Select(notice => records.View.Records.Notices[notice].Origin) : documents,
            going.RowsAfter(holding));
    }
}
