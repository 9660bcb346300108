namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The sentences of S4.</summary>
internal static class AbnormalPriceText
{
    public static SignalText Text { get; } = new()
    {
        Title = new Bilingual("Abnormal price", "价格异常"),
        Meaning = new Bilingual(
            "How far the prices of a party's placements on pirate sites in the window lie from matched ones, in standard errors: gross per impression against what other networks earned for the same format, geo and week, less what the network pays beyond that everywhere and less what others pay beyond it on the same site. It fires when the adjusted p-value is below the level, the prices lie at least a quarter above or a fifth below, and at least three rows with 10,000 impressions stand behind them.",
            "该方窗口内在盗版网站上投放的价格与可比价格的差距,以标准误为单位:每次展示的金额与其他网络在相同形式、地区和周次所得相比,并减去该网络处处多付的部分以及其他方在同一网站多付的部分。当校正后p值低于水平、价格至少高出四分之一或低于五分之一、且至少有三行共一万次展示支持时触发。"),
        Fired = new Bilingual(
            "On {sites} pirate sites it traded at {ratio} times the matched price (1 is the market), over {rows} rows and {impressions} impressions ({z} standard errors, adjusted p {p}; {widened} rows could be matched by format alone or by format and week only).",
            "在{sites}个盗版网站上,其成交价为可比价格的{ratio}倍(1为市场水平),共{rows}行、{impressions}次展示(相差{z}个标准误,校正后p值{p};其中{widened}行只能按形式或按形式和周次匹配)。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["format_geo_mix"] = new(
                "The mix of formats and geos explains it: against everything that others sold the price is {ratio_unmatched} times, against matched inventory {ratio_matched} times.",
                "形式和地区构成可以解释:与其他方全部销售相比为{ratio_unmatched}倍,与可比库存相比为{ratio_matched}倍。"),
            ["dear_buyer"] = new(
                "The network pays differently everywhere: {ratio_matched} times the matched price on pirate sites, {ratio_buyer} times after taking off what it pays beyond the market on its other sites.",
                "该网络处处如此:盗版网站上为可比价格的{ratio_matched}倍,扣除其在其他网站的惯常差额后为{ratio_buyer}倍。"),
            ["dear_site"] = new(
                "The sites are priced like that for everybody: {ratio_buyer} times before, {ratio} times after taking off what other networks pay on them.",
                "这些网站对所有网络都是如此定价:扣除其他网络在其上的差额前为{ratio_buyer}倍,扣除后为{ratio}倍。"),
            ["few_impressions"] = new(
                "Too little stands behind the price: {rows} rows with {impressions} impressions.",
                "价格所依据的数据太少:{rows}行,{impressions}次展示。"),
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["format_geo_mix"] = new(
                "A different mix of formats and geos does not explain it: against matched inventory the price is {ratio_matched} times.",
                "形式和地区构成不同不能解释:与可比库存相比为{ratio_matched}倍。"),
            ["dear_buyer"] = new(
                "It does not pay like that everywhere: after taking off its usual difference the price is {ratio_buyer} times.",
                "并非处处如此:扣除其惯常差额后为{ratio_buyer}倍。"),
            ["dear_site"] = new(
                "Other networks do not pay like that on these sites: after taking off their difference the price is {ratio} times.",
                "其他网络在这些网站上并非如此:扣除其差额后为{ratio}倍。"),
            ["few_impressions"] = new(
                "There is enough behind the price: {rows} rows with {impressions} impressions.",
                "价格所依据的数据足够:{rows}行,{impressions}次展示。"),
        },
        Reasons = new Dictionary<string, Bilingual>
        {
            ["no_impressions"] = new("No placement in the window tells impressions, so there are no prices.", "窗口内没有任何投放记录注明展示次数,因此没有价格可比。"),
            ["no_pirate_rows"] = new("It has no placement on a pirate site in the window.", "窗口内没有在盗版网站上的投放。"),
            ["no_matched_price"] = new("Its placements on pirate sites tell no impressions or no format, or fewer than five other networks sold the like.", "其在盗版网站上的投放未注明展示次数或形式,或出售同类库存的其他网络不足五家。"),
            ["few_rows"] = new("Fewer than three of its rows on pirate sites have a price.", "其在盗版网站上有价格的记录不足三行。"),
            ["no_clean_inventory"] = new("It has too little other inventory to tell what it usually pays.", "其其他库存太少,无法判断其惯常价格。"),
            ["no_peers_on_sites"] = new("Too few other networks have prices on pirate sites.", "在盗版网站上有价格的其他网络太少。"),
        },
    };
}
