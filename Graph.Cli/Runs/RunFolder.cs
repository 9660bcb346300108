using Graph.Cli.Reports;

namespace Graph.Cli.Runs;

/// <summary>The output folder of a run. Files are written aside and appear by renaming, run.json last; nothing but our own
/// files is ever replaced or removed.</summary>
internal sealed class RunFolder : IDisposable
{
    public const string RunJsonName = "run.json";
    public const string RejectsName = "rejects.csv";
    public const string ScoresName = "scores.csv";
    public const string EvidenceName = "evidence.jsonl";
    public const string TargetsName = "targets.csv";
    public const string FrontierName = "frontier.csv";
    public const string FrontierPlotName = "frontier.svg";
    public const string FlowName = "flow.csv";
    public const string ReportName = "report.html";
    public const string StoreName = "adchain.duckdb";
    private const string StageName = ".adchain-stage";
    private const string ScratchName = ".adchain-scratch";
    private const string LockName = ".adchain-lock";

    private static readonly string[] Results =
        [RejectsName, ScoresName, EvidenceName, TargetsName, FrontierName, FrontierPlotName, FlowName, ReportName, RunJsonName];

    private readonly string stage;
    private readonly FileStream writerLock;
    private readonly HashSet<string> discarded = new(StringComparer.Ordinal);

    private RunFolder(string path)
    {
        writerLock = Lock(path);
        FullPath = path;
        stage = Path.Combine(path, StageName);
        ScratchPath = Path.Combine(path, ScratchName);
    }

    /// <summary>The folder.</summary>
    public string FullPath { get; }

    /// <summary>Where the store may spill to; removed at the end.</summary>
    public string ScratchPath { get; }

    /// <summary>The file of the default store.</summary>
    public string StoreFile => Path.Combine(FullPath, StoreName);

    /// <summary>Opens a folder for writing, making it where it is missing.</summary>
    /// <exception cref="CommandException">It holds other things than a run.</exception>
    public static RunFolder Open(string path)
    {
        if (File.Exists(path))
        {
            throw CommandException.Usage($"--out: {path} is a file, expected a folder. Give another path.");
        }

        Directory.CreateDirectory(path);
        var runJson = Path.Combine(path, RunJsonName);
        var foreign = Directory.EnumerateFileSystemEntries(path).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal).FirstOrDefault(e => !IsOurs(e));
        if (foreign is not null && !(File.Exists(runJson) && RunJson.IsOurs(runJson)))
        {
            throw CommandException.Usage($"--out: {path} is not empty and not a run folder (it holds '{foreign}'). Give an empty or new folder.");
        }

        var folder = new RunFolder(path);
        folder.RemoveLeftovers();
        Directory.CreateDirectory(folder.stage);
        Directory.CreateDirectory(folder.ScratchPath);
        return folder;
    }

    /// <summary>The path under which a result is written before <see cref="Publish"/>.</summary>
    public string Staged(string name) => Path.Combine(stage, name);

    /// <summary>Opens a staged result for writing.</summary>
    public FileStream Create(string name) => new(Staged(name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);

    /// <summary>Writes a staged text as UTF-8 without BOM.</summary>
    public void Write(string name, string text) => File.WriteAllText(Staged(name), text);

    /// <summary>Says that a result of an earlier run no longer holds: it is not found any more, and <see cref="Publish"/> removes it.</summary>
    public void Discard(string name) => discarded.Add(name);

    /// <summary>The staged result, else the published one, else null.</summary>
    public string? Find(string name) =>
        File.Exists(Staged(name)) ? Staged(name)
        : !discarded.Contains(name) && File.Exists(Path.Combine(FullPath, name)) ? Path.Combine(FullPath, name)
        : null;

    /// <summary>Puts the staged results in place.</summary>
    /// <param name="dropOthers">Whether results of an earlier run that this one did not make are removed, so that the folder
    /// never mixes two runs; without it only those that were discarded.</param>
    public void Publish(bool dropOthers)
    {
        var staged = Results.Where(name => File.Exists(Staged(name))).ToArray();
        foreach (var name in Results.Except(staged, StringComparer.Ordinal))
        {
            if (dropOthers || discarded.Contains(name))
            {
                File.Delete(Path.Combine(FullPath, name));
            }
        }

        foreach (var name in staged)
        {
            File.Move(Staged(name), Path.Combine(FullPath, name), overwrite: true);
        }
    }

    /// <summary>Removes what was only needed on the way.</summary>
    public void Dispose()
    {
        RemoveLeftovers();
        writerLock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(
                Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw CommandException.Usage($"--out: another adchain is writing to {path}. Wait for it, or give another folder.");
        }
    }

    private static bool IsOurs(string name) =>
        Results.Contains(name, StringComparer.Ordinal) || name is StageName or ScratchName or LockName || name.StartsWith(StoreName, StringComparison.Ordinal);

    private void RemoveLeftovers()
    {
        foreach (var folder in (string[])[stage, ScratchPath])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
