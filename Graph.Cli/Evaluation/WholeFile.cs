using System.Text;

namespace Graph.Cli.Evaluation;

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
