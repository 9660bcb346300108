namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>A feature's part of a prediction.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Value">Its value; NaN where it was missing.</param>
/// <param name="LogOdds">What it adds to the log odds, before calibration. All of them and the model's base add up to the raw score.</param>
public sealed record Contribution(string Feature, double Value, double LogOdds);

/// <summary>A prediction.</summary>
/// <param name="Probability">Calibrated probability of having known, 0..1.</param>
/// <param name="Low">Lower end of the Venn–Abers band.</param>
/// <param name="High">Upper end of the band.</param>
/// <param name="RawScore">Log odds before calibration: base + Σ contributions.</param>
/// <param name="Base">The model's log odds before it looks at the row: the regression's for a row of medians and the trees' mean over their training rows, averaged.</param>
/// <param name="Contributions">Exact additive parts, largest magnitude first, then by name.</param>
public sealed record ModelScore(
    double Probability, double Low, double High, double RawScore, double Base, IReadOnlyList<Contribution> Contributions);
