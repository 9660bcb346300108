namespace Graph.Analysis.Targets.Bounds;

/// <summary>Bounds of what a plan removes by maximum flows over money that cannot be told apart.</summary>
/// <remarks>
/// <para>Low. What survives is a flow: over each way no more than its money times the most that can be left of it there and after it. For any
/// way to share payments, removed = pirate money − survivors ≥ F − maxflow with what ends at pirate sites as capacities of the ends; the right side
/// does not fall where an end gets more, so the least that each end can have got is the worst.</para>
/// <para>High. What is removed is a flow too, over two layers: not yet cut, and cut. A way that leaves a share s of its money leads on with
/// s of it in the first layer, and with 1 − s into the second. Only what ends in the second layer is removed.</para>
/// <para>Both graphs hold only places that cut money can come to; all others pay what they always paid.</para>
/// </remarks>
internal sealed class SurvivalFlows(MixedMoney money)
{
    private readonly double[] survival = new double[money.Arcs.Length];
    private readonly double[] endSurvival = new double[money.Ends.Length];

    /// <summary>Least that the plan removes, units.</summary>
    public double Low(PlanCuts cuts, CancellationToken cancellation) => Low(cuts, cuts, cancellation);

    /// <summary>The same where one plan thins money on its way and another at its ends.</summary>
    public double Low(PlanCuts onTheWay, PlanCuts atEnds, CancellationToken cancellation)
    {
        var region = Apply(onTheWay, atEnds);
        var atOnce = Elsewhere(region, static end => end.Low);
        return region.Places.Count == 0 ? atOnce : atOnce + LeastRemoved(region, region.MostLeft(), cancellation);
    }

    /// <summary>Most that the plan removes, units.</summary>
    public double High(PlanCuts cuts, CancellationToken cancellation)
    {
        var region = Apply(cuts, cuts);
        var atOnce = Elsewhere(region, static end => end.High);
        return region.Places.Count == 0 ? atOnce : atOnce + MostRemoved(region, region.MostLeft(), cancellation);
    }

    private CutRegion Apply(PlanCuts onTheWay, PlanCuts atEnds)
    {
        for (var arc = 0; arc < survival.Length; arc++)
        {
            survival[arc] = money.Arcs[arc].Survival(onTheWay);
        }

        for (var end = 0; end < endSurvival.Length; end++)
        {
            endSurvival[end] = money.Ends[end].Way.Survival(atEnds);
        }

        return new CutRegion(money, survival);
    }

    /// <summary>What is removed at the ends of places that nothing else changes.</summary>
    private double Elsewhere(CutRegion region, Func<PirateEnd, double> amount)
    {
        var sum = 0.0;
        for (var end = 0; end < endSurvival.Length; end++)
        {
            sum += region.Number[money.Ends[end].Way.From] < 0 ? (1.0 - endSurvival[end]) * amount(money.Ends[end]) : 0.0;
        }

        return sum;
    }

    private double LeastRemoved(CutRegion region, double[] mostLeft, CancellationToken cancellation)
    {
        var program = new FlowProgram();
        var first = program.Nodes(region.Places.Count);
        var atEnds = new double[region.Places.Count];
        var (pirate, ending) = (0.0, new double[region.Places.Count]);
        for (var end = 0; end < endSurvival.Length; end++)
        {
            var place = region.Number[money.Ends[end].Way.From];
            if (place >= 0 && money.Ends[end].Low > 0.0)
            {
                pirate += money.Ends[end].Low;
                ending[place] += money.Ends[end].Low * endSurvival[end];
                atEnds[place] = Math.Max(atEnds[place], endSurvival[end]);
            }
        }

        var reaching = region.MostReaching(atEnds);
        for (var i = 0; i < ending.Length; i++)
        {
            program.Arc(first + i, FlowProgram.Sink, ending[i] * mostLeft[i]);
            program.Arc(FlowProgram.Source, first + i, money.Own[region.Places[i]] * reaching[i]);
        }

        for (var arc = 0; arc < survival.Length; arc++)
        {
            var (from, to) = (region.Number[money.Arcs[arc].From], region.Number[money.Arcs[arc].To]);
            if (to >= 0)
            {
                var capacity = money.Arcs[arc].Most * survival[arc] * reaching[to];
                program.Arc(from < 0 ? FlowProgram.Source : first + from, first + to, from < 0 ? capacity : capacity * mostLeft[from]);
            }
        }

        return pirate - program.Value(cancellation);
    }

    private double MostRemoved(CutRegion region, double[] mostLeft, CancellationToken cancellation)
    {
        var program = new FlowProgram();
        var (uncut, cut) = (program.Nodes(region.Places.Count), program.Nodes(region.Places.Count));
        var leastLeft = region.LeastLeft();
        for (var i = 0; i < region.Places.Count; i++)
        {
            program.Arc(FlowProgram.Source, uncut + i, money.Own[region.Places[i]]);
        }

        for (var arc = 0; arc < survival.Length; arc++)
        {
            var (from, to) = (region.Number[money.Arcs[arc].From], region.Number[money.Arcs[arc].To]);
            if (to < 0)
            {
                continue;
            }

            var (most, left) = (money.Arcs[arc].Most, from < 0 ? 1.0 : mostLeft[from]);
            var source = from < 0 ? FlowProgram.Source : uncut + from;
            program.Arc(source, uncut + to, most * left * survival[arc]);
            program.Arc(source, cut + to, most * left * (1.0 - survival[arc]));
            if (from >= 0)
            {
                program.Arc(cut + from, cut + to, most * (1.0 - leastLeft[from]));
            }
        }

        AddEnds(program, region, uncut, cut, mostLeft, leastLeft);
        return program.Value(cancellation);
    }

    /// <summary>Ends of a place that the plan thins alike are one.</summary>
    private void AddEnds(FlowProgram program, CutRegion region, int uncut, int cut, double[] mostLeft, double[] leastLeft)
    {
        var ends = new Dictionary<(int Place, double Survival), double>();
        for (var end = 0; end < endSurvival.Length; end++)
        {
            var place = region.Number[money.Ends[end].Way.From];
            if (place >= 0)
            {
                ends[(place, endSurvival[end])] = ends.GetValueOrDefault((place, endSurvival[end])) + money.Ends[end].High;
            }
        }

        foreach (var ((place, left), high) in ends)
        {
            var gate = program.Node();
            program.Arc(uncut + place, gate, high * mostLeft[place] * (1.0 - left));
            program.Arc(cut + place, gate, high * (1.0 - leastLeft[place]));
            program.Arc(gate, FlowProgram.Sink, high * (1.0 - leastLeft[place] * left));
        }
    }
}
