using System.Collections.Concurrent;
using System.Globalization;
using DuckDB.NET.Native;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>How the engine may use the machine.</summary>
/// <param name="ScratchFolder">Where it spills what does not fit in memory.</param>
/// <param name="MemoryLimitMegabytes">What its buffers may take; it may exceed this a little.</param>
/// <param name="Threads">How many threads it uses; 0 takes one per core.</param>
internal sealed record DuckDbOptions(string ScratchFolder, int MemoryLimitMegabytes = 1000, int Threads = 0);

/// <summary>An open database file, held by this process alone.</summary>
internal sealed class DuckDbDatabase : IDisposable
{
    // The engine's lock is one of the process, so a second opening in the same process would go unnoticed and destroy the file.
    private static readonly ConcurrentDictionary<string, bool> OpenPaths = new(StringComparer.Ordinal);

    private readonly DuckDBDatabase handle;

    private DuckDbDatabase(string path, DuckDBDatabase handle)
    {
        Path = path;
        this.handle = handle;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens or creates the file.</summary>
    public static DuckDbDatabase Open(string path, bool readOnly, DuckDbOptions options)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (!OpenPaths.TryAdd(full, true))
        {
            throw new StoreException($"The store {full} is already open in this program. Close it before you open it again.");
        }

        try
        {
            return new DuckDbDatabase(full, OpenHandle(full, readOnly, options));
        }
        catch
        {
            OpenPaths.TryRemove(full, out _);
            throw;
        }
    }

    /// <summary>The engine's version, for example <c>v1.5.6</c>.</summary>
    public static string EngineVersion => NativeMethods.Startup.DuckDBLibraryVersion();

    /// <summary>A connection of its own, with its own transaction.</summary>
    public DuckDbLink Connect()
    {
        if (!NativeMethods.Startup.DuckDBConnect(handle, out var connection).IsSuccess())
        {
            throw new StoreException($"The store {Path} accepts no connection. Open it again.");
        }

        return new DuckDbLink(Path, connection);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        handle.Dispose();
        OpenPaths.TryRemove(Path, out _);
    }

    private static DuckDBDatabase OpenHandle(string path, bool readOnly, DuckDbOptions options)
    {
        NativeMethods.Configuration.DuckDBCreateConfig(out var config);
        using (config)
        {
            Set(config, "access_mode", readOnly ? "READ_ONLY" : "READ_WRITE");
            Set(config, "memory_limit", options.MemoryLimitMegabytes.ToString(CultureInfo.InvariantCulture) + "MB");
            Set(config, "temp_directory", options.ScratchFolder);
            Set(config, "preserve_insertion_order", "true");
            Set(config, "autoload_known_extensions", "false");
            Set(config, "autoinstall_known_extensions", "false");
            if (options.Threads > 0)
            {
                Set(config, "threads", options.Threads.ToString(CultureInfo.InvariantCulture));
            }

            if (!NativeMethods.Startup.DuckDBOpen(path, out var database, config, out var error).IsSuccess())
            {
                throw DuckDbErrors.OnOpen(path, error);
            }

            return database;
        }
    }

    private static void Set(DuckDBConfig config, string name, string value)
    {
        if (!NativeMethods.Configuration.DuckDBSetConfig(config, name, value).IsSuccess())
        {
            throw new StoreException($"The store engine does not take the setting {name} = {value}.");
        }
    }
}
