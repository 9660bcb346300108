using CsCheck;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Oracle;

/// <summary>Exposure equals the exact solution.</summary>
public sealed class OracleExposureTests
{
    [Fact]
    public void Plain_worlds() => RandomWorlds.Plain.Sample(w => Compare(w, bounds: false), iter: 200, threads: 1);

    [Fact]
    public void Worlds_with_cycles() => RandomWorlds.Cyclic.Sample(w => Compare(w, bounds: false), iter: 200, threads: 1);

    [Fact]
    public void Worlds_with_overlapping_roles() => RandomWorlds.Overlapping.Sample(w => Compare(w, bounds: false), iter: 200, threads: 1);

    /// <summary>Lines and diverting accounts leave a choice of how to bound; without them the bounds are equal too.</summary>
    [Fact]
    public void Bounds_of_plain_worlds() => RandomWorlds.Plain.Sample(w =>
    {
        w.World.Lines.Clear();
        Compare(w, bounds: OracleFlow.Of(w.World, w.Cut).Diverted.Values.All(d => d.IsZero));
    }, iter: 200, threads: 1);

    /// <summary>Equal within 1e-12 of the value, or of a unit.</summary>
    internal static void Near(Rational expected, double actual, string what, double tolerance = 1e-12)
    {
        var value = expected.ToDouble();
        Assert.True(Math.Abs(value - actual) <= tolerance * Math.Max(1, Math.Abs(value)), $"{what}: expected {value:R}, found {actual:R}");
    }

    private static void Compare(RandomWorld w, bool bounds)
    {
        var oracleFlow = OracleFlow.Of(w.World, w.Cut);
        if (oracleFlow.CircularSplit)
        {
            return;
        }

        var oracle = new OracleExposure(oracleFlow);
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(w.World, w.Cut), CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        Near(oracle.PirateMoney, exposure.PirateMoney, "pirate money");
        Assert.True(exposure.ConservationResidual <= 1e-9, $"conservation {exposure.ConservationResidual:R}");
        Assert.Equal((long)WorldRecords.Sum(oracle.Parties.Select(p => p.Own)), exposure.Money);
        foreach (var found in exposure.Parties)
        {
            var expected = oracle[flow.Graph.Parties[found.Party].Id];
            Near(expected.Amount, found.Amount, $"{expected.Id} amount");
            if (expected.Kind != PartyKind.Advertiser)
            {
                CompareParty(expected, found, bounds);
            }
        }
    }

    private static void CompareParty(OracleParty expected, PartyExposure found, bool bounds)
    {
        Assert.Equal((long)expected.Out, found.Out);
        Assert.Equal((long)expected.Kept, found.Kept);
        Assert.Equal((long)expected.Own, found.Own);
        Assert.Equal(expected.PirateSites, found.PirateSites);
        Near(expected.Share, found.Share, $"{expected.Id} share");
        Near(expected.PayeeShare, found.PayeeShare, $"{expected.Id} payee share");
        Near(expected.Criticality, found.Criticality, $"{expected.Id} criticality");
        Near(expected.SettledToPirates, found.SettledToPirates, $"{expected.Id} settled to pirates");
        Assert.True(found.Low <= found.Amount * (1 + 1e-12) && found.Amount <= found.High * (1 + 1e-12), $"{expected.Id} {found.Low:R} {found.Amount:R} {found.High:R}");
        if (bounds)
        {
            Near(expected.Low, found.Low, $"{expected.Id} low", 1e-11);
            Near(expected.High, found.High, $"{expected.Id} high", 1e-11);
        }
    }
}
