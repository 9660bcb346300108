using Graph.Analysis.Exposure;
using Graph.Analysis.Knowledge;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>The codes of the column <c>reasons</c>, joined by <c>;</c>.</summary>
/// <remarks>
/// <para><c>exposed</c>: some of its money ends at pirate sites; <c>not_exposed</c>: none of it does.</para>
/// <para><c>no_money_in_window</c>: it paid nothing in the window.</para>
/// <para><c>payees_exposed</c>: it pays owners of pirate sites, though not for those sites (share 0, payee share above 0).</para>
/// <para><c>few_sites</c>: exposed, with fewer than 10 sites, so its share is uncertain.</para>
/// <para><c>wide_bounds</c>: the records leave the amount open by more than half of it.</para>
/// <para>Then those of <see cref="Analysis.Knowledge.Tiers.TierGate"/>; then <c>named_by_model</c>: conformal selection put it forward; the code of
/// <see cref="Disagreement"/>, where tier and probability disagree; <c>model_simulated</c>: its probability comes from a model that was trained on simulated worlds.</para>
/// </remarks>
internal static class ScoreReasons
{
    private const int FewSites = 10;

    /// <summary>The reasons of one party.</summary>
    /// <param name="exposure">Its exposure.</param>
    /// <param name="knowledge">What was found about its knowledge.</param>
    /// <param name="modelKind">As <see cref="KnowledgeResult.ModelKind"/>.</param>
    public static string Of(PartyExposure exposure, PartyKnowledge knowledge, string? modelKind)
    {
        List<string> codes = [.. OfMoney(exposure), .. knowledge.Verdict.Reasons];
        if (knowledge.NamedByModel)
        {
            codes.Add("named_by_model");
        }

        if (knowledge.Disagreement is { } disagreement)
        {
            codes.Add(disagreement);
        }

        if (knowledge.Score is not null && modelKind == "simulated")
        {
            codes.Add("model_simulated");
        }

        return string.Join(';', codes);
    }

    private static IEnumerable<string> OfMoney(PartyExposure exposure)
    {
        var amount = Money.FromUnits(exposure.Amount).Units;
        yield return exposure.Out == 0 ? "no_money_in_window" : amount > 0 ? "exposed" : "not_exposed";
        if (amount == 0 && FigureText.Share(exposure.PayeeShare) != "0")
        {
            yield return "payees_exposed";
        }

        if (amount > 0 && exposure.Sites < FewSites)
        {
            yield return "few_sites";
        }

        if (amount > 0 && exposure.High - exposure.Low > exposure.Amount / 2)
        {
            yield return "wide_bounds";
        }
    }
}
