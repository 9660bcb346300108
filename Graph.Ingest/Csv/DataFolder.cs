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
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static DataFolder List(string folder) => throw new NotImplementedException();
}
