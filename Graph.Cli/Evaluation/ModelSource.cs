using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;

namespace Graph.Cli.Evaluation;

/// <summary>Finds the model that a command names.</summary>
internal static class ModelSource
{
    /// <summary>The model of a file; null where none is named and none comes with the program.</summary>
    /// <exception cref="CommandException">There is no such file, or it is no model of this program.</exception>
    public static ModelFileContent? Load(string? path, CliEnvironment environment)
    {
        if (path is null)
        {
            return null;
        }

        var file = environment.Resolve(path);
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"--model: there is no file {file}. Make one with `adchain train`.");
        }

        var text = File.ReadAllText(file);
        return new ModelFileContent(ModelFile.Read(text, KnowledgeFeatures.Definitions), ModelFile.Sha256(text));
    }

    /// <summary>Whether a file was written by <c>adchain train</c>, of whatever version.</summary>
    public static bool IsModel(string path)
    {
        using var reader = new StreamReader(path);
        var start = new char[64];
        return new string(start, 0, reader.ReadBlock(start)).Contains("\"format\":\"adchain-model/", StringComparison.Ordinal);
    }
}
