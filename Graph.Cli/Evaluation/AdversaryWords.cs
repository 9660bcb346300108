using Graph.Analysis.Simulation;

namespace Graph.Cli.Evaluation;

/// <summary>The words of <c>--adversary</c> and of the scorecard.</summary>
internal static class AdversaryWords
{
    /// <summary>All adversaries, in the order in which worlds take turns.</summary>
    public static IReadOnlyList<WorldAdversary> All { get; } = Enum.GetValues<WorldAdversary>();

    /// <summary>The word.</summary>
    public static string Of(WorldAdversary adversary) => adversary switch
    {
        WorldAdversary.None => "none",
        WorldAdversary.Reroute => "reroute",
        WorldAdversary.ReRegister => "re_register",
        WorldAdversary.Hide => "hide",
        _ => throw new ArgumentOutOfRangeException(nameof(adversary), adversary, "Unknown adversary."),
    };

    /// <summary>The adversary of a word, or null.</summary>
    public static WorldAdversary? Find(string word) =>
        All.Where(adversary => string.Equals(Of(adversary), word, StringComparison.OrdinalIgnoreCase)).Select(adversary => (WorldAdversary?)adversary).FirstOrDefault();
}
