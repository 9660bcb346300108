using System.Text.Json.Serialization;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;

namespace Graph.Cli.Commands;

/// <summary>What a command that writes a run folder says on standard output.</summary>
internal static class RunOutput
{
    /// <summary>The document of <c>--json</c>.</summary>
    /// <param name="ExitCode">How the command ends.</param>
    /// <param name="Out">The run folder.</param>
    /// <param name="Report">The page, or null where it was not made.</param>
    /// <param name="Run">run.json without the money paths.</param>
    /// <param name="WrittenBack">What giving the run back to its store came to, or null: that was not wanted.</param>
    private sealed record Document(int ExitCode, string Out, string? Report, RunDocument Run, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WrittenBack? WrittenBack);

    /// <summary>Writes the headline, or the document.</summary>
    public static void Write(CliEnvironment environment, string folder, RunDocument run, int exitCode, bool json, WrittenBack? back)
    {
        var page = Path.Combine(folder, RunFolder.ReportName);
        var report = File.Exists(page) ? page : null;
        if (json)
        {
            environment.Out.Write(RunJson.Text(new Document(exitCode, folder, report, run with { Paths = [] }, back)));
            return;
        }

        TableOutput.Write(environment, "AdChain", ["figure", "value"], Figures(run, folder, report).Concat(Figures(back)));
    }

    /// <summary>Says on standard error which rules speak of nothing.</summary>
    public static void WarnOfRules(CliEnvironment environment, IReadOnlyList<string> unmatched)
    {
        const int Shown = 5;
        foreach (var rule in unmatched.Take(Shown))
        {
            environment.Error.WriteLine($"adchain: a rule had no effect: {rule}. Check its spelling, or see whether tiers bar the action.");
        }

        if (unmatched.Count > Shown)
        {
            environment.Error.WriteLine($"adchain: {Number(unmatched.Count - Shown)} more rules had no effect.");
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Figures(RunDocument run, string folder, string? report)
    {
        if (run is { Headline: { } headline, Window: { } window })
        {
            yield return ["window", $"{window.From} to {window.To} ({window.Weeks} weeks)"];
            yield return ["basis", run.Basis ?? ""];
            yield return ["money", headline.Money.ToString()];
            yield return ["reached pirate sites", headline.PirateMoney.ToString()];
            yield return ["share", FigureText.Share(headline.PirateShare)];
            yield return ["pirate sites paid", Number(headline.PirateSites)];
            yield return ["networks and resellers exposed", Number(headline.Exposed)];
            yield return ["conservation residual", headline.ConservationResidual];
        }

        foreach (var figure in Knowledge(run))
        {
            yield return figure;
        }

        foreach (var figure in Plan(run.Plan))
        {
            yield return figure;
        }

        yield return ["rows rejected", run.Inputs.Sum(i => i.Rejected).ToString(System.Globalization.CultureInfo.InvariantCulture)];
        yield return ["results", folder];
        if (report is not null)
        {
            yield return ["report", report];
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Figures(WrittenBack? back)
    {
        if (back is not null)
        {
            yield return ["run in the store", back.IsNew ? back.Run : $"{back.Run} (it was there already)"];
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Plan(PlanDocument? plan)
    {
        if (plan is null)
        {
            yield break;
        }

        yield return ["first targets", Number(plan.Targets)];
        yield return ["removed by them", $"{plan.Removed} ({FigureText.Share(plan.RemovedShare)})"];
        if (plan.Worst is { } worst)
        {
            yield return ["after the worst reaction", $"{worst.Net} ({FigureText.Share(worst.NetShare)}, {worst.Reaction})"];
        }

        yield return ["certified share of the optimum", FigureText.Share(plan.Optimality)];
        if (plan.Flow is { } flow)
        {
            yield return ["an adversary can still push", $"{flow.After} of {flow.Before} (no plan of this budget leaves less than {flow.LeastAfter})"];
        }
        else if (plan.Targets > 0)
        {
            yield return ["proven optimal", plan.IsProvenOptimal ? "yes" : $"no: no plan of this budget removes more than {plan.UpperBound}"];
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Knowledge(RunDocument run)
    {
        if (run.Knowledge is not { } knowledge)
        {
            yield break;
        }

        yield return ["tiers", Counts(knowledge.Tiers)];
        yield return ["decisions", Counts(knowledge.Decisions)];
        yield return ["lines of evidence", (run.Evidence?.Lines ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture)];
        if (knowledge.Missing.Count > 0)
        {
            yield return ["signals lack", string.Join(", ", knowledge.Missing.Select(word => $"{word}.csv"))];
        }

        yield return ["model", run.Model?.Kind ?? "none: no probabilities"];
        if (run.Model is not null)
        {
            yield return ["named by the model", $"{Number(knowledge.Naming.Named)} at level {FigureText.Share(knowledge.Naming.Alpha)}{Abstains(knowledge.Naming)}"];
        }
    }

    private static string Abstains(NamingDocument naming) => naming.Abstains switch
    {
        null => "",
        "too_few_cases" => $" (too few cases: with {Number(naming.CalibrationCases)} the least level is {FigureText.Share(naming.SmallestAlpha)})",
        "needs_notices" => " (it names nobody without notices.csv)",
        _ => " (nobody passes)",
    };

    private static string Counts(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {Number(count.Value)}"));

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
