namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>The sentences of S10.</summary>
internal static class RecidivismText
{
    /// <summary>S10.</summary>
    public static SignalText Text { get; } = new()
    {
        Title = new("Relapse after a penalty or verdict", "受处罚或裁决后再犯"),
        Meaning = new(
            "How many penalties were delivered to the party, or verdicts found that it knew, within the years before the as-of date that count as recidivism; those about another party of the same legal id count too. It fires when there is at least one, and the party accrued on sites known to it as pirate sites again, on at least two days after the time to act on the first of them.",
            "在截止日前计为再犯的年限内,送达该方的处罚或认定其明知的裁决次数;同一法律主体的其他当事方所受的也计入。若至少有一次,且在首次处理期满后至少两天又在其已知的盗版网站产生应计,则触发。"),
        Fired = new(
            "{penalties} penalty notice(s) and {verdicts} verdict(s) within {years} year(s), the first on {first}. Since then {amount} yuan accrued again on sites listed or noticed by then, on {days} day(s) from {since} on.",
            "{years}年内有处罚{penalties}次、裁决{verdicts}次,首次于{first}。此后自{since}起,又在届时已列名或已通知的网站上应计{amount}元,共{days}天。"),
        Explanations = new Dictionary<string, Bilingual>
        {
            ["another_person"] = new("{others} of the decisions were about another legal person: the party was opened later.", "其中{others}项针对另一法律主体:该方其后才开设。"),
            ["annulled"] = new("A later verdict says clean: {annulled} decision(s) no longer count.", "其后的裁决认定清白:{annulled}项不再计入。"),
            ["no_relapse"] = new("There was no relapse: accruals on known pirate sites fell on {days} day(s) since.", "没有再犯:此后在已知盗版网站产生应计的天数为{days}天。"),
        },
        Refutations = new Dictionary<string, Bilingual>
        {
            ["another_person"] = new("Decisions about another legal person: {others}. They are not counted.", "针对另一法律主体的决定:{others}项,未计入。"),
            ["annulled"] = new("Decisions that a later verdict annuls: {annulled}. They are not counted.", "被其后裁决撤销的决定:{annulled}项,未计入。"),
            ["no_relapse"] = new("Days with accruals on known pirate sites since: {days}.", "此后在已知盗版网站产生应计的天数:{days}天。"),
        },
    };
}
