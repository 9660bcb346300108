using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge;

/// <summary>How a party reacts when it is told: what tells the slow from those who go on.</summary>
/// <remarks>None of these is a signal: being slow to everybody is negligent, and being slow to nobody is neither. A value is missing where nothing was told.</remarks>
public static class Negligence
{
    /// <summary>The features, in the order of the values.</summary>
    public static IReadOnlyList<FeatureDefinition> Features { get; } =
    [
        Feature("slowness", "mean days from a notice or listing to the cut-off, counted up to 84", "从通知或列名到停止的平均天数(至多计84天)"),
        Feature("slowness_variation", "how unequal these days are: standard deviation over mean", "上述天数的差异程度:标准差与均值之比"),
        Feature("fixed_share", "share of noticed sites that were cut off", "被通知网站中已停止的比例"),
        Feature("prompt_share", "share of noticed sites that were cut off within the reply window", "被通知网站中在答复期内停止的比例"),
        Feature("answered_removed", "share of notices answered with removed", "答复“已移除”的通知比例"),
        Feature("answered_partial", "share of notices answered with partial", "答复“部分移除”的通知比例"),
        Feature("answered_refused", "share of notices answered with a refusal", "答复“拒绝”的通知比例"),
        Feature("unanswered", "share of notices whose reply window passed without an answer", "答复期满未答复的通知比例"),
        Feature("rebutted", "share of noticed sites for which a refusal was right", "拒绝理由成立的被通知网站比例"),
    ];

    /// <summary>Computes the values.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One array per entry of <see cref="KnowledgeView.Judged"/>, in the order of <see cref="Features"/>; NaN is missing.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<double[]> Run(KnowledgeView view, CancellationToken cancellation)
    {
        var records = new ToldRecords(view);
        var values = new List<double[]>(view.Judged.Count);
        foreach (var party in view.Judged)
        {
            cancellation.ThrowIfCancellationRequested();
            var noticed = PaysAfterNotice.Courses(records, party);
            values.Add([.. Slowness(records, party, noticed), .. Fixing(records, noticed), .. Answers(records, party), Rebutted(records, noticed)]);
        }

        return values;
    }

    /// <summary>Restricted mean and coefficient of variation over noticed and listed sites; a site that was both counts from its notice.</summary>
    private static double[] Slowness(ToldRecords records, int party, GoingOn noticed)
    {
        var sites = noticed.Courses.Where(course => course.Told.Arrived).Select(course => course.Told.Site).ToHashSet();
        var listed = PaysAfterListing.Courses(records, party);
        var times = Served(noticed, noticed.Counted(Leniency.None))
            .Concat(Served(listed, listed.Counted(Leniency.None).Where(course => !sites.Contains(course.Told.Site)))).ToList();
        if (times.Count == 0)
        {
            return [double.NaN, double.NaN];
        }

        var mean = KaplanMeier.Run(times).RestrictedMean(GoingOnFigures.Horizon);
        var days = times.Where(time => time.Ended).Select(time => (double)Math.Min(time.Days, GoingOnFigures.Horizon)).ToList();
        return [mean, days.Count < 2 || days.Average() == 0.0 ? double.NaN : Math.Sqrt(days.Sum(day => (day - days.Average()) * (day - days.Average())) / (days.Count - 1)) / days.Average()];
    }

    private static IEnumerable<SurvivalTime> Served(GoingOn going, IEnumerable<SubjectCourse> courses) =>
        courses.Where(going.WasServed).Select(going.Lasting);

    private static double[] Fixing(ToldRecords records, GoingOn noticed)
    {
        var ripe = noticed.Counted(Leniency.None).Where(course => noticed.WasServed(course) && course.Told.ActBy < records.View.AsOf).ToList();
        if (ripe.Count == 0)
        {
            return [double.NaN, double.NaN];
        }

        var prompt = ripe.Count(course => noticed.Lasting(course) is { Ended: true } time && course.Told.ToldOn.AddDays(time.Days) <= course.Told.ActBy);
        return [(double)ripe.Count(course => noticed.Lasting(course).Ended) / ripe.Count, (double)prompt / ripe.Count];
    }

    private static double[] Answers(ToldRecords records, int party)
    {
        var due = records.NoticesOf(party).Where(i => records.DeliveredOn(i) is { } day
            && (records.View.Records.Notices[i].RespondedAt is not null || records.ActBy(i, day) < records.View.AsOf)).ToList();
        return [Share(NoticeResponse.Removed), Share(NoticeResponse.Partial), Share(NoticeResponse.Refused), Share(null)];

        double Share(NoticeResponse? answer) => due.Count == 0 ? double.NaN
            : (double)due.Count(i => Answer(records.View.Records.Notices[i]) == answer) / due.Count;
    }

    private static NoticeResponse? Answer(Notice notice) => notice.Response == NoticeResponse.None ? null : notice.Response;

    private static double Rebutted(ToldRecords records, GoingOn noticed)
    {
        var told = noticed.Courses.Where(course => course.Told.Arrived).ToList();
        return told.Count == 0 ? double.NaN : (double)told.Count(course => PaysAfterNotice.IsRebutted(records, course)) / told.Count;
    }

    private static FeatureDefinition Feature(string name, string en, string zh) =>
        new($"negligence_{name}", "negligence", Monotone.Free, false, new Bilingual(en, zh));
}
