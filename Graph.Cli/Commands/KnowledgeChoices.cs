using System.CommandLine;
using System.Globalization;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Cli.Runs;
using Graph.Model;

namespace Graph.Cli.Commands;

/// <summary>The options about who knew that several verbs share, and what they resolve to.</summary>
internal sealed class KnowledgeChoices
{
    /// <summary>The word of <c>--model</c> for no model at all.</summary>
    public const string NoModel = "none";

    private static readonly KnowledgeOptions Defaults = new();

    private readonly Option<string?> materiality = CommandOptions.Text(
        "--materiality", "YUAN", "Money at stake below which no network stands above tier K1. Default: 1000.");

    private readonly Option<string?> alpha = CommandOptions.Text(
        "--alpha", "LEVEL", "Share of false ones expected at most among networks that the model names, above 0 and below 1. Default: 0.1.");

    private readonly Option<string?> model = CommandOptions.Text(
        "--model", "FILE", "A model that `adchain train` made, or none. Default: the model that comes with the program, trained on simulated worlds.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(materiality);
        command.Add(alpha);
        command.Add(model);
    }

    /// <summary>The model as the user named it, without folder; empty where nothing was said.</summary>
    public string ModelWord(ParseResult parsed) => parsed.GetValue(model) is { } text ? Path.GetFileName(text) : "";

    /// <summary>What the user said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">Where relative paths begin.</param>
    /// <param name="threads">Threads to use at most; 0: one per core.</param>
    /// <exception cref="CommandException">A value is not as expected, or the file is no model of this program.</exception>
    public KnowledgeSettings Resolve(ParseResult parsed, CliEnvironment environment, int threads) => new()
    {
        Options = Defaults with
        {
            MaterialityUnits = Materiality(parsed.GetValue(materiality)),
            Threads = threads == 0 ? Environment.ProcessorCount : threads,
        },
        Naming = new NamingOptions { Alpha = Alpha(parsed.GetValue(alpha)) },
        Model = Model(parsed.GetValue(model), environment),
    };

    /// <summary>The settings where nothing is said.</summary>
    public static KnowledgeSettings Default(int threads) => new()
    {
        Options = Defaults with { Threads = threads == 0 ? Environment.ProcessorCount : threads },
        Model = Shipped(),
    };

    /// <summary>The thresholds that a run folder names, else those where nothing is said.</summary>
    /// <param name="materiality">The floor that the folder's run was made with, or null.</param>
    public static KnowledgeOptions Thresholds(Money? materiality) =>
        Defaults with { MaterialityUnits = materiality?.Units ?? Defaults.MaterialityUnits, Threads = Environment.ProcessorCount };

    private static long Materiality(string? text)
    {
        if (text is null)
        {
            return Defaults.MaterialityUnits;
        }

        const decimal MostYuan = 1e12m;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan <= MostYuan
            && yuan * Money.UnitsPerYuan == decimal.Truncate(yuan * Money.UnitsPerYuan)
            ? (long)(yuan * Money.UnitsPerYuan)
            : throw CommandException.Usage($"--materiality: found '{text}', expected an amount in yuan of at least 0 with at most 4 digits after the point, such as 1000.");
    }

    private static double Alpha(string? text) => text is null ? new NamingOptions().Alpha
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var level) && level is > 0.0 and < 1.0 ? level
        : throw CommandException.Usage($"--alpha: found '{text}', expected a level above 0 and below 1, such as 0.1.");

    private static KnowledgeModel? Model(string? text, CliEnvironment environment)
    {
        if (text is null or NoModel)
        {
            return text is null ? Shipped() : null;
        }

        var file = environment.Resolve(text);
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"--model: there is no file {file}. Make one with `adchain train DATA --out {text}`, or give none.");
        }

        try
        {
            return ModelFile.Read(File.ReadAllText(file), KnowledgeFeatures.Definitions);
        }
        catch (ModelFileException broken)
        {
            throw CommandException.Usage($"--model: {file}: {broken.Message}");
        }
    }

    private static KnowledgeModel? Shipped() => ShippedModel.Text is { } text ? ModelFile.Read(text, KnowledgeFeatures.Definitions) : null;
}
