using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Graph.Analysis.Evaluation;

namespace Graph.Cli.Evaluation;

/// <summary>scorecard.json: all figures with six decimals, undefined ones as null.</summary>
internal static class ScorecardJson
{
    private static readonly JsonSerializerOptions Options = Make();

    /// <summary>The document, ending in a line feed.</summary>
    public static string Text(Scorecard card) => JsonSerializer.Serialize(new { Program = "adchain", Format = 1, Source = ScorecardText.Source(card.Setting), Scorecard = card }, Options) + "\n";

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new SixDecimals());
        return options;
    }
}
