using System.Runtime.InteropServices;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>The few native functions of LightGBM that growing trees takes.</summary>
internal static partial class LightGbmLibrary
{
    private const string Name = "lib_lightgbm";
    private const int Float32 = 0;
    private const int Float64 = 1;

    private static readonly Lazy<bool> Present = new(() => NativeLibrary.TryLoad(Name, typeof(LightGbmLibrary).Assembly, null, out _));

    /// <summary>Whether the library, and what it needs of the system, is there for this machine.</summary>
    public static bool IsPresent => Present.Value;

    /// <summary>Grows trees and returns the model as the library's text.</summary>
    /// <param name="values">Columns, row after row.</param>
    /// <param name="labels">One per row.</param>
    /// <param name="rounds">Trees at most.</param>
    /// <param name="parameters">The library's own settings.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <exception cref="InvalidOperationException">The library reports an error.</exception>
    public static unsafe string Train(double[] values, float[] labels, int rounds, string parameters, CancellationToken cancellation)
    {
        nint data = 0;
        nint booster = 0;
        try
        {
            fixed (double* first = values)
            {
                Check(DatasetCreateFromMat(first, Float64, labels.Length, values.Length / labels.Length, 1, parameters, 0, out data));
            }

            fixed (float* first = labels)
            {
                Check(DatasetSetField(data, "label", first, labels.Length, Float32));
            }

            Check(BoosterCreate(data, parameters, out booster));
            for (var round = 0; round < rounds; round++)
            {
                cancellation.ThrowIfCancellationRequested();
                Check(BoosterUpdateOneIter(booster, out var finished));
                if (finished != 0)
                {
                    break;
                }
            }

            return Text(booster);
        }
        finally
        {
            Free(booster, data);
        }
    }

    private static void Free(nint booster, nint data)
    {
        if (booster != 0)
        {
            Check(BoosterFree(booster));
        }

        if (data != 0)
        {
            Check(DatasetFree(data));
        }
    }

    private static unsafe string Text(nint booster)
    {
        var buffer = new byte[1 << 20];
        while (true)
        {
            fixed (byte* first = buffer)
            {
                Check(BoosterSaveModelToString(booster, 0, -1, 0, buffer.Length, out var length, first));
                if (length <= buffer.Length)
                {
                    return Marshal.PtrToStringUTF8((nint)first)!;
                }

                buffer = new byte[length];
            }
        }
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"LightGBM: {Marshal.PtrToStringUTF8(GetLastError())}");
        }
    }

    [LibraryImport(Name, EntryPoint = "LGBM_GetLastError")]
    private static partial nint GetLastError();

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetCreateFromMat", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int DatasetCreateFromMat(
        void* data, int type, int rows, int columns, int rowMajor, string parameters, nint reference, out nint handle);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int DatasetSetField(nint handle, string field, void* data, int count, int type);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetFree")]
    private static partial int DatasetFree(nint handle);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int BoosterCreate(nint data, string parameters, out nint handle);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    private static partial int BoosterUpdateOneIter(nint handle, out int finished);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterSaveModelToString")]
    private static unsafe partial int BoosterSaveModelToString(
        nint handle, int start, int count, int importance, long bufferLength, out long length, byte* buffer);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterFree")]
    private static partial int BoosterFree(nint handle);
}
