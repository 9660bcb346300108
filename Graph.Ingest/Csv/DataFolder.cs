using Graph.Model.Records;

namespace Graph.Ingest.Csv;

/// <summary>An input file of a data folder.</summary>
/// <param name="Name">File name without folder.</param>
/// <param name="Path">Full path.</param>
/// <param name="Type">Its record type, from the start of its name.</param>
/// <param name="Bytes">Size on disk.</param>
public sealed record DataFile(string Name, string Path, RecordType Type, long Bytes);

/// <summary>The files of a data folder; folders below it are not searched.</summary>
/// <param name="Files">Files with a type, by name, ordinally.</param>
/// <param name="Unmatched">Names of files that match no type, ordinally; they are named in the report and left alone.</param>
public sealed record DataFolder(IReadOnlyList<DataFile> Files, IReadOnlyList<string> Unmatched)
{
    /// <summary>Lists a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static DataFolder List(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var directory = new DirectoryInfo(folder);
        if (!directory.Exists)
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'. Name the folder that holds the CSV files.");
        }

        var files = new List<DataFile>();
        var unmatched = new List<string>();
        foreach (var file in directory.EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (TypeOf(file.Name) is { } type)
            {
                files.Add(new DataFile(file.Name, file.FullName, type, file.Length));
            }
            else
            {
                unmatched.Add(file.Name);
            }
        }

        return new DataFolder(files, unmatched);
    }

    /// <summary>The record type of a file name: <c>placements-2026-W47.csv.gz</c> is placements.</summary>
    /// <param name="name">File name without folder.</param>
    /// <returns>The type, or null: no <c>.csv</c> or <c>.csv.gz</c> at the end, or no type's word at the start. After the word no
    /// letter may follow (<c>worksheet.csv</c> is no file of works). Case does not matter.</returns>
    public static RecordType? TypeOf(string name) => RecordTypes.OfFile(name);
}
