using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Graph.Analysis.Targets.Exact;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Ingest.Normalization;
using Graph.Ingest.Stores;
using Graph.Model.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain doctor</c>: says whether this machine has what the program needs.</summary>
internal static class DoctorCommand
{
    public const string Examples = """
        adchain doctor
        adchain doctor --json
        """;

    /// <summary>One thing looked at.</summary>
    internal sealed record Finding(string What, bool Sound, string Found, string WhatToDo);

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, IReadOnlyList<Finding> Findings);

    public static Command Create(CliEnvironment environment)
    {
        var json = CommandOptions.Json();
        var command = new Command("doctor", "Loads every native library and says what is missing.") { json };
        command.SetAction((parsed, _) => Task.FromResult(Execute(parsed.GetValue(json), environment)));
        return command;
    }

    private static int Execute(bool json, CliEnvironment environment)
    {
        Finding[] findings = [Runtime(), Unicode(), ChineseText(), Suffixes(), Store(environment), Solver()];
        var exitCode = Array.TrueForAll(findings, f => f.Sound) ? ExitCodes.Done : ExitCodes.Store;
        if (json)
        {
            environment.Out.Write(RunJson.Text(new Document(exitCode, findings)));
        }
        else
        {
            TableOutput.Write(environment, "Doctor", ["what", "state", "found", "what to do"],
                findings.Select(f => (string[])[f.What, f.Sound ? "ok" : "missing", f.Found, f.Sound ? "" : f.WhatToDo]));
        }

        return exitCode;
    }

    private static Finding Runtime() => new(".NET", true, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}", "");

    private static Finding Unicode()
    {
        var folded = "ＡＢ".Normalize(NormalizationForm.FormKC);
        var host = new IdnMapping().GetAscii("中国");
        return new Finding("ICU", folded == "AB" && host == "xn--fiqs8s", $"{folded}, {host}", "Install ICU (Debian: libicu72) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
    }

    private static Finding ChineseText()
    {
        var text = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")?.GetString([0xD6, 0xD0, 0xB9, 0xFA]) ?? "";
        return new Finding("GB18030", text == "中国", text, "Install the program again: System.Text.Encoding.CodePages is missing.");
    }

    private static Finding Suffixes() =>
        new("public suffix list", true, $"{PublicSuffixList.Embedded.Date}, sha256 {PublicSuffixList.Embedded.Sha256[..12]}", "");

    private static Finding Solver() => new(
        "OR-Tools", ExactSolver.Version is not null, ExactSolver.Version is { } version ? $"{version}, SCIP" : "not loaded",
        "Only --exact needs it. Install the program for this platform again (Linux: glibc and libstdc++, no musl).");

    private static Finding Store(CliEnvironment environment)
    {
        var folder = Path.Combine(environment.TempFolder, string.Create(CultureInfo.InvariantCulture, $"adchain-doctor-{Environment.ProcessId}"));
        const string Advice = "Install the program for this platform again, and check that the temporary folder can be written to.";
        try
        {
            using var scratch = new ScratchFolder(folder);
            using var store = RecordStores.Open(StoreUri.OfFile(Path.Combine(folder, "probe.duckdb")), readOnly: false, folder);
            return new Finding("DuckDB", store.Ledger().Count == 0, $"{store.Kind} {RunWriter.Versions()["duckdb"]}", Advice);
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException or BadImageFormatException or StoreException or IOException)
        {
            return new Finding("DuckDB", false, missing.Message, Advice);
        }
    }
}
