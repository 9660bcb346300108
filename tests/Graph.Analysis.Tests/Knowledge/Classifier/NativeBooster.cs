using System.Runtime.InteropServices;
using System.Text;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

/// <summary>LightGBM's own predictions from its text, to compare ours with.</summary>
internal static class NativeBooster
{
    public const int RawScore = 1;
    public const int Contributions = 3;

    public static double[] Predict(string model, double[][] rows, int kind)
    {
        Assert0(LoadModelFromString(Encoding.UTF8.GetBytes(model + '\0'), out _, out var booster));
        double[] values = [.. rows.SelectMany(row => row)];
        var results = new double[rows.Length * (kind == Contributions ? rows[0].Length + 1 : 1)];
        Assert0(PredictForMat(booster, values, 1, rows.Length, rows[0].Length, 1, kind, 0, -1, "num_threads=1\0"u8.ToArray(), out var length, results));
        Assert0(BoosterFree(booster));
        Xunit.Assert.Equal(results.Length, length);
        return results;
    }

    private static void Assert0(int result) => Xunit.Assert.Equal(0, result);

    [DllImport("lib_lightgbm", EntryPoint = "LGBM_BoosterLoadModelFromString")]
    private static extern int LoadModelFromString(byte[] text, out int iterations, out nint booster);

    [DllImport("lib_lightgbm", EntryPoint = "LGBM_BoosterPredictForMat")]
    private static extern int PredictForMat(
        nint booster, double[] data, int type, int rows, int columns, int rowMajor, int kind, int start, int count, byte[] parameters, out long length, double[] results);

    [DllImport("lib_lightgbm", EntryPoint = "LGBM_BoosterFree")]
    private static extern int BoosterFree(nint booster);
}
