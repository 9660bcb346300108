"""Driver of python-igraph: igraph_peer.py GRAPH THREADS. It uses one thread."""

from peer_loop import GraphFile, main, serve


def run(path, _):
    import igraph

    file = GraphFile(path)
    edges = list(file.edges())
    graph = igraph.Graph(n=file.nodes, edges=[(source, target) for source, target, _ in edges], directed=file.directed)
    weights = None if file.weights is None else [weight for _, _, weight in edges]

    def plain(work):
        return work, lambda values: (values, {})

    def far(values):
        return [-1.0 if value == float("inf") or value < 0 else value for value in values]

    def distances(arguments, lengths):
        return lambda: graph.distances(source=[int(arguments["source"])], weights=lengths)[0], lambda values: (far(values), {})

    def members(work):
        return work, lambda clustering: (clustering.membership, {})

    serve(igraph.__version__, {
        "pagerank": lambda _: plain(lambda: graph.pagerank(damping=0.85, implementation="prpack")),
        "components": lambda _: members(lambda: graph.connected_components(mode="weak")),
        "strong-components": lambda _: members(lambda: graph.connected_components(mode="strong")),
        "bfs": lambda arguments: distances(arguments, None),
        "shortest-paths": lambda arguments: distances(arguments, weights),
        "betweenness": lambda _: plain(lambda: graph.betweenness(directed=file.directed)),
        "k-core": lambda _: plain(graph.coreness),
        "louvain": lambda _: members(lambda: graph.community_multilevel(weights=weights)),
        "leiden": lambda _: members(lambda: graph.community_leiden(objective_function="modularity", weights=weights, n_iterations=2)),
    })


main(run)
