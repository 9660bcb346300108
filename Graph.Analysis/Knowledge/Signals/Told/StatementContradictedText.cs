namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>The sentences of S7.</summary>
internal static class StatementContradictedText
{
    /// <summary>S7.</summary>
    public static SignalText Text { get; } = new()
    {
        Title = new("Statement contradicted by the ledger", "申报与账目相矛盾"),
        Meaning = new(
            "How many yuan accrued, within the period of a declaration that says none or removed, on sites that the party had been told of by a delivered notice or a public black list, after the time to act on it; where it says removed, on sites that still earned after the period. It fires when such accruals lie on at least two days of the period and are at least five percent of what the same sites used to earn.",
            "在申报“无”或“已移除”的期间内,于该方已由送达的通知或公开黑名单获知的网站上、处理期满后产生的应计金额(元);申报“已移除”的,只计期满后仍有收入的网站。若此类应计分布于期间内至少两天,且不低于这些网站通常收入的百分之五,则触发。"),
        Fired = new(
            "{statements} of {said} statement(s) that there was nothing are contradicted: {amount} yuan accrued in their periods on up to {sites} site(s) of which the party had been told, on {days} day(s) from {first} to {last}; {noticed} yuan of it on sites that a delivered notice had named. That is {usual_share} times what these sites earned before.",
            "{said}份称“无”或“已移除”的申报中有{statements}份与账目矛盾:其期间内,在该方已获知的至多{sites}个网站上应计{amount}元,分布于{first}至{last}的{days}天;其中{noticed}元来自送达通知所指的网站。为这些网站此前收入的{usual_share}倍。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["alias_domain"] = new("All of it, {alias} yuan, accrued on hosts below a domain that a white entry clears.", "全部{alias}元均产生于白名单域名之下的主机。"),
            ["other_period"] = new("The {outside} yuan that accrued after the party was told lie outside of the declared periods, or were removed within them as declared.", "获知后产生的{outside}元应计均在申报期间之外,或已在期间内如申报移除。"),
            ["residue"] = new("Only a residue is left: {residue} yuan lie below five percent of the usual amount, or everything fell on a single day.", "仅为残余:{residue}元低于通常金额的百分之五,或全部发生于同一天。"),
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["alias_domain"] = new("Only hosts of a cleared domain: no. {alias} yuan accrued on such hosts.", "仅涉及已正名域名的主机:不成立。此类主机应计{alias}元。"),
            ["other_period"] = new("Accruals outside of the declared periods alone: no. They come to {outside} yuan where nothing is contradicted.", "仅有申报期间之外的应计:不成立。在无矛盾时其为{outside}元。"),
            ["residue"] = new("Only a residue: no. Amounts below five percent of the usual come to {residue} yuan.", "仅为残余:不成立。低于通常百分之五的金额为{residue}元。"),
        },
        Reasons = new Dictionary<string, Bilingual>
        {
            ["no_statement"] = new("This party declared nothing that accruals could contradict ({declarations} declaration(s) in all), so nothing was tested.", "该方没有可被应计反证的申报(共{declarations}份),因此未作检验。"),
        },
    };
}
