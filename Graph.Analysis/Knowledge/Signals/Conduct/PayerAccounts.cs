using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>What accrued for an account at a payer, from the rows in which the payer pays it.</summary>
internal sealed class PayerAccount
{
    /// <summary>Days and amounts of its rows, by day.</summary>
    public List<(DateOnly Day, long Gross)> Accruals { get; } = [];

    /// <summary>The first day on which a list showed one of its sites, or a delivered notice named one or the account itself; null: it has no pirate site.</summary>
    public DateOnly? KnownFrom { get; set; }

    /// <summary>Σ gross between two days, both included.</summary>
    public long Between(DateOnly from, DateOnly to) => Accruals.Where(row => row.Day >= from && row.Day <= to).Sum(row => row.Gross);
}

/// <summary>The accounts that a payer pays for placements, and which of them live on pirate sites.</summary>
internal static class PayerAccounts
{
    /// <summary>Collects the accounts of a payer, by index.</summary>
    public static SortedDictionary<int, PayerAccount> Of(ConductRecords records, int payer)
    {
        var accounts = new SortedDictionary<int, PayerAccount>();
        var named = Named(records, payer);
        foreach (var index in records.View.RowsOf(payer))
        {
            ref readonly var row = ref records.View.Records.Placements[index];
            if (ConductRecords.PayerOf(row) != payer || row.Account < 0)
            {
                continue;
            }

            var account = accounts.TryGetValue(row.Account, out var known) ? known : accounts[row.Account] = new PayerAccount();
            account.Accruals.Add((row.Day, row.Gross));
            if (records.IsPirate(row.Site))
            {
                account.KnownFrom = Earlier(account.KnownFrom, records.ListedFrom(row.Site));
                account.KnownFrom = Earlier(account.KnownFrom, named.TryGetValue((row.Site, -1), out var told) ? told : null);
                account.KnownFrom = Earlier(account.KnownFrom, named.TryGetValue((-1, row.Account), out told) ? told : null);
            }
        }

        foreach (var account in accounts.Values)
        {
            account.Accruals.Sort();
        }

        return accounts;
    }

    private static Dictionary<(int Site, int Account), DateOnly> Named(ConductRecords records, int payer)
    {
        var named = new Dictionary<(int, int), DateOnly>();
        foreach (var end in records.ToldTo(payer)) // by day: the first stays
        {
            named.TryAdd((end.Site, end.Account), end.Day);
        }

        return named;
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;
}
