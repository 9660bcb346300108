using System.Globalization;
using Graph.Cli.Worlds;
using Graph.Ingest;

namespace Graph.Cli.Terminal;

/// <summary>Tells on standard error how far a run is: one line that renews itself on a terminal, a sparse plain line elsewhere.</summary>
internal sealed class ProgressLine(CliEnvironment environment) : IDisposable
{
    private const int BarCells = 24;
    private static readonly TimeSpan TerminalPace = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PlainPace = TimeSpan.FromSeconds(10);
    private readonly object gate = new();
    private long? shownAt;
    private int shownCells;

    /// <summary>A new stage begins.</summary>
    public void Stage(string text)
    {
        lock (gate)
        {
            Show(environment.ErrorIsTerminal ? text : $"adchain: {text}");
        }
    }

    /// <summary>How far reading is.</summary>
    public void Report(IngestProgress progress)
    {
        lock (gate)
        {
            if (shownAt is { } last && environment.Clock.GetElapsedTime(last) < (environment.ErrorIsTerminal ? TerminalPace : PlainPace))
            {
                return;
            }

            Show(environment.ErrorIsTerminal ? Bar(progress) : $"adchain: {Words(progress)}");
        }
    }

    /// <summary>A generated file is done.</summary>
    public void Report(WorldFile file)
    {
        lock (gate)
        {
            if (shownAt is not { } last || environment.Clock.GetElapsedTime(last) >= (environment.ErrorIsTerminal ? TerminalPace : PlainPace))
            {
                var words = string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {file.Rows:N0} rows");
                Show(environment.ErrorIsTerminal ? words : $"adchain: {words}");
            }
        }
    }

    /// <summary>Clears the line on a terminal.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (environment.ErrorIsTerminal && shownCells > 0)
            {
                environment.Error.Write($"\r{new string(' ', shownCells)}\r");
                environment.Error.Flush();
                shownCells = 0;
            }
        }
    }

    private static double Share(IngestProgress progress) =>
        progress.BytesTotal <= 0 ? 0 : Math.Clamp((double)progress.BytesDone / progress.BytesTotal, 0, 1);

    private static string Bar(IngestProgress progress)
    {
        var full = (int)(Share(progress) * BarCells);
        return $"[{new string('#', full)}{new string('.', BarCells - full)}] {Words(progress)}";
    }

    private static string Words(IngestProgress progress) => progress.File.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{progress.Rows:N0} rows read; comparing with what is kept")
        : string.Create(CultureInfo.InvariantCulture,
            $"{Share(progress) * 100:0} %, {progress.Rows:N0} rows, {progress.File} ({progress.FileIndex + 1} of {progress.Files})");

    private void Show(string text)
    {
        shownAt = environment.Clock.GetTimestamp();
        if (!environment.ErrorIsTerminal)
        {
            environment.Error.WriteLine(text);
            return;
        }

        var cut = text.Length < environment.Width ? text : text[..(environment.Width - 1)];
        environment.Error.Write($"\r{cut.PadRight(shownCells)}");
        environment.Error.Flush();
        shownCells = cut.Length;
    }
}
