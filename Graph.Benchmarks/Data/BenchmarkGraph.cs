using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Data;

/// <summary>The graphs that kernels are measured on, by name: kron, uniform, payments.</summary>
internal static class BenchmarkGraph
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["kron", "uniform", "payments"];

    /// <summary>The edges of a graph; the same bytes everywhere.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="scale">16 · 2^scale edges.</param>
    /// <param name="weighted">Whether with whole-number weights.</param>
    public static EdgeList Make(string name, int scale, bool weighted = false) => name switch
    {
        "kron" => KroneckerGraph.Make(scale, weighted),
        "uniform" => UniformGraph.Make(scale, weighted),
        "payments" => PaymentNetwork.Make(scale, weighted),
        _ => throw new ArgumentException($"No graph is called {name}: take {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of all columns, little-endian.</summary>
    public static string Digest(EdgeList edges)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, edges.Sources);
        Append(hash, edges.Targets);
        if (edges.IntegerWeights is { } weights)
        {
            Append(hash, weights);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static void Append<T>(IncrementalHash hash, NativeColumn<T> column)
        where T : unmanaged
    {
        for (var from = 0L; from < column.Length; from += 1 << 20)
        {
            hash.AppendData(MemoryMarshal.AsBytes(column.Slice(from, (int)Math.Min(1 << 20, column.Length - from))));
        }
    }
}
