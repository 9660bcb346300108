using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Graph.Benchmarks.Comparison;

/// <summary>Rounds of measurements as a Markdown table with minima and medians.</summary>
internal sealed class ResultTable
{
    private readonly StringBuilder text = new();

    public ResultTable(string title)
    {
        text.Append("# ").Append(title).Append("\n\n");
        Line("Machine: " + Machine());
        Line("");
    }

    public void Line(string line) => text.Append(line).Append('\n');

    public void Header(params string[] cells)
    {
        Row(cells);
        Row([.. cells.Select((_, at) => at == 0 ? "---" : "---:")]);
    }

    public void Row(params string[] cells) => Line("| " + string.Join(" | ", cells) + " |");

    /// <summary>Minimum / median with as many digits as say something.</summary>
    public static string Spread(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return Number(sorted[0]) + " / " + Number(Median(sorted));
    }

    public static string Number(double value) => value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);

    /// <summary>A number with some significant digits, never in powers of ten.</summary>
    public static string Digits(double value, int significant)
    {
        var whole = value == 0 || !double.IsFinite(value) ? 1 : (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        return value.ToString("F" + Math.Clamp(significant - whole, 0, 9).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    public static string Ratio(double ours, double theirs) => Number(ours / theirs) + " x";

    /// <summary>Prints the table and keeps it.</summary>
    public void Save(string? folder, string name)
    {
        Console.Out.Write(text.ToString());
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, name), text.ToString());
        }
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static string Machine()
    {
        var model = Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        var load = Lines("/proc/loadavg").FirstOrDefault()?.Split(' ')[0] ?? "unknown";
        return FormattableString.Invariant(
            $"{model ?? "unknown"}, {Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; load average at the start {load}.");
    }

    private static string[] Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];
}
