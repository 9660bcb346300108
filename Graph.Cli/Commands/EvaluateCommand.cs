using System.CommandLine;
using System.Globalization;
using Graph.Analysis.Evaluation;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Cli.Evaluation;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Model;

namespace Graph.Cli.Commands;

/// <summary><c>adchain evaluate</c>: how far scores can be trusted, on simulated worlds or on labelled records.</summary>
internal static class EvaluateCommand
{
    public const string Examples = """
        adchain evaluate --worlds 20 --out scorecard
        adchain evaluate --worlds 8 --networks 100 --placements 20000 --adversary hide --missing 0.3 --out hiding
        adchain evaluate data --model model.json --out scorecard
        """;

    /// <summary>What an evaluation needs to know, resolved.</summary>
    private sealed record Options(
        string? Data, WorldPlan? Worlds, IReadOnlyList<double> Missing, ReplaySettings Settings, string ModelName, int Capacity, int Resamples,
        string Out, int Threads, bool Json);

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, string Out, IReadOnlyList<GoalDocument> Goals);

    private sealed record GoalDocument(string Goal, double? Measured, string Bound, bool? Met);

    public static Command Create(CliEnvironment environment)
    {
        var data = new Argument<string?>("DATA") { Description = "Folder of CSV files with verdicts, instead of --worlds.", Arity = ArgumentArity.ZeroOrOne };
        var worlds = new WorldOptionsText(WorldOptionsText.FirstEvaluationSeed, defaultDates: 3);
        var output = CommandOptions.Required("--out", "DIR", "Folder for scorecard.md, scorecard.html and scorecard.json.");
        var missing = CommandOptions.Text("--missing", "SHARES", "Shares of rows to lose, separated by commas, each evaluated beside the whole; 0: none. Default: 0.15,0.3.");
        var knowledge = new KnowledgeChoices();
        var capacity = CommandOptions.Text("--capacity", "N", "Networks that can be looked into a week. Default: 10.");
        var resamples = CommandOptions.Text("--resamples", "N", "Resamples behind each interval. Default: 500.");
        var (window, threads, json) = (CommandOptions.Window(), CommandOptions.Threads(), CommandOptions.Json());
        var command = new Command("evaluate", "Replays simulated worlds or labelled records and writes a scorecard: rankings, calibration, tiers, controls.")
        {
            data, output, missing, capacity, resamples, window, threads, json,
        };
        worlds.AddTo(command);
        knowledge.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            new Options(
                parsed.GetValue(data) is { } folder ? environment.Resolve(folder) : null,
                worlds.Plan(parsed, sizes: [2]),
                Shares(parsed.GetValue(missing)),
                new ReplaySettings
                {
                    WindowWeeks = OptionValues.WindowWeeks(parsed.GetValue(window)),
                    Seed = (ulong)worlds.Seed(parsed),
                    Knowledge = knowledge.Resolve(parsed, environment, threads: 1),
                    RedrawNotices = true,
                },
                knowledge.ModelWord(parsed),
                (int)OptionValues.Whole("--capacity", parsed.GetValue(capacity), 10, 1, 100_000),
                (int)OptionValues.Whole("--resamples", parsed.GetValue(resamples), 500, 20, 100_000),
                environment.Resolve(parsed.GetRequiredValue(output)),
                OptionValues.Threads(parsed.GetValue(threads)),
                parsed.GetValue(json)),
            environment,
            cancellation)));
        return command;
    }

    private static int Execute(Options options, CliEnvironment environment, CancellationToken cancellation)
    {
        if (options.Data is null == options.Worlds is null)
        {
            throw CommandException.Usage("evaluate takes either DATA, a folder with verdicts, or --worlds N. Give one of them.");
        }

        ScorecardFolder.RequireOurs(options.Out);
        Scorecard card;
        using (var progress = new ProgressLine(environment))
        using (var scratch = EvaluationScratch.Make(environment))
        {
            var input = options.Worlds is { } plan
                ? OfWorlds(options, plan, scratch.FullPath, environment, progress, cancellation)
                : OfFolder(options, options.Data!, scratch.FullPath, environment, progress, cancellation);
            progress.Stage("computing figures and their intervals");
            card = ScorecardAssembly.Run(input, cancellation);
        }

        ScorecardFolder.Write(options.Out, card);
        Say(options, card, environment);
        return ExitCodes.Done;
    }

    private static ScorecardInput OfWorlds(
        Options options, WorldPlan plan, string scratch, CliEnvironment environment, ProgressLine progress, CancellationToken cancellation)
    {
        var replay = new SimulatedReplay(plan, options.Settings, scratch, environment.Clock);
        double[] shares = [0.0, .. options.Missing];
        progress.Stage(FormattableString.Invariant($"replaying {plan.Worlds} simulated worlds"));
        var worlds = WorldCrew.Run(
            plan.Worlds, options.Threads, world => replay.Run(world, shares, cancellation),
            done => progress.Stage(FormattableString.Invariant($"{done} of {plan.Worlds} simulated worlds replayed")), cancellation);
        var whole = worlds.Select(world => world[0]).ToArray();
        return new ScorecardInput
        {
            Setting = Setting(options) with
            {
                Networks = plan.Networks[0],
                Placements = plan.Placements[0],
                Weeks = plan.Weeks,
                Dates = plan.Dates,
                Adversaries = [.. plan.Adversaries.Take(plan.Worlds).Select(AdversaryWords.Of)],
            },
            Replay = Together(whole.Select(world => world.Run)),
            RedrawnNotices = Together(whole.Select(world => world.Redrawn!)),
            Missing = [.. options.Missing.Select((share, i) => (share, Together(worlds.Select(world => world[i + 1].Run))))],
            Ablations = Ablation.Run(options.Settings.Knowledge.Model, whole[0].Features, [.. whole.SelectMany(world => world.Rows).Select(row => row.Features)]),
        };
    }

    private static ScorecardInput OfFolder(
        Options options, string data, string scratch, CliEnvironment environment, ProgressLine progress, CancellationToken cancellation)
    {
        var folder = InputFolder.List(data);
        var replay = FolderReplay.Run(folder, options.Settings, scratch, environment, progress.Stage, cancellation);
        if (!replay.Rows.Any(row => row.Row.Knowing) || !replay.Rows.Any(row => row.Row.Label == TrainingLabel.Cleared))
        {
            throw CommandException.Input("the verdicts that came later name no network that knew, or none that did not: nothing can be compared. Add verdicts of both kinds to verdicts.csv, or use --worlds.");
        }

        return new ScorecardInput
        {
            Setting = Setting(options) with { Dates = replay.Batches.Count },
            Replay = replay.Run,
            RedrawnNotices = replay.Redrawn,
            Ablations = Ablation.Run(options.Settings.Knowledge.Model, replay.Features, [.. replay.Rows.Select(row => row.Features)]),
        };
    }

    private static EvaluationRun Together(IEnumerable<EvaluationRun> runs)
    {
        var all = runs.ToArray();
        return new EvaluationRun([.. all.SelectMany(run => run.Rows)], [.. all.SelectMany(run => run.Batches)]);
    }

    private static ScorecardSetting Setting(Options options) => new()
    {
        Simulated = options.Worlds is not null,
        Worlds = options.Worlds?.Worlds ?? 1,
        Seed = options.Worlds?.Seed ?? (long)options.Settings.Seed,
        Dates = 1,
        Model = options.Settings.Knowledge.Model?.Kind ?? KnowledgeChoices.NoModel,
        ModelSha256 = options.Settings.Knowledge.Model is { } model ? ModelFile.Sha256(model) : "",
        Alpha = options.Settings.Knowledge.Naming.Alpha,
        Capacity = options.Capacity,
        Resamples = options.Resamples,
        Command = CommandText(options),
    };

    /// <summary>The command with all that moves a figure, and no path of this machine.</summary>
    private static string CommandText(Options options)
    {
        var source = options.Worlds is { } plan
            ? string.Create(CultureInfo.InvariantCulture,
                $"--worlds {plan.Worlds} --seed {plan.Seed} --networks {plan.Networks[0]} --placements {plan.Placements[0]} --weeks {plan.Weeks} --dates {plan.Dates} --adversary {(plan.Adversaries.Count > 1 ? "all" : AdversaryWords.Of(plan.Adversaries[0]))} --missing {(options.Missing.Count == 0 ? "0" : string.Join(',', options.Missing.Select(share => share.ToString(CultureInfo.InvariantCulture))))}")
            : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(options.Data)} --seed {options.Settings.Seed}");
        var model = options.ModelName.Length > 0 ? $" --model {options.ModelName}" : "";
        var knowledge = options.Settings.Knowledge;
        return string.Create(CultureInfo.InvariantCulture,
            $"adchain evaluate {source} --window {options.Settings.WindowWeeks}w --alpha {knowledge.Naming.Alpha} --materiality {knowledge.Options.MaterialityUnits / (decimal)Money.UnitsPerYuan} --capacity {options.Capacity} --resamples {options.Resamples}{model} --out scorecard");
    }

    private static void Say(Options options, Scorecard card, CliEnvironment environment)
    {
        if (options.Json)
        {
            environment.Out.Write(Reports.RunJson.Text(new Document(
                ExitCodes.Done, options.Out,
                [.. card.Goals.Select(goal => new GoalDocument(goal.Goal, double.IsNaN(goal.Value) ? null : goal.Value, goal.Bound, goal.Met))])));
            return;
        }

        var table = ScorecardTables.Of(card)[0];
        TableOutput.Write(environment, $"Scorecard: {ScorecardText.Source(card.Setting)}", ["figure", "#measured", "#goal", "met"], table.Rows);
        environment.Error.WriteLine($"adchain: the scorecard is {Path.Combine(options.Out, ScorecardFolder.PageName)}.");
    }

    private static IReadOnlyList<double> Shares(string? text)
    {
        var shares = new List<double>();
        foreach (var part in (text ?? "0.15,0.3").Split(',', StringSplitOptions.TrimEntries))
        {
            shares.Add(double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0.0 and <= 0.9
                ? share
                : throw CommandException.Usage($"--missing: found '{text}', expected shares from 0 to 0.9 separated by commas, such as 0.15,0.3."));
        }

        return [.. shares.Where(share => share > 0.0).Distinct().Order()];
    }
}
