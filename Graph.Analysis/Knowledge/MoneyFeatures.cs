using Graph.Analysis.Exposure;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model;

namespace Graph.Analysis.Knowledge;

/// <summary>Exposure with its uncertainty, and size.</summary>
internal static class MoneyFeatures
{
    public static IReadOnlyList<FeatureDefinition> Definitions { get; } =
    [
        Exposed("exposure_share", Monotone.Increasing, false, "share of its payouts that ends at pirate sites", "其支出中最终流向盗版网站的比例"),
        Exposed("exposure_share_low", Monotone.Increasing, false, "the same share, lower end of the shrunken interval", "同一比例，收缩区间下限"),
        Exposed("exposure_share_high", Monotone.Increasing, false, "the same share, upper end of the shrunken interval", "同一比例，收缩区间上限"),
        Exposed("exposure_amount", Monotone.Increasing, true, "its money that ends at pirate sites, yuan", "其最终流向盗版网站的金额（元）"),
        Exposed("payee_exposure_share", Monotone.Increasing, false, "share with every payee's money mixed over its sites", "将每个收款方的资金按其全部网站混合后的比例"),
        Exposed("criticality", Monotone.Increasing, false, "share of all pirate money that passes it", "全部盗版资金中经过它的比例"),
        Exposed("settled_share", Monotone.Free, false, "share of its payouts that was paid and ends at pirate sites", "其支出中已支付且流向盗版网站的比例"),
        Exposed("bounds_width", Monotone.Free, false, "width of the sound bounds, as a share of its payouts", "可靠上下界之差占其支出的比例"),
        new("payouts", "size", Monotone.Free, true, new Bilingual("its payouts, yuan", "其支出（元）")),
        new("sites", "size", Monotone.Free, true, new Bilingual("sites that its placements served", "其投放的网站数")),
    ];

    public static double[] Values(PartyExposure exposure)
    {
        if (exposure.Out == 0)
        {
            // Without payouts there is no share, and 0 would say that it is clean.
            return [double.NaN, double.NaN, double.NaN, Yuan(exposure.Amount), double.NaN, exposure.Criticality, double.NaN, double.NaN, 0.0, exposure.Sites];
        }

        return
        [
            exposure.Share, exposure.ShareLow, exposure.ShareHigh, Yuan(exposure.Amount), exposure.PayeeShare, exposure.Criticality,
            exposure.SettledToPirates / exposure.Out, Math.Max(0.0, exposure.High - exposure.Low) / exposure.Out, Yuan(exposure.Out), exposure.Sites,
        ];
    }

    /// <summary>Units as yuan.</summary>
    public static double Yuan(double units) => units / Money.UnitsPerYuan;

    private static FeatureDefinition Exposed(string name, Monotone monotone, bool heavy, string en, string zh) =>
        new(name, "exposure", monotone, heavy, new Bilingual(en, zh));
}
