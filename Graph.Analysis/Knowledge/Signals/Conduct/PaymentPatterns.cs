using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>Finds how a payer arranged its payments for pirate sites.</summary>
internal sealed class PaymentPatterns
{
    private const int DormantDays = 182;
    private const int LeastMatches = 2;
    private const int MatchTolerance = 50; // one part in so many: 2 %

    private readonly ConductRecords records;
    private readonly SiteChains chains;
    private readonly int payer;
    private readonly SortedDictionary<int, PayerAccount> accounts;
    private readonly SortedDictionary<int, List<MarkedSettlement>> payments = [];

    /// <summary>Collects the payer's accounts and payments.</summary>
    public PaymentPatterns(ConductRecords records, SiteChains chains, int payer)
    {
        (this.records, this.chains, this.payer) = (records, chains, payer);
        accounts = PayerAccounts.Of(records, payer);
        foreach (var row in records.PaidBy(payer))
        {
            if (row.Counted > 0)
            {
                (payments.TryGetValue(row.Payee, out var known) ? known : payments[row.Payee] = []).Add(row);
            }
        }
    }

    /// <summary>Whether it pays an account that lives on pirate sites.</summary>
    public bool MeetsPirates => accounts.Values.Any(account => account.KnownFrom is not null);

    /// <summary>Σ of what it paid in the marked settlements, in units.</summary>
    public long Settled => payments.Values.Sum(rows => rows.Sum(row => row.Counted));

    /// <summary>Payments around round limits that runs of split ones were compared with: their p-value, NaN without such runs.</summary>
    public double SplitPValue { get; private set; } = double.NaN;

    /// <summary>All patterns: substitutes first, then splits and revived accounts, by payee.</summary>
    public List<PaymentPattern> Find()
    {
        var substitutes = Substitutes().ToList();
        var concerned = accounts.Where(account => account.Value.KnownFrom is not null).Select(account => account.Key)
            .Concat(substitutes.Select(pattern => pattern.Payee)).Distinct().Order().ToList();
        return [.. substitutes, .. Splits(concerned), .. Revived()];
    }

    private List<PaymentPattern> Splits(List<int> payees)
    {
        var runs = payees.Where(payments.ContainsKey).Select(payee => (Payee: payee, Run: SplitPayments.Find(payments[payee]))).Where(found => found.Run.Rows.Count > 0).ToList();
        if (runs.Count == 0)
        {
            return [];
        }

        var limits = new SortedSet<long>(runs.SelectMany(found => found.Run.Limits));
        var all = payees.Where(payments.ContainsKey).SelectMany(payee => payments[payee]).ToList();
        SplitPValue = SplitPayments.PValue(records, payer, all, limits);
        var others = payments.Keys.Except(payees).ToList();
        var alike = others.Count(payee => SplitPayments.Find(payments[payee]).Rows.Count > 0);

        // It is like that towards others: around the limits, or as often in runs.
        var usual = SplitPayments.IsUsual(records, payer, all, limits) || (alike > 0 && 2L * alike * payees.Count >= (long)runs.Count * others.Count);
        return [.. runs.Select(found => new PaymentPattern(PatternKind.Split, found.Payee, found.Run.Rows, usual ? "small_payees" : null))];
    }

    /// <summary>Payees that no placement names and that are paid what accrued for an account of pirate sites.</summary>
    private IEnumerable<PaymentPattern> Substitutes()
    {
        var lined = LinedToOthers();
        foreach (var (payee, rows) in payments.Where(paid => records.IsUnnamed(paid.Key)))
        {
            var found = new SortedDictionary<(int, long), MarkedSettlement>();
            foreach (var (account, sums) in accounts.Where(account => account.Value.KnownFrom is not null && !SamePerson(account.Key, payee)))
            {
                var matches = rows.Where(row => Matches(account, sums, row)).ToList();
                foreach (var row in matches.Count >= LeastMatches ? matches : lined.Contains((payee, account)) ? rows.Where(InWindow).ToList() : [])
                {
                    found[(row.Origin.File, row.Origin.Line)] = row;
                }
            }

            if (found.Count > 0)
            {
                yield return new PaymentPattern(PatternKind.Substitute, payee, [.. found.Values.OrderBy(row => row.Day)],
                    chains.OtherPayers(payee, payer) >= Detours.AgentPayers ? "collection_agent" : null);
            }
        }
    }

    /// <summary>Pairs of payee and account where settlement lines say that a payment was for the account's placements.</summary>
    private HashSet<(int Payee, int Account)> LinedToOthers() =>
        [.. records.View.Flow.Records.Lines.Where(line => line.Payer == payer && line.LastPayer == payer && line.Account >= 0 && line.Payee != line.Account && line.Amount > 0)
            .Select(line => (line.Payee, line.Account))];

    private bool InWindow(MarkedSettlement row) => row.Day >= records.View.Records.Cut.WindowFrom;

    /// <summary>The payment is, to 2 %, what accrued for the account in the period paid for, and nothing was paid to the account itself for any of it.</summary>
    private bool Matches(int account, PayerAccount sums, MarkedSettlement row)
    {
        if (row is not { PeriodFrom: { } from, PeriodTo: { } to })
        {
            return false;
        }

        var accrued = sums.Between(from, to);
        return accrued > 0 && Math.Abs(row.Counted - accrued) <= accrued / MatchTolerance
            && !(payments.TryGetValue(account, out var own) && own.Exists(paid => (paid.PeriodFrom ?? paid.Day) <= to && (paid.PeriodTo ?? paid.Day) >= from));
    }

    private bool SamePerson(int one, int other) => one == other || (records.LegalId(one) is { } id && id == records.LegalId(other));

    private IEnumerable<PaymentPattern> Revived()
    {
        foreach (var (payee, account) in accounts)
        {
            if (account.KnownFrom is not { } known || !payments.TryGetValue(payee, out var rows))
            {
                continue;
            }

            var days = account.Accruals.Select(row => row.Day).Concat(rows.Select(row => row.Day)).Distinct().Order().ToList();
            var gap = Enumerable.Range(1, days.Count - 1).Where(i => days[i] > known && days[i].DayNumber - days[i - 1].DayNumber >= DormantDays)
                .Select(i => (From: days[i - 1], To: days[i])).FirstOrDefault();
            var again = gap == default ? [] : rows.Where(row => row.Day >= gap.To).ToList();
            if (again.Count > 0)
            {
                var old = again.TrueForAll(row => row.PeriodTo is { } end && end <= gap.From);
                yield return new PaymentPattern(PatternKind.Revived, payee, again, old ? "old_debt" : null);
            }
        }
    }
}
