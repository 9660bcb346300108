using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Peers;

namespace Graph.Benchmarks.Matches;

/// <summary>Louvain and Leiden: time, and the modularity that they reach.</summary>
internal static class CommunityMatches
{
    private const double Goal = 1.2;

    /// <summary>Louvain.</summary>
    public static IEnumerable<Match> ByLouvain(MatchGraph graph, MatchSetting setting, bool small)
    {
        var (plain, options) = (graph.Plain, new LouvainOptions { Threads = setting.Threads });
        yield return Of("Louvain", "louvain", graph, setting, small,
            MatchSetting.Ours(_ => Louvain.Run(plain, options, CancellationToken.None), result => Array.ConvertAll(result.Community, label => (double)label)));
    }

    /// <summary>Leiden.</summary>
    public static IEnumerable<Match> ByLeiden(MatchGraph graph, MatchSetting setting, bool small)
    {
        var (plain, options) = (graph.Plain, new LeidenOptions { Threads = setting.Threads });
        yield return Of("Leiden", "leiden", graph, setting, small,
            MatchSetting.Ours(_ => Leiden.Run(plain, options, CancellationToken.None), result => Array.ConvertAll(result.Community, label => (double)label)));
    }

    private static Match Of(string work, string kernel, MatchGraph graph, MatchSetting setting, bool small, Contender ours)
    {
        var rivals = new List<Rival>();
        foreach (var peer in small ? new[] { "igraph", "networkx" } : ["networkit"])
        {
            setting.AddDriver(rivals, peer, graph.PlainFile, kernel, _ => "", small ? null : Goal, (_, _, theirs) => "modularity computed alike");
        }

        return new Match
        {
            Work = work,
            Graph = graph.Name,
            Ours = ours,
            Rivals = rivals,
            CheckOurs = (_, community) => AnswerChecks.Demand(
                AnswerChecks.Modularity(graph.Plain, community) >= 0, $"a modularity below that of a single community"),
            Quality = community => AnswerChecks.Modularity(graph.Plain, community),
        };
    }
}
