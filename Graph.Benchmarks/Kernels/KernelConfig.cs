using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Kernels;

/// <summary>Adds the units of the domain: edges a second and nanoseconds an edge, counting 16 · 2^scale edges.</summary>
public sealed class KernelConfig : ManualConfig
{
    /// <summary>Makes it.</summary>
    public KernelConfig()
    {
        AddColumn(
            new PerEdge("ns/edge", (nanoseconds, edges) => nanoseconds / edges),
            new PerEdge("M edges/s", (nanoseconds, edges) => edges / nanoseconds * 1e3));
    }

    private sealed class PerEdge(string name, Func<double, double, double> value) : IColumn
    {
        public string Id => name;

        public string ColumnName => name;

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => name + " of the generator, before merging";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, SummaryStyle.Default);

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style)
        {
            var mean = summary[benchmarkCase]?.ResultStatistics?.Mean;
            var edges = (double)KroneckerGraph.EdgeFactor * (1L << (int)benchmarkCase.Parameters[nameof(KernelBenchmark.Scale)]);
            return mean is { } nanoseconds ? value(nanoseconds, edges).ToString("0.000", CultureInfo.InvariantCulture) : "-";
        }

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
    }
}
