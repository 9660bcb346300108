namespace Graph.Analysis.Targets.Collateral;

/// <summary>A plan among those that no other beats in cost, removal and collateral at once.</summary>
/// <param name="CollateralPrice">The λ it was made with.</param>
/// <param name="Actions">How many actions it holds.</param>
/// <param name="Cost">What they cost together, λ aside.</param>
/// <param name="Removed">Pirate revenue removed, units.</param>
/// <param name="Collateral">Honest sites' money cut, after what moves by itself, units.</param>
public sealed record FrontierPoint(decimal CollateralPrice, int Actions, decimal Cost, double Removed, double Collateral);
