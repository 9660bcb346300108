"""What the Python drivers share: reading the graph file, and the loop that runs a kernel for each line of input.

File: byte directed; int64 arcs; int64 nodes; int64 starts[nodes + 1]; int32 targets[arcs], in a .wsg file pairs of int32 target and
weight; of a directed graph the same again by target. Little-endian.
Line: KERNEL ANSWER [NAME=VALUE ...]. Reply: {"seconds": ..., "cpu": ..., "notes": {...}}; the answer is written as doubles.
"""

import array
import json
import resource
import sys
import time


class GraphFile:
    """Arcs by source: `starts`, `targets`, `weights` (or None)."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.directed = file.read(1) != b"\0"
            self.arcs, self.nodes = self._read(file, "q", 2)
            self.starts = self._read(file, "q", self.nodes + 1)
            if path.endswith(".wsg"):
                pairs = self._read(file, "i", 2 * self.arcs)
                self.targets, self.weights = pairs[0::2], pairs[1::2]
            else:
                self.targets, self.weights = self._read(file, "i", self.arcs), None

    @staticmethod
    def _read(file, code, count):
        values = array.array(code)
        values.fromfile(file, count)
        return values

    def edges(self):
        """(source, target, weight) of every edge; an undirected one once."""
        for node in range(self.nodes):
            for place in range(self.starts[node], self.starts[node + 1]):
                target = self.targets[place]
                if self.directed or node <= target:
                    yield node, target, 1 if self.weights is None else self.weights[place]


def labels_of(groups, nodes):
    """A group number per node from lists of members."""
    label = [0] * nodes
    for number, members in enumerate(groups):
        for node in members:
            label[node] = number
    return label


def _cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def say(reply):
    print(json.dumps(reply), flush=True)


def serve(version, kernels):
    """`kernels`: name -> function(arguments) that returns (work, answer): `work()` is timed, `answer(result)` gives values and notes."""
    say({"version": version})
    for line in sys.stdin:
        name, path, *rest = line.split()
        if name not in kernels:
            say({"error": f"has no {name}"})
            continue
        arguments = dict(pair.split("=", 1) for pair in rest)
        work, answer = kernels[name](arguments)
        cpu, clock = _cpu(), time.perf_counter()
        result = work()
        seconds, used = time.perf_counter() - clock, _cpu() - cpu
        values, notes = answer(result)
        with open(path, "wb") as file:
            array.array("d", values).tofile(file)
        say({"seconds": seconds, "cpu": used, "notes": notes})


def main(run):
    """Calls `run(graph, threads)`; what cannot be imported is said as the reply."""
    try:
        run(sys.argv[1], int(sys.argv[2]))
    except ImportError as missing:
        say({"error": f"not installed for {sys.executable}: {missing}"})
