using System.Globalization;

namespace Graph.Benchmarks.Comparison;

/// <summary>Options of the commands of this program.</summary>
/// <param name="Placements">Rows of placements. Default 10,000,000.</param>
/// <param name="Rounds">How often each contender runs, 1 … 99. Default 3.</param>
/// <param name="Data">Folder of the world; kept for the next time. Default: a temporary one.</param>
/// <param name="AdChain">The published executable, or null.</param>
/// <param name="Results">Where the table is kept, or null.</param>
internal sealed record BenchmarkArguments(long Placements, int Rounds, string? Data, string? AdChain, string? Results)
{
    public const string Usage =
        """
        dotnet run -c Release --project Graph.Benchmarks -- COMMAND
          smoke                                     every benchmark body once on a small world, answers checked
          compare [--placements N] [--rounds R] [--data DIR] [--adchain PATH] [--results DIR]
                                                    ours against DuckDB's read_csv and GROUP BY of the same files
          growth  [--rounds R] [--results DIR]      1, 3 and 10 million placements
          parse   [--placements N] [--rounds R] [--results DIR]
                                                    typed parse with all rules against CsvHelper's GetRecords, one thread
          anything else                             BenchmarkDotNet: --filter '*Flow*', --list flat, ...
        """;

    public static BenchmarkArguments Parse(ReadOnlySpan<string> arguments)
    {
        var parsed = new BenchmarkArguments(10_000_000, 3, null, null, null);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
            {
                throw new ArgumentException($"{arguments[i]} needs a value.\n{Usage}");
            }

            var value = arguments[i + 1];
            parsed = arguments[i] switch
            {
                "--placements" => parsed with { Placements = long.Parse(value, CultureInfo.InvariantCulture) },
                "--rounds" => parsed with { Rounds = Math.Clamp(int.Parse(value, CultureInfo.InvariantCulture), 1, 99) },
                "--data" => parsed with { Data = Path.GetFullPath(value) },
                "--adchain" => parsed with { AdChain = Path.GetFullPath(value) },
                "--results" => parsed with { Results = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"Unknown option {arguments[i]}.\n{Usage}"),
            };
        }

        return parsed;
    }
}
