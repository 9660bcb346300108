using System.Text;
using Graph.Analysis.Evaluation;

namespace Graph.Cli.Evaluation;

/// <summary>The folder of a scorecard: three files and nothing else.</summary>
internal static class ScorecardFolder
{
    public const string MarkdownName = "scorecard.md";
    public const string PageName = "scorecard.html";
    public const string JsonName = "scorecard.json";
    private static readonly string[] Names = [MarkdownName, PageName, JsonName];

    /// <summary>Refuses a folder that holds anything but an earlier scorecard.</summary>
    public static void RequireOurs(string path)
    {
        if (File.Exists(path))
        {
            throw CommandException.Usage($"--out: {path} is a file, expected a folder. Give another path.");
        }

        var foreign = Directory.Exists(path)
            ? Directory.EnumerateFileSystemEntries(path).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal).FirstOrDefault(e => !Names.Contains(e))
            : null;
        if (foreign is not null)
        {
            throw CommandException.Usage($"--out: {path} holds other things than a scorecard ('{foreign}'). Give an empty or new folder.");
        }
    }

    /// <summary>Writes the three files, each whole or not at all.</summary>
    public static void Write(string path, Scorecard card)
    {
        Directory.CreateDirectory(path);
        WholeFile.Write(Path.Combine(path, MarkdownName), ScorecardMarkdown.Text(card));
        WholeFile.Write(Path.Combine(path, PageName), ScorecardPage.Text(card));
        WholeFile.Write(Path.Combine(path, JsonName), ScorecardJson.Text(card));
    }
}

/// <summary>Writes a text file so that it is there whole or not at all.</summary>
internal static class WholeFile
{
    public static void Write(string path, string text)
    {
        var aside = path + ".part";
        File.WriteAllText(aside, text, new UTF8Encoding(false));
        File.Move(aside, path, overwrite: true);
    }
}
