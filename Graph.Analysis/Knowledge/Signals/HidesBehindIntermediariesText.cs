namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The sentences of S5.</summary>
internal static class HidesBehindIntermediariesText
{
    public static SignalText Text { get; } = new()
    {
        Title = new Bilingual("Hides behind intermediaries", "借中间方隐匿"),
        Meaning = new Bilingual(
            "The share, 0 to 1, of what a party sent to noticed sites after the notices that took a new way: through a reseller or account that had not stood there before and appeared within the follow-up days, in rows that newly claim a direct sale while a reseller stands in them, or through a payee that no placement names and that pays the noticed account. It fires from a fifth on, where no innocent explanation covers it.",
            "通知送达后,该方流向被通知网站的资金中改走新路径的比例(0至1):经由此前不在其间、并在跟踪天数内出现的转售方或账户,或记录新近声称直接销售而其中列有转售方,或经由任何投放记录都未提及、却向被通知账户付款的收款方。达到五分之一且无正当解释时触发。"),
        Fired = new Bilingual(
            "After notices about {told_sites} sites, {amount} of {total} yuan ({share}) took {ways} new ways: {resellers} new resellers, {accounts} new accounts, {payees} payees that no placement names, and {contradictions} rows that claim a direct sale while a reseller stands in them; among the parties between: {through}. First seen on {since}.",
            "在关于{told_sites}个网站的通知之后,{total}元中有{amount}元(占{share})改走{ways}条新路径:新转售方{resellers}个、新账户{accounts}个、无投放记录提及的收款方{payees}个,另有{contradictions}行声称直接销售而其中列有转售方;其间各方包括:{through}。首次出现于{since}。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["migration"] = new("It moved its other sites to the same reseller as well.", "其将其他网站也一并转移到了同一转售方。"),
            ["changed_hands"] = new("The site may have a new owner: the other networks on it pay the new account too, or nobody else serves it.", "网站可能已易主:其他网络也向新账户付款,或没有其他网络在其上投放。"),
            ["careless_labels"] = new("It labels resold placements as direct elsewhere too.", "其在别处也将转售投放标注为直接销售。"),
            ["collection_agent"] = new("The payee is a collection agent that at least three others pay as well.", "该收款方为代收机构,至少另有三方也向其付款。"),
            ["usual_churn"] = new("Its ways change as often on other sites: {usual} of them within {days} days (p {p_own}).", "其在其他网站的路径同样常变:{days}天内变化的概率为{usual}(p值{p_own})。"),
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["migration"] = new("It did not move its other sites in the same way.", "其他网站并未同样转移。"),
            ["changed_hands"] = new("No change of owner covers it: the account belongs to the same legal person as before, or other networks on the site pay somebody else.", "易主不能解释:账户与此前属同一法人,或其他网络在该网站向他人付款。"),
            ["careless_labels"] = new("It does not label resold placements as direct elsewhere.", "其在别处并未将转售投放标注为直接销售。"),
            ["collection_agent"] = new("No known collection agent stands between.", "其间没有已知的代收机构。"),
            ["usual_churn"] = new("Ways change less often on its other sites: {usual} of them within {days} days (p {p_own}).", "其其他网站的路径变化较少:{days}天内变化的概率为{usual}(p值{p_own})。"),
        },
        Reasons = new Dictionary<string, Bilingual>
        {
            ["not_told"] = new("No notice to it was delivered.", "没有通知送达该方。"),
            ["no_told_site"] = new("It served none of the sites that it was told of when the notice arrived.", "通知送达时,其未在任何被告知的网站上投放。"),
        },
    };
}
