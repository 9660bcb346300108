using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>What a payer paid of what accrued in the window, on accounts that live on pirate sites against its other accounts.</summary>
internal sealed class PayoutShares
{
    private const int LeastOthers = 5;

    private readonly Dictionary<int, double> ratios = [];

    /// <summary>Compares the accounts of every payer that showed its books.</summary>
    public PayoutShares(KnowledgeView view)
    {
        var accrued = new SortedDictionary<(int Payer, int Account), (double Gross, double Pirate)>();
        foreach (var lane in view.Flow.Lanes)
        {
            if (lane.Account >= 0 && lane.Gross > 0)
            {
                var sum = accrued.GetValueOrDefault((lane.LastPayer, lane.Account));
                accrued[(lane.LastPayer, lane.Account)] = (sum.Gross + lane.Gross, sum.Pirate + (lane.Gross * view.Flow.Graph.Belief[lane.Site]));
            }
        }

        var paid = new Dictionary<(int, int), double>();
        foreach (var payment in view.Flow.Records.Payments)
        {
            paid[(payment.Payer, payment.Payee)] = paid.GetValueOrDefault((payment.Payer, payment.Payee)) + payment.Amount;
        }

        foreach (var payer in accrued.GroupBy(pair => pair.Key.Payer))
        {
            ratios.Add(payer.Key, Compare([.. payer.Where(pair => paid.GetValueOrDefault(pair.Key) > 0.0)
                .Select(pair => (Math.Log(paid[pair.Key] / pair.Value.Gross), pair.Value.Gross, pair.Value.Pirate / pair.Value.Gross >= view.Options.PirateBelief))]));
        }
    }

    /// <summary>Mean ln(paid ÷ accrued) of its accounts of pirate sites, weighted by what accrued, less the median of the others; NaN where either side lacks.</summary>
    public double LogRatio(int payer) => ratios.GetValueOrDefault(payer, double.NaN);

    private static double Compare(IReadOnlyList<(double Log, double Gross, bool Pirate)> accounts)
    {
        var others = accounts.Where(account => !account.Pirate).Select(account => account.Log).ToList();
        var weight = accounts.Where(account => account.Pirate).Sum(account => account.Gross);
        return weight == 0.0 || others.Count < LeastOthers ? double.NaN
            : (accounts.Where(account => account.Pirate).Sum(account => account.Gross * account.Log) / weight) - RobustScale.Median(others);
    }
}
