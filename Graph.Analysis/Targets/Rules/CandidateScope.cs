using Graph.Analysis.Flow;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Rules;

/// <summary>Which candidates a pattern speaks of. Ids agree exactly; names of actions, regions and teams in any case.</summary>
internal sealed class CandidateScope
{
    private readonly TargetCandidates candidates;
    private readonly FlowGraph graph;
    private readonly ILookup<string, int> byId;
    private readonly int[] every;
    private readonly string?[] teamOf;

    /// <summary>Gives each candidate its team: the first assignment that agrees with it.</summary>
    public CandidateScope(TargetCandidates candidates, FlowResult flow, IReadOnlyList<TeamAssignment> teams)
    {
        this.candidates = candidates;
        graph = flow.Graph;
        every = [.. Enumerable.Range(0, candidates.All.Count)];
        byId = every.ToLookup(c => TargetOf(c).Id, StringComparer.Ordinal);
        teamOf = new string?[every.Length];
        foreach (var assignment in teams)
        {
            var members = Members(assignment.Of with { Team = null });
            NoteIfNone(members, $"team {assignment.Team}", assignment.Of with { Team = null });
            foreach (var c in members)
            {
                teamOf[c] ??= assignment.Team;
            }
        }
    }

    /// <summary>Rules that speak of no candidate, as people read them, in the order of the rules.</summary>
    public List<string> Unmatched { get; } = [];

    /// <summary>The candidates of a pattern, ascending.</summary>
    public int[] Members(ActionPattern pattern) =>
        [.. (pattern.TargetId is { } id ? byId[id] : every).Where(c => Agrees(c, pattern))];

    /// <summary>The candidates of a rule; where there are none it is noted.</summary>
    public int[] Members(ActionPattern pattern, string rule)
    {
        var members = Members(pattern);
        NoteIfNone(members, rule, pattern);
        return members;
    }

    /// <summary>Whether anything can be done to a target of this id and, where it is given, kind.</summary>
    public bool HasTarget(ActionPattern pattern) => Members(new ActionPattern(pattern.Kind, pattern.TargetId)).Length > 0;

    /// <summary>A candidate as people read it.</summary>
    public string Describe(int c) => $"{candidates.All[c].Action} of {PatternText.Word(TargetOf(c).Kind)} {TargetOf(c).Id}";

    /// <summary>The first few of some candidates as people read them.</summary>
    public string Describe(IReadOnlyList<int> some)
    {
        const int Shown = 3;
        var text = string.Join(", ", some.Take(Shown).Select(Describe));
        return some.Count <= Shown ? text : $"{text} and {some.Count - Shown} more";
    }

    /// <summary>Whose region and tier a candidate goes by: the party, of a relationship its payer.</summary>
    public int PartyOf(int c) => TargetOf(c) is { Party: >= 0 } target ? target.Party : graph.NodeParty[TargetOf(c).Sources[0]];

    private CutTarget TargetOf(int c) => candidates.Targets[candidates.All[c].Target];

    private bool Agrees(int c, ActionPattern pattern) =>
        (pattern.Kind is not { } kind || kind == TargetOf(c).Kind)
        && IsSame(pattern.Action, candidates.All[c].Action)
        && (pattern.Region is null || IsSame(pattern.Region, graph.Parties[PartyOf(c)].Registered?.Region))
        && IsSame(pattern.Team, teamOf[c]);

    private static bool IsSame(string? wanted, string? found) => wanted is null || string.Equals(wanted, found, StringComparison.OrdinalIgnoreCase);

    private void NoteIfNone(int[] members, string rule, ActionPattern pattern)
    {
        if (members.Length == 0)
        {
            Unmatched.Add($"{rule}: no action agrees with {PatternText.Of(pattern)}");
        }
    }
}
