namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>The sentences of S1 and S2.</summary>
internal static class PaysAfterTexts
{
    private static readonly Bilingual ChangedHands = new(
        "{sites} site(s) went to another owner after the party was told: another account of another legal person was paid from then on. Without them the rule is not met.",
        "{sites}个网站在告知后换了所有者:此后收款的是另一法律主体的另一账户。剔除后不满足规则。");

    private static readonly Bilingual SameHands = new(
        "Sites that went to another owner: {sites}. That does not explain what went on.",
        "更换所有者的网站:{sites}个。这不能解释其继续行为。");

    /// <summary>S1.</summary>
    public static SignalText Notice { get; } = new()
    {
        Title = new("Keeps paying after a delivered notice", "收到通知后继续付费"),
        Meaning = new(
            "How much went on after a notice was delivered: what accrued per day on the sites it told of, once the grace period was over, divided by what accrued per day before; 1 means that nothing changed, 10 is the most that is counted. It fires when, in up to 84 days after the reply window, these sites brought at least a fifth of the rate before, on at least two days, some of them still earn, at least 21 days have passed since the delivery, and slowness does not explain it: not where new intermediaries came after a notice (S5).",
            "通知送达后仍继续的程度:被告知网站在宽限期后的日均应计,除以送达前的日均应计;1表示没有变化,至多计为10。若答复期满后至多84天内这些网站带来至少五分之一的原日均、分布于至少两天、其中仍有网站在产生收入、距送达至少21天,且不能以迟缓解释(通知后另设新中间方(S5)的,不以迟缓论),则触发。"),
        Fired = new(
            "{delivered} notice(s) were delivered. Of {subjects} site(s) they told of, {open} still earn; in up to 84 days after the reply window they brought {follow_ratio} times the rate before. {amount} yuan accrued after the grace period, between {first_after} and {last_after}; {late_days} day(s) with accruals lie after the reply window. {claimed} yuan of it accrued after the party had answered that the site was removed.",
            "已送达通知{delivered}份。被告知的{subjects}个网站中,{open}个仍在产生收入;答复期满后至多84天内的日均为此前的{follow_ratio}倍。宽限期后({first_after}至{last_after})应计{amount}元;答复期满后有应计的天数为{late_days}天。其中{claimed}元发生在该方答复“已移除”之后。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["paid_later"] = new("Nothing accrued after the grace period; the {settled} yuan paid since then settle what had accrued before.", "宽限期后没有应计;此后支付的{settled}元是结清此前的应计。"),
            ["undelivered"] = new("{undelivered} of {notices} notice(s) did not arrive: the party was not told by them.", "{notices}份通知中有{undelivered}份未送达:该方并未因此获知。"),
            ["changed_hands"] = ChangedHands,
            ["cleared"] = new("Lists clear {sites} of the sites now: a white entry is in force or the black entry has ended. Without them the rule is not met.", "名单现已为其中{sites}个网站正名:白名单生效或黑名单已终止。剔除后不满足规则。"),
            ["rebutted"] = new("The party refused, and was right for {sites} site(s): a white entry is in force.", "该方拒绝,且就{sites}个网站而言理由成立:白名单生效。"),
            ["young"] = new("It is too early to tell: the reply window still runs, or fewer than {least_days} days have passed since the delivery.", "尚早,无法判断:答复期未满,或距送达不足{least_days}天。"),
            ["slow"] = new("Mere slowness explains it: a party whose median is {median_days} days to cut-off, weighed by money, would go on so long with a chance of {chance}. Mean days to cut-off: {restricted_days}.", "可由迟缓解释:按金额加权,停止天数中位数为{median_days}天的当事方这样继续的概率为{chance}。平均停止天数:{restricted_days}。"),
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["paid_later"] = new("Accrued before and only paid after: no. {amount} yuan accrued after the grace period itself.", "此前应计、此后才支付:不成立。宽限期后新应计{amount}元。"),
            ["undelivered"] = new("Notices that did not arrive: {undelivered} of {notices}. They are not counted.", "未送达的通知:{notices}份中{undelivered}份,未计入。"),
            ["changed_hands"] = SameHands,
            ["cleared"] = new("Sites that lists clear now: {sites}. They are not counted.", "名单现已正名的网站:{sites}个,未计入。"),
            ["rebutted"] = new("Sites for which the party refused and a white entry is in force: {sites}.", "该方拒绝且白名单生效的网站:{sites}个。"),
            ["young"] = new("Only deliveries whose reply window has passed, at least {least_days} days old, are judged.", "仅评判答复期已满且距送达至少{least_days}天的通知。"),
            ["slow"] = new("Mere slowness: the chance that a party whose median is {median_days} days to cut-off goes on so long is {chance}. Mean days to cut-off: {restricted_days}. Share of what accrued after notices that ran through new intermediaries, which slowness does not bring: {hidden}.", "仅因迟缓:停止天数中位数为{median_days}天的当事方这样继续的概率为{chance}。平均停止天数:{restricted_days}。通知后应计中经由新中间方的份额(迟缓不会造成):{hidden}。"),
        },
        Reasons = new Dictionary<string, Bilingual>
        {
            ["not_told"] = new("No notice was delivered to this party ({notices} sent), so nothing was tested.", "没有通知送达该方(已发{notices}份),因此未作检验。"),
        },
    };

    /// <summary>S2.</summary>
    public static SignalText Listing { get; } = new()
    {
        Title = new("Keeps paying after a public black list", "列入公开黑名单后继续付费"),
        Meaning = new(
            "How much went on after a site stood on a public black list: what accrued per day on listed sites, once the grace period was over, divided by what accrued per day before the listing; 1 means that nothing changed, 10 is the most that is counted. It fires when, in up to 84 days after the time to act, these sites brought at least half of the rate before, on at least two days, some of them still earn, at least 21 days have passed since the listing, and the amount reaches the materiality floor.",
            "网站列入公开黑名单后仍继续的程度:被列网站在宽限期后的日均应计,除以列入前的日均应计;1表示没有变化,至多计为10。若处理期满后至多84天内这些网站带来至少一半的原日均、分布于至少两天、其中仍有网站在产生收入、距列入至少21天,且金额达到重大性下限,则触发。"),
        Fired = new(
            "Of {subjects} site(s) on a public black list that the party served, {open} still earn; in up to 84 days after the time to act they brought {follow_ratio} times the rate before the listing. {amount} yuan accrued after the grace period, between {first_after} and {last_after}; {late_days} day(s) with accruals lie after the reply window.",
            "该方投放过的{subjects}个公开黑名单网站中,{open}个仍在产生收入;处理期满后至多84天内的日均为列入前的{follow_ratio}倍。宽限期后({first_after}至{last_after})应计{amount}元;答复期满后有应计的天数为{late_days}天。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["withdrawn"] = new("The entry on {sites} site(s) was withdrawn since, or a white entry is in force. Without them the rule is not met.", "{sites}个网站的条目其后已撤回,或白名单生效。剔除后不满足规则。"),
            ["young_list"] = new("The list is younger than the accruals, or too young to tell: fewer than {least_days} days, or the time to react still runs.", "名单晚于应计,或尚早无法判断:不足{least_days}天,或反应期未满。"),
            ["changed_hands"] = ChangedHands,
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["withdrawn"] = new("Entries withdrawn since: on {sites} site(s). They are not counted.", "其后撤回的条目涉及{sites}个网站,未计入。"),
            ["young_list"] = new("Only entries that are at least {least_days} days old, and only accruals after the grace period, are judged.", "仅评判至少{least_days}天前的条目,且只计宽限期后的应计。"),
            ["changed_hands"] = SameHands,
        },
    };
}
