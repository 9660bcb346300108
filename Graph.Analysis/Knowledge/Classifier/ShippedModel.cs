using System.Reflection;
using System.Text;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>The model that comes with the program: trained on simulated worlds, for use until there are enough verdicts.</summary>
public static class ShippedModel
{
    private const string ResourceName = "shipped-model.json";

    /// <summary>The text of its file, or null: this build carries none.</summary>
    public static string? Text { get; } = Read();

    private static string? Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(ResourceName);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
