using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals.Told;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>How many times an owner whose site had been listed, noticed or cut off came back to the party under a new domain within the successor days, beyond what the owner's usual rate of new domains and the habits of other parties predict. It fires when at least two came back and so many would come by chance with an adjusted probability of at most the signal level.</summary>
/// <remarks>
/// <para>One owner: an account, all accounts of its legal id, and accounts that pass money on to one hidden payee. A new domain is one on which the party has no
/// marked accrual before. Usual rate and agencies: <see cref="Successions"/>; habits of others: <see cref="ReadmissionRates"/>; the larger prediction counts, owner by owner.
/// p: <see cref="ReadmissionCase.PValue"/>, adjusted by <see cref="MultipleLooks"/>. The standard error is the square root of the number predicted.</para>
/// <para>Weight: 1 − predicted ÷ seen.</para>
/// </remarks>
public static class ReadmitsPayee
{
    private const int LeastSuccessions = 2;
    private const double NoticeLevel = 0.05;

    /// <summary>The signal.</summary>
    public static SignalDefinition Definition { get; } = new(
        SignalId.S3, SignalClass.Conduct, [],
        "successions >= 2 and adjusted Poisson tail <= the signal level", ReadmitsPayeeText.Text,
        [
            Feature("excess", Monotone.Increasing, true, "payees that came back under a new domain, beyond the usual number", "换域名重新接入的收款方数,超出通常数量的部分"),
            Feature("successions", Monotone.Increasing, true, "payees that came back under a new domain", "换域名重新接入的次数"),
            Feature("dismissed", Monotone.Increasing, true, "the part of it after a notice or a cut-off", "其中在通知或停止之后的次数"),
            Feature("taken_share", Monotone.Increasing, false, "share of the new domains open to it, after a notice or a cut-off, that it took", "通知或停止之后,可接入的新域名中实际接入的比例"),
            Feature("returned_share", Monotone.Increasing, false, "share of owners with a bad site that came back", "有问题网站的所有者中重新接入的比例"),
            Feature("money_share", Monotone.Increasing, false, "what successor domains accrued, as a share of what the party's marked sites did", "后继域名应计占该方全部标记网站应计的比例"),
            Feature("log_p", Monotone.Increasing, true, "minus the decimal logarithm of the chance of so many", "出现这么多次的偶然概率的负常用对数"),
        ],
        Run);

    /// <summary>Looks at every judged party.</summary>
    /// <param name="view">What was known and done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static SignalResult Run(KnowledgeView view, CancellationToken cancellation)
    {
        var records = new ToldRecords(view);
        var cases = Cases(records, cancellation);
        var rates = new ReadmissionRates(cases);
        var spared = MultipleLooks.Adjust(view, view.Judged, [.. cases.Select(one => one.Opportunities == 0 ? double.NaN : one.PValue(rates, true))]);
        var unspared = MultipleLooks.Adjust(view, view.Judged, [.. cases.Select(one => one.Opportunities == 0 ? double.NaN : one.PValue(rates, false))]);
        return new SignalResult(Definition, [.. cases.Select((one, i) => Find(records, view.Judged[i], one, rates, spared[i], unspared[i]))]);
    }

    private static List<ReadmissionCase> Cases(ToldRecords records, CancellationToken cancellation)
    {
        var owners = new PayeeOwners(records.View);
        var histories = new List<(SiteAccruals Accruals, IReadOnlyList<OwnerHistory> Owners)>(records.View.Judged.Count);
        var opened = new Dictionary<int, Dictionary<int, DateOnly>>();
        foreach (var party in records.View.Judged)
        {
            cancellation.ThrowIfCancellationRequested();
            var accruals = new SiteAccruals(records.View, party);
            histories.Add((accruals, OwnerHistory.Of(records, owners, party, accruals)));
            OwnerHistory.AddOpenings(histories[^1].Owners, opened);
        }

        return [.. histories.Select(entry => new ReadmissionCase(records, entry.Accruals, entry.Owners, opened))];
    }

    private static SignalFinding Find(ToldRecords records, int party, ReadmissionCase found, ReadmissionRates rates, double adjusted, double unspared)
    {
        var view = records.View;
        var seen = found.Successors;
        var expected = found.Expected(rates, true);
        var enough = seen.Count >= LeastSuccessions;
        var state = enough && adjusted <= view.Options.SignalLevel ? SignalState.Fired
            : enough && unspared <= view.Options.SignalLevel ? SignalState.Explained
            : SignalState.Quiet;
        var rows = seen.SelectMany(site => found.Accruals.Of(site.Site).ToArray()).ToList();
        var amount = rows.Sum(row => view.Records.Placements[row].Gross);
        var (cited, inAll) = state == SignalState.Quiet ? ([], 0) : CitedRows.Choose(view, Documents(records, party, found), rows.Concat(FormerRows(found)));
        return new SignalFinding
        {
            Party = party,
            Signal = SignalId.S3,
            State = state,
            Statistic = seen.Count - expected,
            StandardError = Math.Sqrt(expected),
            PValue = found.Opportunities == 0 ? double.NaN : found.PValue(rates, true),
            AdjustedPValue = adjusted,
            Weight = state == SignalState.Fired ? 1.0 - Math.Min(1.0, expected / seen.Count) : 0.0,
            Amount = amount,
            Since = state == SignalState.Fired ? found.Since(NoticeLevel) : null,
            Rows = cited,
            RowsInAll = inAll,
            Innocent = Explanations(found, rates, state == SignalState.Explained, records),
            Measures = Values(view, party, found, rates, amount),
            Facts = Facts(found, rates, amount, adjusted, view.Options.SuccessorDays),
        };
    }

    private static InnocentTest[] Explanations(ReadmissionCase found, ReadmissionRates rates, bool agency, ToldRecords records)
    {
        var white = found.Accruals.Sites.Count(site => records.Standing.ClearedOn(site, records.View.AsOf));
        return
        [
            new InnocentTest("agency", agency, new Dictionary<string, string>
            {
                ["agencies"] = Figure.Count(found.Agencies),
                ["owners"] = Figure.Count(found.Owners),
                ["expected"] = Figure.Ratio(found.Expected(rates, true)),
            }),
            new InnocentTest("cleared", false, new Dictionary<string, string> { ["sites"] = Figure.Count(white) }),
        ];
    }

    private static Dictionary<string, string> Facts(ReadmissionCase found, ReadmissionRates rates, long amount, double adjusted, int days) => new()
    {
        ["successions"] = Figure.Count(found.Successors.Count),
        ["dismissed"] = Figure.Count(found.DismissedSuccessions),
        ["returned"] = Figure.Count(found.Returned),
        ["owners"] = Figure.Count(found.Owners),
        ["expected"] = Figure.Ratio(found.Expected(rates, true)),
        ["amount"] = Figure.Amount(amount),
        ["days"] = Figure.Count(days),
        ["listed_since"] = Figure.Count(found.Successors.Count(site => site.KnownBad is not null)),
        ["first"] = LocalDay.Text(found.Successors.Count == 0 ? null : found.Successors[0].First),
        ["p"] = Figure.Probability(adjusted),
    };

    private static double[] Values(KnowledgeView view, int party, ReadmissionCase found, ReadmissionRates rates, long amount)
    {
        long all = 0;
        foreach (var row in view.RowsOf(party))
        {
            all += view.Records.Placements[row].Gross;
        }

        var seen = found.Successors.Count;
        return
        [
            Math.Max(0.0, seen - found.Expected(rates, true)),
            seen,
            found.DismissedSuccessions,
            found.DismissedOpportunities == 0 ? 0.0 : (double)found.DismissedSuccessions / found.DismissedOpportunities,
            found.Owners == 0 ? 0.0 : (double)found.Returned / found.Owners,
            all == 0 ? 0.0 : (double)amount / all,
            found.Opportunities == 0 ? 0.0 : Math.Min(100.0, -Math.Log10(found.PValue(rates, true))),
        ];
    }

    /// <summary>The list entries and notices that spoke of the owners' former sites.</summary>
    private static IEnumerable<RowOrigin> Documents(ToldRecords records, int party, ReadmissionCase found)
    {
        var former = found.Reasons.Select(site => site.Site).ToHashSet();
        return former.Select(site => records.Standing.FirstEntry(site)?.Origin).OfType<RowOrigin>()
            .Concat(records.ByNotice(party, found.Accruals).Where(told => told.Arrived && former.Contains(told.Site)).Select(told => told.Source));
    }

    /// <summary>The last row of each former site: with the successor's first row it shows that one payee was paid for both.</summary>
    private static IEnumerable<int> FormerRows(ReadmissionCase found) =>
        found.Reasons.Select(site => found.Accruals.Of(site.Site)[^1]);

    private static FeatureDefinition Feature(string name, Monotone monotone, bool heavy, string en, string zh) =>
        new($"s3_{name}", "S3", monotone, heavy, new Bilingual(en, zh));
}
