using System.Text.RegularExpressions;
using DuckDB.NET.Native;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Turns what the engine says into what the user can do about it.</summary>
internal static partial class DuckDbErrors
{
    /// <summary>Why a file could not be opened.</summary>
    public static StoreException OnOpen(string path, string? message)
    {
        var text = message ?? "";
        if (text.Contains("Could not set lock", StringComparison.Ordinal))
        {
            var pid = ProcessId().Match(text);
            var who = pid.Success ? $"process {pid.Groups[1].Value}" : "another process";
            return new StoreException($"The store {path} is in use by {who}. Wait until it has finished or end it, then try again; nothing was changed.");
        }

        if (text.Contains("not a valid DuckDB database file", StringComparison.Ordinal))
        {
            return new StoreException($"{path} is not an AdChain store (no DuckDB database file). Name another file with --store, or move this one away.");
        }

        if (text.Contains("newer version", StringComparison.OrdinalIgnoreCase) || text.Contains("version number", StringComparison.OrdinalIgnoreCase))
        {
            return new StoreException($"The store {path} was written by another version of the store engine. Use the AdChain version that wrote it, or load the files into a new store. The engine says: {FirstLine(text)}");
        }

        return OnUse(path, text, DuckDBErrorType.Invalid);
    }

    /// <summary>Why a statement failed.</summary>
    public static StoreException OnUse(string path, string? message, DuckDBErrorType kind)
    {
        var text = message ?? "";
        if (text.Contains("No space left", StringComparison.Ordinal) || text.Contains("Could not write all bytes", StringComparison.Ordinal)
            || text.Contains("disk full", StringComparison.OrdinalIgnoreCase) || text.Contains("max_temp_directory_size", StringComparison.Ordinal))
        {
            return new StoreException($"The disk is full: the store {path} could not be written. It is as before the load. Free some space and run again. The engine says: {FirstLine(text)}");
        }

        if (kind == DuckDBErrorType.OutOfMemory || text.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase))
        {
            return new StoreException($"The store {path} ran out of memory or of space to spill. It is as before. Free memory or space and run again. The engine says: {FirstLine(text)}");
        }

        if (kind == DuckDBErrorType.OutOfRange || text.Contains("out of range", StringComparison.OrdinalIgnoreCase) || text.Contains("Overflow", StringComparison.OrdinalIgnoreCase))
        {
            return new StoreException($"A sum of the store {path} leaves 64 bits. Look for absurd amounts in the input files. The engine says: {FirstLine(text)}");
        }

        if (text.Contains("orrupt", StringComparison.Ordinal) || text.Contains("checksum", StringComparison.OrdinalIgnoreCase)
            || text.Contains("erialization", StringComparison.Ordinal) || text.Contains("Could not read enough bytes", StringComparison.Ordinal)
            || kind == DuckDBErrorType.Internal || kind == DuckDBErrorType.Fatal)
        {
            return new StoreException($"The store {path} is damaged. Restore it from a copy, or move it away and load the files into a new store. The engine says: {FirstLine(text)}");
        }

        return new StoreException($"The store {path} could not do what was asked. The engine says: {FirstLine(text)}");
    }

    private static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }

    [GeneratedRegex(@"PID (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex ProcessId();
}
