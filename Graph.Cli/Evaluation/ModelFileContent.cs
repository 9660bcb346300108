using Graph.Analysis.Knowledge.Classifier;

namespace Graph.Cli.Evaluation;

/// <summary>A model with the hash of its file.</summary>
/// <param name="Model">The model.</param>
/// <param name="Sha256">SHA-256 of the file, in lower-case hexadecimal.</param>
internal sealed record ModelFileContent(KnowledgeModel Model, string Sha256);
