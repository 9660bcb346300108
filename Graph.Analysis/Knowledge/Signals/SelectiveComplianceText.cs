namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The sentences of S6.</summary>
internal static class SelectiveComplianceText
{
    public static SignalText Text { get; } = new()
    {
        Title = new Bilingual("Selective compliance", "选择性合规"),
        Meaning = new Bilingual(
            "How much less readily the party cuts off pirate sites that earn it much, in standard errors: the slope of the weekly log odds of a cut-off on the log of the revenue before the listing, compared with the slope of all other parties; large where it drops small sites and keeps big ones. It fires when the adjusted p-value is below the level, at least three sites were cut off and three kept, and what the kept ones earned since reaches the materiality floor.",
            "该方对高收入盗版网站停止投放的意愿低多少,以标准误为单位:每周停止投放的对数优势对列名前收入对数的斜率,与所有其他方的斜率相比;弃小保大时数值大。当校正后p值低于水平、至少停止三个并保留三个网站、且保留网站此后收入达到重要性下限时触发。"),
        Fired = new Bilingual(
            "Of {pairs} pirate sites that it served when they were listed or noticed it cut off {cut} (median earlier revenue {cut_median} yuan) and kept {kept} (median {kept_median} yuan): slope {slope} against {pooled} of all others, {z} standard errors (adjusted p {p}). The kept ones accrued {amount} yuan since.",
            "在列名或通知时其投放的{pairs}个盗版网站中,停止了{cut}个(此前收入中位数{cut_median}元),保留了{kept}个(中位数{kept_median}元):斜率{slope},其他方为{pooled},相差{z}个标准误(校正后p值{p})。保留的网站此后应计{amount}元。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["reviewed_later"] = new(
                "High earners may only be reviewed later: the kept sites have not been at risk for longer than the slowest cut-off took ({slowest} weeks), or most of the big ones that had enough time were cut off in the end.",
                "高收入网站可能只是审核较晚:保留网站的时间尚未超过最慢一次停止所用的{slowest}周,或时间足够的大站多数最终已停止。"),
            ["as_everybody"] = new(
                "All parties spare big sites as much: slope {slope} against {pooled} of all others.",
                "所有各方都同样偏袒大站:斜率{slope},其他方为{pooled}。"),
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["reviewed_later"] = new(
                "A later review does not explain it: kept sites have been at risk for longer than the slowest cut-off took ({slowest} weeks), and most of the big ones that had enough time were not cut off.",
                "审核较晚不能解释:保留网站的时间已超过最慢一次停止所用的{slowest}周,且时间足够的大站多数并未停止。"),
            ["as_everybody"] = new(
                "What all parties do does not explain it: slope {slope} against {pooled} of all others.",
                "各方的普遍做法不能解释:斜率{slope},其他方为{pooled}。"),
        },
        Reasons = new Dictionary<string, Bilingual>
        {
            ["no_pirate_sites"] = new("It served no pirate site when it was listed.", "网站列名时,其并未在任何盗版网站上投放。"),
            ["few_pairs"] = new("Too few of the pirate sites that it served when they were listed were cut off, or too few kept, to compare.", "列名时其投放的盗版网站中,已停止或保留的太少,无法比较。"),
        },
    };
}
