using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>The model file: one JSON text, a feature, a tree and a calibration case a line, so that two models can be compared line by line.</summary>
/// <remarks>
/// Numbers stand in the shortest form that reads back as the same bits, so writing what was read gives the same text, and the model scores as before.
/// A tree's <c>column</c> j below the number of features d is feature j, and d + j is "feature j is missing"; children ≥ 0 are nodes, −1, −2, … leaves 0, 1, …
/// </remarks>
public static class ModelFile
{
    private const string Format = "adchain-model/1";

    // A model is immutable and its text is long: many runs ask one model for its hash.
    private static readonly ConditionalWeakTable<KnowledgeModel, string> Hashes = [];

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter<Monotone>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The text of a model, lines ending in LF.</summary>
    /// <param name="model">The model; an expected prevalence that was set on it is not written.</param>
    public static string Write(KnowledgeModel model)
    {
        var text = new StringBuilder("{\n");
        text.Append("\"format\":").Append(Line(Format)).Append(",\n\"kind\":").Append(Line(model.Kind)).Append(",\n\"facts\":{\n");
        using (var facts = JsonSerializer.SerializeToDocument(model.Facts, Json))
        {
            text.AppendJoin(",\n", facts.RootElement.EnumerateObject().Select(fact => $"{Line(fact.Name)}:{fact.Value.GetRawText()}")).Append("\n},\n");
        }

        Lines(text, "warnings", model.Warnings);
        text.Append("\"bias\":").Append(Line(model.Parts.Bias)).Append(",\n");
        Lines(text, "features", Enumerable.Range(0, model.Features.Count).Select(feature => FeatureOf(model.Parts, feature)));
        Lines(text, "trees", model.Parts.Trees);
        text.Append("\"platt\":").Append(Line(model.Calibration.Platt)).Append(",\n");
        Lines(text, "calibration", model.Calibration.Band.Cases.Select(row => new[] { row.Score, row.Positive ? 1.0 : 0.0 }));
        Lines(text, "negatives", model.Negatives);
        return text.Remove(text.Length - 2, 1).Append("}\n").ToString();
    }

    /// <summary>Reads a model.</summary>
    /// <param name="text">What <see cref="Write"/> gave.</param>
    /// <param name="features">The features that this program computes, in order.</param>
    /// <exception cref="ModelFileException">The text is no model file, or its features are not these: the message names the first that differs.</exception>
    public static KnowledgeModel Read(string text, IReadOnlyList<FeatureDefinition> features)
    {
        var document = Parse(text);
        CheckFeatures(document.Features, features);
        var parts = new AveragedModel
        {
            Scaling = new FeatureScaling(features, [.. document.Features.Select(line => new FeatureScale(
                line.Median, line.HalfRange, line.Low, line.High, line.MissingWeight is not null))]),
            Bias = document.Bias,
            Weights = [.. document.Features.Select(line => line.Weight), .. document.Features.Select(line => line.MissingWeight ?? 0.0)],
            Trees = document.Trees,
        };
        if (Array.FindIndex([.. document.Trees], tree => !tree.IsSound(parts.Scaling.ColumnCount)) is var tree and >= 0)
        {
            throw new ModelFileException($"Tree {tree} of the model file does not hang together. Train the model again.");
        }

        var band = new VennAbers(document.Calibration.Select(row => (row[0], row[1] == 1.0)));
        return new KnowledgeModel(parts, new ScoreCalibration(document.Platt, band))
        {
            Kind = document.Kind,
            Facts = document.Facts!,
            Negatives = document.Negatives,
            Warnings = document.Warnings,
        };
    }

    /// <summary>SHA-256 of the text's bytes in UTF-8, in lower-case hexadecimal: what <c>sha256sum</c> says of the file.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>SHA-256 of a model's file, in lower-case hex.</summary>
    /// <param name="model">The model.</param>
    public static string Sha256(KnowledgeModel model) => Hashes.GetValue(model, static written => Sha256(Write(written)));

    private static ModelDocument Parse(string text)
    {
        ModelDocument document;
        try
        {
            document = JsonSerializer.Deserialize<ModelDocument>(text, Json)!;
        }
        catch (JsonException error)
        {
            throw new ModelFileException($"This is no model file of AdChain: {error.Message}", error);
        }

        if (document?.Format != Format)
        {
            throw new ModelFileException($"This is no model file of format {Format}: it says '{document?.Format}'. Train the model again.");
        }

        if (document.Kind is not ("simulated" or "trained") || !document.Calibration.All(row => row is [_, 0.0 or 1.0]))
        {
            throw new ModelFileException("The model file's kind is neither 'simulated' nor 'trained', or a calibration case is not a score and 0 or 1.");
        }

        return document;
    }

    private static void CheckFeatures(IReadOnlyList<FeatureLine> file, IReadOnlyList<FeatureDefinition> program)
    {
        for (var place = 0; place < Math.Max(file.Count, program.Count); place++)
        {
            if (place >= file.Count)
            {
                throw new ModelFileException($"The model does not know feature '{program[place].Name}', which this program computes. Train it again.");
            }

            if (place >= program.Count)
            {
                throw new ModelFileException($"The model asks for feature '{file[place].Name}', which this program does not compute. Train it again.");
            }

            if (file[place].Name != program[place].Name)
            {
                throw new ModelFileException(
                    $"Feature {place + 1} of the model is '{file[place].Name}', and this program computes '{program[place].Name}' there. Train it again.");
            }

            if (file[place].Log1p != program[place].HeavyTailed || file[place].Monotone != program[place].Monotone)
            {
                throw new ModelFileException($"The model takes feature '{program[place].Name}' in another way (log1p or direction) than this program. Train it again.");
            }
        }
    }

    private static FeatureLine FeatureOf(AveragedModel parts, int feature)
    {
        var definition = parts.Scaling.Features[feature];
        var scale = parts.Scaling.Scales[feature];
        return new FeatureLine(
            definition.Name, definition.Family, definition.Monotone, definition.HeavyTailed, scale.Median, scale.HalfRange, scale.Low, scale.High,
            parts.Weights[feature], scale.Indicator ? parts.Weights[parts.Scaling.Features.Count + feature] : null);
    }

    private static void Lines<T>(StringBuilder text, string name, IEnumerable<T> items) =>
        text.Append(Line(name)).Append(":[\n").AppendJoin(",\n", items.Select(Line)).Append("\n],\n");

    private static string Line<T>(T value) => JsonSerializer.Serialize(value, Json);
}
