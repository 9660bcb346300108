using Graph.Ingest.Csv;

namespace Graph.Cli.Commands;

/// <summary>Looks at the data folder before anything is written.</summary>
internal static class InputFolder
{
    /// <summary>Said where no as-of date can be found.</summary>
    public const string NoPlacement = "no placement was accepted, so there is no money to follow. Add placements*.csv, or give --as-of for a store that holds only payments.";

    /// <summary>The files of the folder.</summary>
    /// <exception cref="CommandException">There is no such folder, or it has no input file.</exception>
    public static DataFolder List(string path)
    {
        if (!Directory.Exists(path))
        {
            throw CommandException.Usage(File.Exists(path)
                ? $"DATA: {path} is a file, expected the folder that holds it."
                : $"DATA: there is no folder {path}. Check the path.");
        }

        var data = DataFolder.List(path);
        return data.Files.Count > 0
            ? data
            : throw CommandException.Input($"{path} holds no input file: expected placements*.csv and others whose names begin with a record type (settlements, lists, parties, …), also as .csv.gz.");
    }
}
