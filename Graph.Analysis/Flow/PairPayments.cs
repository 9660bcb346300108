using Graph.Model.Records;

namespace Graph.Analysis.Flow;

/// <summary>S_uv of method §1: what each payer paid each payee in the window, and which payers showed their books.</summary>
internal sealed class PairPayments
{
    private readonly Dictionary<long, long> sums = [];
    private readonly bool[] paid;

    /// <summary>Sums the daily payments.</summary>
    public PairPayments(MoneyRecords records)
    {
        paid = new bool[records.Parties.Count];
        var pairs = new List<Pair>();
        var negative = new List<(string, string, long)>();
        var payments = records.Payments;
        for (var i = 0; i < payments.Length;)
        {
            var first = payments[i];
            long sum = 0;
            long rows = 0;
            for (; i < payments.Length && payments[i].Payer == first.Payer && payments[i].Payee == first.Payee; i++)
            {
                sum += payments[i].Amount;
                rows += payments[i].Rows;
                Held += payments[i].Held;
                Reversed += payments[i].Reversed;
            }

            paid[first.Payer] |= rows > 0;
            if (sum < 0)
            {
                negative.Add((records.Parties[first.Payer].Id, records.Parties[first.Payee].Id, sum));
            }
            else if (sum > 0)
            {
                sums.Add(Key(first.Payer, first.Payee), sum);
                pairs.Add(new Pair(first.Payer, first.Payee, sum));
            }
        }

        Pairs = pairs;
        Negative = negative;
    }

    /// <summary>A payer, a payee and S &gt; 0.</summary>
    public readonly record struct Pair(int Payer, int Payee, long Sum);

    /// <summary>All pairs with S &gt; 0, by payer, payee.</summary>
    public IReadOnlyList<Pair> Pairs { get; }

    /// <summary>Pairs whose payments sum below zero.</summary>
    public IReadOnlyList<(string Payer, string Payee, long Sum)> Negative { get; }

    /// <summary>Σ of held amounts.</summary>
    public long Held { get; }

    /// <summary>Σ of positive reversed amounts.</summary>
    public long Reversed { get; }

    /// <summary>Whether a payer showed its books: it is on basis <c>paid</c>.</summary>
    public bool IsPaid(int payer) => paid[payer];

    /// <summary>S_uv, 0 where nothing was paid.</summary>
    public long Sum(int payer, int payee) => sums.GetValueOrDefault(Key(payer, payee));

    /// <summary>One number for a pair of parties; orders by payer, then payee.</summary>
    public static long Key(int payer, int payee) => ((long)payer << 32) | (uint)payee;
}
