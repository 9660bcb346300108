using System.Text.Json;
using System.Text.Json.Serialization;

namespace Graph.Cli.Evaluation;

/// <summary>Figures with six decimals, so that last bits of special functions never show; what is undefined is null.</summary>
internal sealed class SixDecimals : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(decimal.Round((decimal)value, 6) + 0m);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
