using Graph.Analysis.Knowledge.Classifier;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>What S1 and S2 say in figures about a party that was told.</summary>
internal static class GoingOnFigures
{
    /// <summary>Days after the telling over which mean times to cut-off are taken.</summary>
    public const int Horizon = 84;

    /// <summary>The figures for the classifier, the same for notices and lists.</summary>
    /// <param name="signal"><c>S1</c> or <c>S2</c>.</param>
    /// <param name="told">How the party was told: <c>after a notice</c>.</param>
    /// <param name="toldZh">The same in Chinese.</param>
    public static IReadOnlyList<FeatureDefinition> Measures(string signal, string told, string toldZh)
    {
        var prefix = signal.ToLowerInvariant();
        return
        [
            Feature("ratio", true, $"rate {told} over the rate before", $"{toldZh}的日均应计与此前之比"),
            Feature("follow_ratio", true, $"rate {told} in the days that follow the reply window, over the rate before", $"{toldZh}、答复期满后的日均应计与此前之比"),
            Feature("open_share", false, $"share of sites that still earn {told}", $"{toldZh}仍在产生收入的网站占比"),
            Feature("restricted_days", false, $"mean days to cut-off {told}, counted up to {Horizon}", $"{toldZh}平均停止天数(至多计{Horizon}天)"),
            Feature("after_share", false, $"what accrued {told} in the window, as a share of all payouts", $"窗口内{toldZh}的应计占全部支出的比例"),
            Feature("overdue_days", true, $"days {told} and the reply window on which it still accrued", $"{toldZh}且答复期满后仍有应计的天数"),
            Feature("late_starts", true, $"sites that it began to serve {told}", $"{toldZh}才开始投放的网站数"),
        ];

        FeatureDefinition Feature(string name, bool heavy, string en, string zh) =>
            new($"{prefix}_{name}", signal, Monotone.Increasing, heavy, new Bilingual(en, zh));
    }

    /// <summary>The values, in the order of <see cref="Measures"/>.</summary>
    public static double[] Values(ToldRecords records, int party, GoingOn going)
    {
        var counted = going.Counted(Leniency.None).ToList();
        return
        [
            going.Ratio(Leniency.None),
            going.FollowRatio(Leniency.None),
            counted.Count == 0 ? 0.0 : (double)counted.Count(IsOpen) / counted.Count,
            going.TimeToCutOff().RestrictedMean(Horizon),
            AfterShare(records, party, going),
            going.LateDays(Leniency.None).Count,
            counted.Count(course => !course.Served && course.After > 0),
        ];
    }

    /// <summary>Whether a subject still earns from the party, for the owner of whom it was told.</summary>
    public static bool IsOpen(SubjectCourse course) => course.Open && !course.ChangedHands && course.After > 0;

    /// <summary>Facts that the sentences of both signals use.</summary>
    public static Dictionary<string, string> Facts(ToldRecords records, GoingOn going, Leniency leniency)
    {
        var counted = going.Counted(leniency).ToList();
        var late = going.LateDays(leniency);
        var days = going.RowsAfter(leniency).Select(row => records.View.Records.Placements[row].Day).ToList();
        return new Dictionary<string, string>
        {
            ["subjects"] = Figure.Count(counted.Select(course => course.Told.Site).Distinct().Count()),
            ["open"] = Figure.Count(going.Open(leniency).Select(course => course.Told.Site).Distinct().Count()),
            ["ratio"] = Figure.Ratio(going.Ratio(leniency)),
            ["follow_ratio"] = Figure.Ratio(going.FollowRatio(leniency)),
            ["amount"] = Figure.Amount(going.Amount(leniency)),
            ["late_days"] = Figure.Count(late.Count),
            ["first_after"] = LocalDay.Text(days.Count == 0 ? null : days.Min()),
            ["last_after"] = LocalDay.Text(days.Count == 0 ? null : days.Max()),
            ["restricted_days"] = Figure.Ratio(going.TimeToCutOff().RestrictedMean(Horizon)),
            ["first_told"] = LocalDay.Text(counted.Count == 0 ? null : counted.Min(course => course.Told.ToldOn)),
        };
    }

    /// <summary>Strength: the ratio that follows the reply window, at most 1, times 1 − e^(−w/4), w the weeks from the first end of a reply window to the last accrual.</summary>
    public static double Weight(GoingOn going)
    {
        var actBy = going.Open(Leniency.None).Min(course => course.Told.ActBy);
        var weeks = (going.LateDays(Leniency.None).Max.DayNumber - actBy.DayNumber) / 7.0;
        return Math.Min(1.0, going.FollowRatio(Leniency.None)) * (1.0 - Math.Exp(-weeks / 4.0));
    }

    /// <summary>Which explanations, left untested, would let the rule fire where it does not: each that is enough alone or without which it would not.</summary>
    public static Leniency Holding(GoingOn going, Leniency tested)
    {
        if (going.Fires(Leniency.None) || !going.Fires(tested))
        {
            return Leniency.None;
        }

        var holding = Leniency.None;
        foreach (var one in Enum.GetValues<Leniency>().Where(one => one != Leniency.None && tested.HasFlag(one)))
        {
            holding |= going.Fires(one) || !going.Fires(tested & ~one) ? one : Leniency.None;
        }

        return holding == Leniency.None ? tested : holding;
    }

    private static double AfterShare(ToldRecords records, int party, GoingOn going)
    {
        var view = records.View;
        long after = 0;
        foreach (var row in going.RowsAfter(Leniency.None))
        {
            after += view.Records.Placements[row].Day >= view.Records.Cut.WindowFrom ? view.Records.Placements[row].Gross : 0;
        }

        var payouts = view.Exposure.Parties[party].Out;
        return payouts == 0 ? double.NaN : Math.Min(1.0, (double)after / payouts);
    }
}
