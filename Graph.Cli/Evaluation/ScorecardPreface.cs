using System.Globalization;
using Graph.Analysis.Evaluation;

namespace Graph.Cli.Evaluation;

/// <summary>What a reader must know before the figures.</summary>
internal static class ScorecardPreface
{
    /// <summary>The sentences, a paragraph each.</summary>
    public static IReadOnlyList<string> Of(ScorecardSetting setting)
    {
        var model = setting.Model == "none" ? "No model was applied." : $"Model: {setting.Model}, SHA-256 {setting.ModelSha256}.";
        return setting.Simulated
            ?
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"All figures are about simulated worlds: {setting.Worlds} worlds of about {setting.Networks} networks and {setting.Placements} placements over {setting.Weeks} weeks, from seed {setting.Seed}; knowing networks evade by: {string.Join(", ", setting.Adversaries)}. They show what the method does where the truth is known, not how often it is right in the world."),
                string.Create(CultureInfo.InvariantCulture,
                    $"Each world was written as files, loaded and scored as of {setting.Dates} dates by the ordinary path; nothing known later was seen. Seeds from 1,000,001 on serve evaluation alone; models are trained on seeds below. {model}"),
            ]
            :
            [
                string.Create(CultureInfo.InvariantCulture,
                    $"The records were scored as of {setting.Dates} dates with what was known then, and compared with verdicts that came more than {LaterVerdicts.GapDays} days later. Networks without such a verdict are left out. Verdicts are few and chosen by past enforcement: they are no random sample."),
                model,
            ];
    }
}
