using System.Runtime.InteropServices;
using System.Text;
using Graph.Cli;

// Ctrl-C and SIGTERM ask the work to stop; whatever has not stopped shortly after is ended: every load is atomic
// and run files appear by renaming, so ending in the middle loses nothing.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, RequestStop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, RequestStop);

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
await using var output = new StreamWriter(Console.OpenStandardOutput(), utf8);
await using var error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true };
return await Application.RunAsync(args, new CliEnvironment
{
    Out = output,
    Error = error,
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    Clock = TimeProvider.System,
    Folder = Environment.CurrentDirectory,
    TempFolder = Path.GetTempPath(),
    Variable = Environment.GetEnvironmentVariable,
    Width = Console.IsOutputRedirected ? 100 : Math.Max(40, Console.WindowWidth),
}, stop.Token);

void RequestStop(PosixSignalContext context)
{
    context.Cancel = true;
    if (!stop.IsCancellationRequested)
    {
        new Thread(EndSoon) { IsBackground = true }.Start();
        stop.Cancel();
    }
}

static void EndSoon()
{
    Thread.Sleep(TimeSpan.FromMilliseconds(700));
    Console.Error.WriteLine("adchain: cancelled. Nothing half-written was kept; run the same command again to go on.");
    Environment.Exit(ExitCodes.Cancelled);
}
