using Graph.Analysis.Knowledge.Classifier;

namespace Graph.Cli.Evaluation;

/// <summary>What is true of a network, or was decided of it later.</summary>
/// <param name="Kind">A word for tables: a motive of the simulation, or the verdict.</param>
/// <param name="Label">What a score is compared with.</param>
internal readonly record struct NetworkLabel(string Kind, TrainingLabel Label);

/// <summary>Tells the label of a network at an as-of date; null where nothing is known.</summary>
internal delegate NetworkLabel? LabelSource(string network, DateOnly asOf);
