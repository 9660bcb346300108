using Graph.Analysis.Exposure;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;

namespace Graph.Analysis.Knowledge;

/// <summary>Products of figures that mean more together: exposed and deaf to notices, told and with several conducts.</summary>
/// <remarks>A product has the family of its signal, so that leaving a signal out leaves its products out too. A product of a signal that is not
/// part of the run, or not assessable, is NaN.</remarks>
internal static class InteractionFeatures
{
    public static IReadOnlyList<FeatureDefinition> Definitions { get; } =
    [
        Product("after_notice_x_exposure", "S1", "rate that still runs after a notice × exposure share", "通知后仍在继续的部分 × 暴露比例"),
        Product("open_x_amount", "S1", "share of notified sites that still earn × log of the exposure amount", "已通知网站中仍产生收入的比例 × 暴露金额的对数"),
        Product("deaf_x_claims", "S1", "share of notified sites that still earn × it says that they were removed", "已通知网站中仍产生收入的比例 × 其声称已移除"),
        Product("after_list_x_exposure", "S2", "rate that still runs after a listing × exposure share", "列入名单后仍在继续的部分 × 暴露比例"),
        Product("told_x_conducts", "conduct", "number of conduct signals that fired × it was told", "已触发的行为类信号数 × 已被通知"),
        Product("told_x_conduct_weight", "conduct", "strength of the conduct signals together × it was told", "行为类信号的合计强度 × 已被通知"),
    ];

    public static double[] Values(IReadOnlyList<(SignalDefinition Definition, SignalFinding Finding)> findings, PartyExposure exposure, KnowledgeFeatures.Standing standing)
    {
        var share = exposure.Out == 0 ? double.NaN : exposure.Share;
        var open = Measure(findings, "s1_open_share");
        var conduct = findings.Where(pair => pair.Definition.Class == SignalClass.Conduct && pair.Finding.State == SignalState.Fired).Select(pair => pair.Finding).ToList();
        return
        [
            Measure(findings, "s1_follow_ratio") * share,
            open * Math.Log(1.0 + MoneyFeatures.Yuan(exposure.Amount)),
            open * standing.Claims,
            Measure(findings, "s2_follow_ratio") * share,
            conduct.Count * standing.Told,
            conduct.Sum(finding => finding.Weight) * standing.Told,
        ];
    }

    private static double Measure(IReadOnlyList<(SignalDefinition Definition, SignalFinding Finding)> findings, string name)
    {
        foreach (var (definition, finding) in findings)
        {
            for (var i = 0; i < definition.Measures.Count && finding.State != SignalState.NotAssessable; i++)
            {
                if (definition.Measures[i].Name == name)
                {
                    return double.IsFinite(finding.Measures[i]) ? finding.Measures[i] : double.NaN;
                }
            }
        }

        return double.NaN;
    }

    private static FeatureDefinition Product(string name, string family, string en, string zh) =>
        new(name, family, Monotone.Increasing, false, new Bilingual(en, zh));
}
