"""Driver of NetworKit: networkit_peer.py GRAPH THREADS."""

import array

from peer_loop import GraphFile, main, serve


def run(path, threads):
    import networkit as nk
    import numpy as np

    nk.setNumberOfThreads(threads)
    file = GraphFile(path)
    starts = np.frombuffer(file.starts, dtype=np.int64)
    targets = np.frombuffer(file.targets, dtype=np.int32)
    sources = np.repeat(np.arange(file.nodes, dtype=np.int64), np.diff(starts))
    keep = np.ones(len(targets), dtype=bool) if file.directed else sources <= targets
    weights = np.ones(len(targets)) if file.weights is None else np.frombuffer(array.array("i", file.weights), dtype=np.int32).astype(float)
    graph = nk.GraphFromCoo(
        (weights[keep], (sources[keep], targets[keep].astype(np.int64))),
        n=file.nodes, weighted=file.weights is not None, directed=file.directed)
    graph.indexEdges()

    def ran(algorithm, answer):
        return lambda: algorithm.run(), lambda done: answer(done)

    def pagerank(arguments):
        algorithm = nk.centrality.PageRank(
            graph, damp=0.85, tol=float(arguments["tolerance"]), distributeSinks=nk.centrality.SinkHandling.DistributeSinks)
        algorithm.maxIterations = int(arguments["iterations"])
        algorithm.norm = nk.centrality.Norm.L1_NORM
        return ran(algorithm, lambda done: (done.scores(), {"iterations": done.numberOfIterations()}))

    def communities(algorithm):
        return ran(algorithm, lambda done: (done.getPartition().getVector(), {}))

    def louvain(arguments):
        nk.setSeed(int(arguments.get("seed", "1")), False)
        return communities(nk.community.PLM(graph, refine=False, gamma=1.0))

    def leiden(arguments):
        nk.setSeed(int(arguments.get("seed", "1")), False)
        return communities(nk.community.ParallelLeiden(graph, iterations=3, gamma=1.0))

    def far(values):
        # Unreachable nodes have the largest double.
        return [-1.0 if value > 1e300 else value for value in values]

    def source(algorithm):
        return lambda arguments: ran(
            algorithm(graph, int(arguments["source"]), storePaths=False), lambda done: (far(done.getDistances()), {}))

    serve(nk.__version__, {
        "pagerank": pagerank,
        "components": lambda _: communities(nk.components.ParallelConnectedComponents(graph)),
        "bfs": source(nk.distance.BFS),
        "shortest-paths": source(nk.distance.Dijkstra),
        # It counts an unordered pair each way.
        "betweenness": lambda _: ran(
            nk.centrality.Betweenness(graph), lambda done: ([score if file.directed else score / 2 for score in done.scores()], {})),
        "betweenness-sampled": lambda arguments: ran(
            nk.centrality.EstimateBetweenness(graph, int(arguments["samples"]), False, True), lambda done: ([0.0], {})),
        "k-core": lambda _: ran(nk.centrality.CoreDecomposition(graph), lambda done: (done.scores(), {})),
        "louvain": louvain,
        "leiden": leiden,
    })


main(run)
