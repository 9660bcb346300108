using Graph.Analysis.Flow;
using Graph.Model.Records;
using Xunit;

namespace Graph.Analysis.Tests.Flow;

public sealed class TimeOrderTests
{
    private static readonly DateOnly Day0 = new(2026, 9, 1);

    [Theory]
    [InlineData(0, 0, 0)]      // paid on the day of receipt
    [InlineData(0, 50, 0)]     // paid on later
    [InlineData(30, 0, 0)]     // paid on a month before: within grace
    [InlineData(31, 0, 100)]   // one day too early
    public void Money_cannot_be_passed_on_long_before_it_arrives(int receivedDay, int paidDay, long violating)
    {
        var records = Records(
            new PaymentSum(0, 1, Day0.AddDays(receivedDay), 100, 0, 0, 1),
            new PaymentSum(1, 2, Day0.AddDays(paidDay), 100, 0, 0, 1));
        Assert.Equal((violating, 100L), TimeOrder.Measure(records));
    }

    [Fact]
    public void Own_money_breaks_no_order()
    {
        // 60 arrive late, 100 were paid early: only 60 pass through, and none of them in order.
        var records = Records(
            new PaymentSum(0, 1, Day0.AddDays(60), 60, 0, 0, 1),
            new PaymentSum(1, 2, Day0, 100, 0, 0, 1));
        Assert.Equal((60L, 60L), TimeOrder.Measure(records));
    }

    [Fact]
    public void A_receipt_funds_each_unit_once()
    {
        var records = Records(
            new PaymentSum(0, 1, Day0, 50, 0, 0, 1),
            new PaymentSum(0, 1, Day0.AddDays(80), 50, 0, 0, 1),
            new PaymentSum(1, 2, Day0.AddDays(1), 50, 0, 0, 1),
            new PaymentSum(1, 3, Day0.AddDays(2), 50, 0, 0, 1));
        Assert.Equal((50L, 100L), TimeOrder.Measure(records));
    }

    private static MoneyRecords Records(params PaymentSum[] payments) => new()
    {
        Cut = new AsOfCut(Day0.AddDays(80), null, 12),
        Parties = [.. Enumerable.Range(0, 4).Select(i => new PartyInfo("p" + i, PartyRoles.Payer, null))],
        Sites = [],
        Lanes = [],
        LanesToDate = [],
        Advertisers = [],
        AdvertiserSites = [],
        Payments = payments,
        Lines = [],
        Lists = [],
        ListSites = [],
        Actions = [],
        Dangling = new Dictionary<string, long>(),
    };
}
