using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Simulation;

namespace Graph.Cli.Evaluation;

/// <summary>Labels from the planted truth of a simulated world.</summary>
internal static class WorldLabels
{
    /// <summary>The truth of every network, at every date.</summary>
    public static LabelSource Of(World world)
    {
        var labels = world.NetworkTruths().ToDictionary(truth => truth.Network, Label, StringComparer.Ordinal);
        return (network, _) => labels.TryGetValue(network, out var label) ? label : null;
    }

    private static NetworkLabel Label(NetworkTruth truth) =>
        truth.PirateSites > 0 ? new NetworkLabel("knowing", TrainingLabel.Knowing) : new NetworkLabel("clean", TrainingLabel.Cleared);
}
