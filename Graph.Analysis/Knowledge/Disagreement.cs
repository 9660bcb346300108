using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Knowledge;

/// <summary>Why tier and probability disagree. A tier rests on evidence rows that meet a fixed gate, a probability on all figures at once; neither corrects the other.</summary>
public static class Disagreement
{
    /// <summary>From this probability on the model says that the party probably knew.</summary>
    public const double Probable = 0.5;

    /// <summary>The codes with their sentences.</summary>
    public static IReadOnlyDictionary<string, Bilingual> Texts { get; } = new Dictionary<string, Bilingual>(StringComparer.Ordinal)
    {
        ["probable_nothing_fired"] = new(
            "The model finds it probable from figures that are each below the threshold of their signal; no signal fired, so there is no evidence row to rest a tier on.",
            "模型依据若干各自低于信号阈值的数字给出较高概率；没有信号触发，因此没有可据以定级的证据行。"),
        ["probable_not_told"] = new(
            "The model finds it probable, but no notice to it was delivered: it stays below K2 until it is told.",
            "模型给出较高概率，但没有任何通知送达该主体：在被告知之前不高于K1。"),
        ["probable_reply_window"] = new(
            "The model finds it probable, but the time in which it may answer a notice is not over.",
            "模型给出较高概率，但其答复通知的期限尚未届满。"),
        ["probable_small"] = new(
            "The model finds it probable, but the money concerned is below the materiality floor.",
            "模型给出较高概率，但所涉金额低于重要性下限。"),
        ["probable_one_record"] = new(
            "The model finds it probable, but there is no second, independent record of conduct after a notice.",
            "模型给出较高概率，但没有通知之后行为的第二份独立记录。"),
        ["probable_not_going_on"] = new(
            "The model finds it probable, but nothing shows that it went on with what it was told of: none of S1, S3 and S7 fired after a notice.",
            "模型给出较高概率，但没有记录表明其在被告知后仍继续：通知之后S1、S3、S7均未触发。"),
        ["improbable_evidenced"] = new(
            "Evidence rows carry the tier, while the model finds cases with such figures improbable: read the rows, and what speaks for the party.",
            "该级别有证据行支撑，而模型认为具有类似数字的情形不太可能：请核对证据行以及对该主体有利的内容。"),
    };

    /// <summary>The code of a party, or null where tier and probability agree or no model was applied.</summary>
    public static string? Of(TierVerdict verdict, ModelScore? score)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (score is null)
        {
            return null;
        }

        if (verdict.Tier >= Tier.K2)
        {
            return score.High < Probable ? "improbable_evidenced" : null;
        }

        return score.Probability < Probable ? null
            : verdict.Gate.Count == 0 ? "probable_nothing_fired"
            : Stopped(verdict, "told") ? "probable_not_told"
            : Stopped(verdict, "reply_window") ? "probable_reply_window"
            : Stopped(verdict, "materiality") ? "probable_small"
            : Stopped(verdict, "notice_class") ? "probable_not_going_on"
            : "probable_one_record";
    }

    private static bool Stopped(TierVerdict verdict, string code) => verdict.Gate.Any(check => check.Code == code && !check.Met);
}
