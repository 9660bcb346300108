using Graph.Analysis.Exposure;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>The codes of the column <c>reasons</c>, joined by <c>;</c>.</summary>
/// <remarks>
/// <para><c>exposed</c>: some of its money ends at pirate sites; <c>not_exposed</c>: none of it does.</para>
/// <para><c>no_money_in_window</c>: it paid nothing in the window.</para>
/// <para><c>payees_exposed</c>: it pays owners of pirate sites, though not for those sites (share 0, payee share above 0).</para>
/// <para><c>few_sites</c>: exposed, with fewer than 10 sites, so its share is uncertain.</para>
/// <para><c>wide_bounds</c>: the records leave the amount open by more than half of it.</para>
/// <para><c>no_knowledge_signals</c>: what it knew is not judged in this version, hence the decision.</para>
/// </remarks>
internal static class ScoreReasons
{
    private const int FewSites = 10;

    /// <summary>The reasons of one party.</summary>
    public static string Of(PartyExposure exposure)
    {
        var amount = Money.FromUnits(exposure.Amount).Units;
        var codes = new List<string>();
        if (exposure.Out == 0)
        {
            codes.Add("no_money_in_window");
        }
        else
        {
            codes.Add(amount > 0 ? "exposed" : "not_exposed");
        }

        if (amount == 0 && FigureText.Share(exposure.PayeeShare) != "0")
        {
            codes.Add("payees_exposed");
        }

        if (amount > 0 && exposure.Sites < FewSites)
        {
            codes.Add("few_sites");
        }

        if (amount > 0 && exposure.High - exposure.Low > exposure.Amount / 2)
        {
            codes.Add("wide_bounds");
        }

        codes.Add("no_knowledge_signals");
        return string.Join(';', codes);
    }
}
