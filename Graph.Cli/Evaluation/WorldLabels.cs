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
        new(Word(truth.Kind), truth.Kind == NetworkMotive.Knowing ? TrainingLabel.Knowing : TrainingLabel.Cleared);

    private static string Word(NetworkMotive motive) => motive switch
    {
        NetworkMotive.Honest => "honest",
        NetworkMotive.Knowing => "knowing",
        NetworkMotive.Negligent => "negligent",
        NetworkMotive.Huge => "huge",
        NetworkMotive.Agency => "agency",
        NetworkMotive.Niche => "niche",
        _ => throw new ArgumentOutOfRangeException(nameof(motive), motive, "Unknown motive."),
    };
}
