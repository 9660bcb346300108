namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>The sentences of S3.</summary>
internal static class ReadmitsPayeeText
{
    /// <summary>S3.</summary>
    public static SignalText Text { get; } = new()
    {
        Title = new("Re-admits the same payee under a new domain", "同一收款方换域名后重新接入"),
        Meaning = new(
            "How many times an owner whose site had been listed, noticed or cut off came back to the party under a new domain within the successor days, beyond what the owner's usual rate of new domains and the habits of other parties predict. It fires when at least two came back and so many would come by chance with an adjusted probability of at most the signal level.",
            "网站被列入名单、被通知或被停止后,其所有者在后继期内以新域名重新接入该方的次数,超出该所有者通常新增域名速度及其他当事方做法所预测的部分。至少两次重新接入,且校正后的偶然概率不超过信号水平时触发。"),
        Fired = new(
            "{returned} of {owners} owner(s) with a listed or noticed site began on {successions} new domain(s) within {days} days of a listing, a notice or a cut-off, {dismissed} of them after a notice or a cut-off, the first on {first}; their usual rate and the habits of others predict {expected} (adjusted probability {p}). {listed_since} of the new domains were listed or noticed too. {amount} yuan accrued on them.",
            "{owners}个有被列名或被通知网站的所有者中,{returned}个在列名、通知或停止后{days}天内以{successions}个新域名重新开始,其中{dismissed}个在通知或停止之后,最早于{first};按其通常速度及他方做法预测为{expected}个(校正概率{p})。其中{listed_since}个新域名后来也被列名或通知。其上应计{amount}元。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["agency"] = new("{agencies} of {owners} owner(s) are agencies with many other sites that nothing speaks against: new domains come at their usual rate, which predicts {expected}.", "{owners}个所有者中有{agencies}个是拥有许多无异议网站的代理:新域名按其通常速度出现,预测为{expected}个。"),
            ["cleared"] = new("The new domains are cleared by lists: {sites} site(s).", "新域名已由名单正名:{sites}个网站。"),
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["agency"] = new("Agencies among the {owners} owner(s): {agencies}. Their usual rate is taken into account: {expected} predicted.", "{owners}个所有者中的代理:{agencies}个。已计入其通常速度:预测{expected}个。"),
            ["cleared"] = new("Sites that lists clear: {sites}. They are not counted as successors.", "名单正名的网站:{sites}个,不计为后继。"),
        },
    };
}
