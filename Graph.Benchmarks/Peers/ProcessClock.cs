using System.Globalization;

namespace Graph.Benchmarks.Peers;

/// <summary>The processor time of another process.</summary>
internal static class ProcessClock
{
    /// <summary>User and system time of all threads in seconds, in steps of 1/100; NaN where the system does not tell.</summary>
    public static double CpuSeconds(int process)
    {
        try
        {
            // Fields 14 and 15, counted behind the name in brackets.
            var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{process}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
        }
        catch (IOException)
        {
            return double.NaN;
        }
    }
}
