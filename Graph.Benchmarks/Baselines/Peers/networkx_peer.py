"""Driver of networkx: networkx_peer.py GRAPH THREADS. It uses one thread."""

from peer_loop import GraphFile, labels_of, main, serve


def run(path, _):
    import networkx as nx

    file = GraphFile(path)
    graph = nx.DiGraph() if file.directed else nx.Graph()
    graph.add_nodes_from(range(file.nodes))
    graph.add_weighted_edges_from(file.edges())
    nodes = range(file.nodes)

    def by_node(work):
        return work, lambda values: ([values.get(node, -1.0) for node in nodes], {})

    def groups(work):
        return lambda: list(work()), lambda found: (labels_of(found, file.nodes), {})

    serve(nx.__version__, {
        "pagerank": lambda arguments: by_node(lambda: nx.pagerank(
            graph, alpha=0.85, max_iter=int(arguments["iterations"]), tol=float(arguments["tolerance"]) / file.nodes, weight=None)),
        "components": lambda _: groups(
            lambda: nx.weakly_connected_components(graph) if file.directed else nx.connected_components(graph)),
        "strong-components": lambda _: groups(lambda: nx.strongly_connected_components(graph)),
        "bfs": lambda arguments: by_node(lambda: nx.single_source_shortest_path_length(graph, int(arguments["source"]))),
        "shortest-paths": lambda arguments: by_node(lambda: nx.single_source_dijkstra_path_length(graph, int(arguments["source"]))),
        "betweenness": lambda _: by_node(lambda: nx.betweenness_centrality(graph, normalized=False)),
        "k-core": lambda _: by_node(lambda: nx.core_number(graph)),
        "louvain": lambda arguments: groups(lambda: nx.community.louvain_communities(graph, weight="weight", seed=1)),
    })


main(run)
