using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Coverage;

/// <summary>Coverage by the equations, where there are too many walks to list.</summary>
/// <remarks>
/// The bound of a gain is q·Σ f·x over a target's nodes, or over its hops; where money can pass a target twice the gain itself is solved
/// when it is asked for. Only targets on nodes that the last change reached are summed again.
/// </remarks>
internal sealed class FlowCoverage : ICoverage
{
    private readonly PlanProblem problem;
    private readonly FlowGraph graph;
    private readonly TargetIndex index;
    private readonly double[] survival;
    private readonly double[] bound;
    private readonly bool[] tight;
    private readonly double[] firstBound;
    private readonly bool[] firstTight;
    private CutState state;
    private long workBefore;

    /// <summary>The empty set over a graph.</summary>
    public FlowCoverage(PlanProblem problem)
    {
        this.problem = problem;
        graph = problem.Flow.Graph;
        index = new TargetIndex(problem.Candidates);
        survival = new double[problem.Candidates.Targets.Count];
        Array.Fill(survival, 1.0);
        bound = new double[index.Efficacy.Length];
        tight = new bool[index.Efficacy.Length];
        state = Uncut();
        Revenue = state.Revenue;
        for (var target = 0; target < survival.Length; target++)
        {
            Bound(target);
        }

        (firstBound, firstTight) = ((double[])bound.Clone(), (bool[])tight.Clone());
    }

    /// <inheritdoc/>
    public double Revenue { get; }

    /// <inheritdoc/>
    public double Unfollowed => 0.0;

    /// <inheritdoc/>
    public double Removed => Revenue - state.Revenue;

    /// <inheritdoc/>
    public long Work => workBefore + state.Work;

    /// <inheritdoc/>
    public void CopyBounds(Span<double> gains) => bound.CopyTo(gains);

    /// <inheritdoc/>
    public double Gain(int c)
    {
        if (!tight[c])
        {
            var target = problem.Candidates.Targets[index.TargetOf[c]];
            bound[c] = target.Party >= 0
                ? problem.Passages.GainOfNodes(
                    problem.Nodes.Of(target.Party), index.Efficacy[c], state.Flow, state.Share, state.Survival, state.HopSurvival)
                : problem.Passages.GainOfHops(
                    target.Hops, target.Sources, index.Efficacy[c], state.Flow, state.Share, state.Survival, state.HopSurvival);
            tight[c] = true;
        }

        return bound[c];
    }

    /// <inheritdoc/>
    public void Add(int c) => Change(index.TargetOf[c], survival[index.TargetOf[c]] * (1.0 - index.Efficacy[c]));

    /// <inheritdoc/>
    public void Remove(int c) => Change(index.TargetOf[c], 1.0);

    /// <inheritdoc/>
    public void Clear()
    {
        workBefore += state.Work;
        state = Uncut();
        Array.Fill(survival, 1.0);
        firstBound.CopyTo(bound, 0);
        firstTight.CopyTo(tight, 0);
    }

    private CutState Uncut() => new(graph, problem.System, problem.Reverse, withFlows: true);

    private void Change(int number, double survives)
    {
        survival[number] = survives;
        var target = problem.Candidates.Targets[number];
        state.Set(target, target.Party >= 0 ? problem.Nodes.Of(target.Party) : [], survives);
        for (var other = 0; other < survival.Length; other++)
        {
            if (IsTouched(problem.Candidates.Targets[other]))
            {
                Bound(other);
            }
        }
    }

    private bool IsTouched(CutTarget target)
    {
        if (target.Party >= 0)
        {
            foreach (var node in problem.Nodes.Of(target.Party))
            {
                if (state.IsChanged(node))
                {
                    return true;
                }
            }

            return false;
        }

        for (var i = 0; i < target.Hops.Length; i++)
        {
            if (state.IsChanged(target.Sources[i]) || state.IsChanged(graph.HopTarget[target.Hops[i]]))
            {
                return true;
            }
        }

        return false;
    }

    private void Bound(int number)
    {
        var target = problem.Candidates.Targets[number];
        var sum = PassingAll(target);
        foreach (var c in index.CandidatesOf(number))
        {
            bound[c] = index.Efficacy[c] * sum;
            tight[c] = !target.CanRepeat || bound[c] == 0.0;
        }
    }

    /// <summary>Pirate money that passes a target, as often as it passes.</summary>
    private double PassingAll(CutTarget target)
    {
        var sum = 0.0;
        if (target.Party >= 0)
        {
            foreach (var node in problem.Nodes.Of(target.Party))
            {
                sum += state.Flow[node] * state.Share[node];
            }

            return sum;
        }

        for (var i = 0; i < target.Hops.Length; i++)
        {
            sum += state.PirateFlow(target.Sources[i], target.Hops[i]);
        }

        return sum;
    }
}
