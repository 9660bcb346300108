namespace Graph.Benchmarks.Peers;

/// <summary>A peer, or a kernel of it, cannot be had here; the message says why.</summary>
internal sealed class PeerMissingException(string reason) : Exception(reason);
