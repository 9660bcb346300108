namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The sentences of S8.</summary>
internal static class StructuredSettlementText
{
    public static SignalText Text { get; } = new()
    {
        Title = new Bilingual("Structured settlement", "结算拆分安排"),
        Meaning = new Bilingual(
            "The share, 0 to 1, of what a payer settled to accounts that bear on pirate sites and to payees that no placement names, that was arranged: split into at least three payments under a round limit within ten days, paid to another legal person than the account that it accrued for, or paid to an account of pirate sites that had been dormant for half a year and was revived after a listing or notice. It fires from a tenth and the materiality floor on, where no innocent explanation covers it.",
            "付款方向与盗版网站有关的账户以及投放记录未提及的收款方结算的金额中,经过安排的比例(0至1):十天内在整数限额之下拆成至少三笔,付给与应计账户不同的法人,或付给休眠半年、在列名或通知之后恢复的盗版网站账户。达到十分之一并达到重要性下限且无正当解释时触发。"),
        Fired = new Bilingual(
            "Of {settled} yuan settled, {amount} yuan ({share}) was arranged: {split} payments split under a round limit (adjusted p {p}), {substitute} payments to others than the accounts they accrued for, {revived} payments to revived accounts; payees: {payees}. First seen on {since}.",
            "在结算的{settled}元中,有{amount}元(占{share})经过安排:在整数限额下拆分的付款{split}笔(校正后p值{p}),付给非应计账户的付款{substitute}笔,付给恢复账户的付款{revived}笔;收款方:{payees}。首次出现于{since}。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["small_payees"] = new("It pays others the same way: payments just under a round limit are as common there.", "其对其他收款方也是如此:略低于整数限额的付款同样常见。"),
            ["collection_agent"] = new("The payee is a collection agent that at least three others pay as well.", "该收款方为代收机构,至少另有三方也向其付款。"),
            ["old_debt"] = new("The revived account was paid for periods before it fell dormant.", "付给恢复账户的款项属于其休眠之前的期间。"),
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["small_payees"] = new("It does not pay others that way.", "其对其他收款方并非如此。"),
            ["collection_agent"] = new("No known collection agent stands behind it.", "其后没有已知的代收机构。"),
            ["old_debt"] = new("The payments are not for periods before the account fell dormant.", "这些付款并非属于账户休眠之前的期间。"),
        },
        Reasons = new Dictionary<string, Bilingual>
        {
            ["no_books"] = new("No settlement shows what it paid to accounts that bear on pirate sites.", "没有结算记录显示其向与盗版网站有关的账户付款。"),
            ["no_pirate_accounts"] = new("It pays no account for a pirate site.", "其未因盗版网站向任何账户付款。"),
        },
    };
}
