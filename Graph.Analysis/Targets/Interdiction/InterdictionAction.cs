namespace Graph.Analysis.Targets.Interdiction;

/// <summary>Something that can be done against a node or an arc of the links that an adversary can use.</summary>
/// <param name="Node">The node, or −1 where it is done to an arc. Not the source, not the sink.</param>
/// <param name="Arc">The arc's place among the graph's arcs, or −1 where it is done to a node.</param>
/// <param name="Efficacy">q, 0..1. A node keeps (1−q) times the lesser of what its arcs can bring and take away, an arc (1−q) times its capacity;
/// rounded up to a unit.</param>
/// <param name="Price">What it takes of the budget, ≥ 0.</param>
/// <param name="Target">Number of the target, ≥ 0: at most one action of each is chosen. All actions of a target are done to the same node or arc,
/// and no other target's are.</param>
public readonly record struct InterdictionAction(int Node, int Arc, double Efficacy, decimal Price, int Target);
