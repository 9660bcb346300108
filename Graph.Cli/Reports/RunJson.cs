using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>Writes and reads run.json: indented, LF, snake case, amounts as decimal text, shares without exponent.</summary>
internal static class RunJson
{
    private static readonly JsonSerializerOptions Compact = Options(indented: false, compactRows: false);
    private static readonly JsonSerializerOptions Indented = Options(indented: true, compactRows: true);

    /// <summary>The document's text, ending in a line feed.</summary>
    public static string Text<T>(T document) => JsonSerializer.Serialize(document, Indented) + "\n";

    /// <summary>The document on one line.</summary>
    public static string OneLine<T>(T document) => JsonSerializer.Serialize(document, Compact);

    /// <summary>Reads what <see cref="OneLine"/> wrote.</summary>
    /// <exception cref="JsonException">It is no such document.</exception>
    /// <exception cref="CommandException">A figure in it is none.</exception>
    public static T? FromLine<T>(ReadOnlySpan<byte> line) => JsonSerializer.Deserialize<T>(line, Compact);

    /// <summary>Reads run.json.</summary>
    /// <exception cref="CommandException">Not a run.json of this program, or of a newer one.</exception>
    public static RunDocument Read(string path)
    {
        RunDocument? document;
        try
        {
            document = JsonSerializer.Deserialize<RunDocument>(File.ReadAllBytes(path), Compact);
        }
        catch (JsonException broken)
        {
            throw CommandException.Usage($"{path} is not a run.json of adchain: {broken.Message} Make the folder again with `adchain run`.");
        }

        return document is { Program: RunDocument.ProgramName, Format: RunDocument.CurrentFormat }
            ? document
            : throw CommandException.Usage($"{path} was not written by this version of adchain. Make the folder again with `adchain run`.");
    }

    /// <summary>Whether a file is a run.json that this program wrote.</summary>
    public static bool IsOurs(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("program", out var program)
                && program.ValueKind == JsonValueKind.String && program.GetString() == RunDocument.ProgramName;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonSerializerOptions Options(bool indented, bool compactRows)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            WriteIndented = indented,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new ShareConverter());
        options.Converters.Add(new CostConverter());
        if (compactRows)
        {
            options.Converters.Add(new OneLineConverter<InputDocument>());
            options.Converters.Add(new OneLineConverter<PathSite>());
            options.Converters.Add(new OneLineConverter<PathBandDocument>());
            options.Converters.Add(new OneLineConverter<StressDocument>());
            options.Converters.Add(new OneLineConverter<CutGroupDocument>());
            options.Converters.Add(new OneLineConverter<StandingDocument>());
            options.Converters.Add(new OneLineConverter<NoticedAmount>());
            options.Converters.Add(new OneLineConverter<NoticedPayment>());
            options.Converters.Add(new OneLineConverter<NoticedCircle>());
            options.Converters.Add(new OneLineConverter<CaseRow>());
            options.Converters.Add(new OneLineConverter<CaseWeek>());
            options.Converters.Add(new OneLineConverter<CaseStatute>());
            options.Converters.Add(new OneLineConverter<CaseContribution>());
            options.Converters.Add(new OneLineConverter<SignalDocument>());
            options.Converters.Add(new OneLineConverter<ThresholdDocument>());
            options.Converters.Add(new OneLineConverter<CaseContribution>());
            options.Converters.Add(new OneLineConverter<CaseGate>());
            options.Converters.Add(new OneLineConverter<CaseSignal>());
            options.Converters.Add(new OneLineConverter<CaseStatute>());
            options.Converters.Add(new OneLineConverter<CaseWeek>());
            options.Converters.Add(new OneLineConverter<CaseNotice>());
            options.Converters.Add(new OneLineConverter<CaseListing>());
            options.Converters.Add(new OneLineConverter<CaseDeclaration>());
            options.Converters.Add(new OneLineConverter<CaseVerdict>());
            options.Converters.Add(new OneLineConverter<AuditPayeeDocument>());
            options.Converters.Add(new OneLineConverter<AuditFixDocument>());
            options.Converters.Add(new OneLineConverter<AuditDeadline>());
            options.Converters.Add(new OneLineConverter<AuditSite>());
        }

        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            FigureParser.Amount(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class ShareConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteRawValue(FigureText.Share(value));
    }

    private sealed class CostConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteRawValue(FigureText.Cost(value));
    }

    /// <summary>A row of a table on one line, so that people and diff tools can read the file.</summary>
    private sealed class OneLineConverter<T> : JsonConverter<T>
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<T>(ref reader, Compact);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteRawValue(
                $"\n{new string(' ', writer.CurrentDepth * 2)}{JsonSerializer.Serialize(value, Compact)}", skipInputValidation: true);
    }
}
