using System.Text.Json;
using Graph.Cli.Reports;

namespace Graph.Cli.Runs;

/// <summary>The output folder of an audit: audit.json, fixes.csv, declaration.csv, listed-sites.csv, audit.html. Written aside, then renamed, audit.json last.</summary>
internal sealed class AuditFolder : IDisposable
{
    public const string JsonName = "audit.json";
    public const string FixesName = "fixes.csv";
    public const string DeclarationName = "declaration.csv";
    public const string SitesName = "listed-sites.csv";
    public const string PageName = "audit.html";
    private const string FixesHeader = "rank,kind,id,alone,removed,cumulative,cumulative_share,left,clean";
    private const string DeclarationHeader = "declaration_id,network_id,period_from,period_to,statement,signer";
    private const string SitesHeader = "domain,first_accrual,last_accrual,accrued";
    private const string ScratchName = ".adchain-audit";
    private static readonly string[] Results = [FixesName, DeclarationName, SitesName, PageName, JsonName];

    private readonly string folder;
    private readonly ScratchFolder scratch;

    private AuditFolder(string folder)
    {
        this.folder = folder;
        scratch = new ScratchFolder(Path.Combine(folder, ScratchName));
    }

    /// <summary>Where the store of the audit stands while it runs.</summary>
    public string StoreFile => Path.Combine(scratch.FullPath, RunFolder.StoreName);

    /// <summary>Where the store may spill to.</summary>
    public string SpillPath => scratch.FullPath;

    /// <summary>Opens a folder, making it where it is missing.</summary>
    /// <exception cref="CommandException">It holds other things than an audit.</exception>
    public static AuditFolder Open(string path)
    {
        if (File.Exists(path))
        {
            throw CommandException.Usage($"--out: {path} is a file, expected a folder. Give another path.");
        }

        Directory.CreateDirectory(path);
        var foreign = Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)
            .FirstOrDefault(entry => !Results.Contains(entry, StringComparer.Ordinal) && entry != ScratchName);
        return foreign is null
            ? new AuditFolder(path)
            : throw CommandException.Usage($"--out: {path} holds other things than an audit ('{foreign}'). Give an empty or new folder.");
    }

    /// <summary>Reads the audit of a folder.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public static AuditDocument Read(string path)
    {
        var file = Path.Combine(path, JsonName);
        if (!File.Exists(file))
        {
            throw CommandException.Usage($"--before: {path} has no {JsonName}. Give the --out folder of an earlier `adchain audit`.");
        }

        try
        {
            return RunJson.FromLine<AuditDocument>(File.ReadAllBytes(file)) is { Program: AuditDocument.ProgramName, Format: AuditDocument.CurrentFormat } audit
                ? audit
                : throw CommandException.Usage($"--before: {file} was not written by this version of adchain. Make it again with `adchain audit`.");
        }
        catch (JsonException broken)
        {
            throw CommandException.Usage($"--before: {file} is not an audit of adchain: {broken.Message}");
        }
    }

    /// <summary>Writes all files and puts them in place.</summary>
    public void Publish(AuditDocument audit, string language)
    {
        Write(FixesName, FixesHeader, audit.Fixes, fix =>
        [
            fix.Rank.ToString(System.Globalization.CultureInfo.InvariantCulture), fix.Kind, fix.Id, fix.Alone.ToString(), fix.Removed.ToString(),
            fix.Cumulative.ToString(), FigureText.Share(fix.CumulativeShare), fix.Left.ToString(), fix.Clean.ToString(),
        ]);
        Write(DeclarationName, DeclarationHeader, [audit.Declaration], row => [row.DeclarationId, row.NetworkId, row.PeriodFrom, row.PeriodTo, row.Statement, ""]);
        Write(SitesName, SitesHeader, audit.Served, site => [site.Site, site.First, site.Last, site.Accrued.ToString()]);
        File.WriteAllText(Staged(PageName), AuditPage.Build(audit, language));
        File.WriteAllText(Staged(JsonName), RunJson.Text(audit));
        foreach (var name in Results)
        {
            File.Move(Staged(name), Path.Combine(folder, name), overwrite: true);
        }
    }

    /// <summary>Removes what was only needed on the way.</summary>
    public void Dispose() => scratch.Dispose();

    private string Staged(string name) => Path.Combine(scratch.FullPath, name);

    private void Write<T>(string name, string header, IEnumerable<T> rows, Func<T, string[]> fields)
    {
        using var csv = new CsvWriter(Staged(name), header);
        foreach (var row in rows)
        {
            foreach (var field in fields(row))
            {
                csv.Field(field);
            }

            csv.EndRow();
        }
    }
}
