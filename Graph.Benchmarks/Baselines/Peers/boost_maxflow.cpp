// Driver of Boost.Graph's push_relabel_max_flow: boost_maxflow FLOW.dimacs THREADS. It uses one thread.
// Line: max-flow ANSWER. Reply: {"seconds": ..., "cpu": ...}; the answer is the flow's value, one double.
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>
#include <boost/version.hpp>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;

struct Arc {
    long capacity;
    long residual;
    Traits::edge_descriptor reverse;
};

using Network = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Arc>;

static void add(Network& network, int from, int to, long capacity) {
    auto forth = boost::add_edge(from, to, network).first;
    auto back = boost::add_edge(to, from, network).first;
    network[forth] = {capacity, 0, back};
    network[back] = {0, 0, forth};
}

int main(int, char** arguments) {
    std::ifstream file(arguments[1]);
    Network network;
    int source = 0, sink = 0;
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        char kind;
        words >> kind;
        if (kind == 'p') {
            std::string problem;
            long nodes, edges;
            words >> problem >> nodes >> edges;
            network = Network(nodes);
        } else if (kind == 'n') {
            int node;
            char end;
            words >> node >> end;
            (end == 's' ? source : sink) = node - 1;
        } else if (kind == 'a') {
            int from, to;
            long capacity;
            words >> from >> to >> capacity;
            add(network, from - 1, to - 1, capacity);
        }
    }

    std::printf("{\"version\": \"%s\"}\n", BOOST_LIB_VERSION);
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string kernel, path;
        words >> kernel >> path;
        const auto cpu = std::clock();
        const auto clock = std::chrono::steady_clock::now();
        const double value = static_cast<double>(boost::push_relabel_max_flow(
            network, source, sink, boost::get(&Arc::capacity, network), boost::get(&Arc::residual, network),
            boost::get(&Arc::reverse, network), boost::get(boost::vertex_index, network)));
        const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - clock;
        const double used = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
        std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(&value), sizeof value);
        std::printf("{\"seconds\": %.6f, \"cpu\": %.6f}\n", seconds.count(), used);
        std::fflush(stdout);
    }
}
