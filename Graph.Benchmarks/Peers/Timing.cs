namespace Graph.Benchmarks.Peers;

/// <summary>What one timed run took.</summary>
/// <param name="Seconds">Wall clock.</param>
/// <param name="CpuSeconds">Processor time of all threads; NaN where it could not be taken.</param>
internal readonly record struct Timing(double Seconds, double CpuSeconds);
