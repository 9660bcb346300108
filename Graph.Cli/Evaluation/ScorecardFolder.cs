using Graph.Analysis.Evaluation;
using Graph.Cli.Runs;

namespace Graph.Cli.Evaluation;

/// <summary>The folder of a scorecard: three files and nothing else.</summary>
internal static class ScorecardFolder
{
    public const string MarkdownName = "scorecard.md";
    public const string PageName = "scorecard.html";
    public const string JsonName = "scorecard.json";
    private static readonly string[] Names = [MarkdownName, PageName, JsonName];

    /// <summary>Refuses a folder that holds anything but an earlier scorecard.</summary>
    public static void RequireOurs(string path) => OwnFolder.Require(path, Names.Contains, "a scorecard");

    /// <summary>Writes the three files, each whole or not at all.</summary>
    public static void Write(string path, Scorecard card)
    {
        Directory.CreateDirectory(path);
        WholeFile.Write(Path.Combine(path, MarkdownName), ScorecardMarkdown.Text(card));
        WholeFile.Write(Path.Combine(path, PageName), ScorecardPage.Text(card));
        WholeFile.Write(Path.Combine(path, JsonName), ScorecardJson.Text(card));
    }
}
