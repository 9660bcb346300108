namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The sentences of S9.</summary>
internal static class TailoredServiceText
{
    public static SignalText Text { get; } = new()
    {
        Title = new Bilingual("Tailored service", "量身服务"),
        Meaning = new Bilingual(
            "How many times the median share of its peers the party's share of pirate sites is, after shrinkage towards them; peers are parties of its kind and size that meet pirate sites too. It fires when the adjusted p-value of so many pirate sites is below the level, the shrunken share is at least three times the peers' median and more probably than not above their 95th percentile, and there are at least three pirate sites.",
            "该方盗版网站占比(向同类收缩后)是同类中位数的多少倍;同类指种类和规模相近、同样接触盗版网站的各方。当如此多盗版网站的校正后p值低于水平、收缩后占比至少为同类中位数的三倍、更可能高于同类第95百分位、且盗版网站至少三个时触发。"),
        Fired = new Bilingual(
            "{pirate_sites} of its {sites} sites in the window are pirate sites ({share}; {shrunken} after shrinkage), {times} times the median {median} of {peers} peers, whose 95th percentile is {high} (adjusted p {p}); {pirate_only} of this money runs in formats that it sells on pirate sites alone. First listed pirate site taken on after a notice: {since}.",
            "窗口内其{sites}个网站中有{pirate_sites}个为盗版网站(占比{share},收缩后{shrunken}),为{peers}个同类中位数{median}的{times}倍,同类第95百分位为{high}(校正后p值{p});其中{pirate_only}的资金使用仅投放于盗版网站的形式。收到通知后首次新增已列名盗版网站:{since}。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["niche"] = new(
                "Its niche explains it: of what other networks earn in the same formats and geos, {niche} comes from pirate sites as well.",
                "其细分领域可以解释:其他网络在相同形式和地区的收入中,也有{niche}来自盗版网站。"),
            ["niche_unknown"] = new(
                "Whether the niche explains it is not known.", "细分领域能否解释尚不清楚。"),
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["niche"] = new(
                "Its niche does not explain it: of what other networks earn in the same formats and geos, only {niche} comes from pirate sites.",
                "细分领域不能解释:其他网络在相同形式和地区的收入中,仅有{niche}来自盗版网站。"),
            ["niche_unknown"] = new(
                "Whether its niche explains it could not be tested: its rows tell no format, or fewer than three other networks sell the like.",
                "无法检验细分领域能否解释:其记录未注明形式,或出售同类的其他网络不足三家。"),
        },
        Reasons = new Dictionary<string, Bilingual>
        {
            ["no_pirate_sites"] = new("It has no pirate site in the window.", "窗口内没有盗版网站。"),
            ["few_peers"] = new("Fewer than five other parties of its kind meet pirate sites.", "同类中接触盗版网站的其他方不足五家。"),
        },
    };
}
