// Driver of SuiteSparse:GraphBLAS: graphblas_peer GRAPH.sg THREADS. PageRank and breadth-first search in the language of linear algebra.
// Line: KERNEL ANSWER [NAME=VALUE ...]. Reply: {"seconds": ..., "cpu": ...}; the answer is one double per node.
#include <GraphBLAS.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static GrB_Index nodes, arcs;
static GrB_Matrix matrix;    // iso true, arcs by source
static GrB_Vector degrees;   // FP32, of nodes that have arcs

static void check(GrB_Info info, const char *what) {
    if (info != GrB_SUCCESS && info != GrB_NO_VALUE) {
        printf("{\"error\": \"%s gives %d\"}\n", what, (int)info);
        exit(1);
    }
}
#define TRY(call) check(call, #call)

static double now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static void need(bool holds, const char *what) {
    if (!holds) {
        printf("{\"error\": \"%s\"}\n", what);
        exit(1);
    }
}

static void load(const char *path) {
    FILE *file = fopen(path, "rb");
    need(file != NULL, "the graph file does not open");
    char directed;
    int64_t sizes[2];
    need(fread(&directed, 1, 1, file) == 1 && !directed && fread(sizes, 8, 2, file) == 2, "an undirected graph is needed");
    arcs = (GrB_Index)sizes[0];
    nodes = (GrB_Index)sizes[1];
    GrB_Index *starts = malloc((nodes + 1) * 8), *targets = malloc(arcs * 8);
    int32_t *narrow = malloc(arcs * 4);
    bool *one = malloc(1);
    need(fread(starts, 8, nodes + 1, file) == nodes + 1 && fread(narrow, 4, arcs, file) == arcs, "the graph file is short");
    fclose(file);
    for (GrB_Index arc = 0; arc < arcs; arc++) targets[arc] = (GrB_Index)narrow[arc];
    free(narrow);
    *one = true;
    TRY(GrB_Vector_new(&degrees, GrB_FP32, nodes));
    for (GrB_Index node = 0; node < nodes; node++)
        if (starts[node + 1] > starts[node]) TRY(GrB_Vector_setElement(degrees, (float)(starts[node + 1] - starts[node]), node));
    TRY(GrB_Vector_wait(degrees, GrB_MATERIALIZE));
    TRY(GxB_Matrix_import_CSR(&matrix, GrB_BOOL, nodes, nodes, &starts, &targets, (void **)&one,
        (nodes + 1) * 8, arcs * 8, 1, true, false, NULL));
}

// score = teleport + damping * (arcs (score / degree) + lost / nodes), all nodes at once.
static GrB_Vector pagerank(int iterations) {
    const float damping = 0.85f;
    GrB_Vector score, share, damped;
    TRY(GrB_Vector_new(&score, GrB_FP32, nodes));
    TRY(GrB_Vector_new(&share, GrB_FP32, nodes));
    TRY(GrB_Vector_new(&damped, GrB_FP32, nodes));
    TRY(GrB_Vector_apply_BinaryOp2nd_FP32(damped, NULL, NULL, GrB_DIV_FP32, degrees, damping, NULL));
    TRY(GrB_Vector_assign_FP32(score, NULL, NULL, 1.0f / nodes, GrB_ALL, nodes, NULL));
    for (int iteration = 0; iteration < iterations; iteration++) {
        float total, kept;
        TRY(GrB_Vector_eWiseMult_BinaryOp(share, NULL, NULL, GrB_DIV_FP32, score, damped, NULL));
        TRY(GrB_Vector_reduce_FP32(&total, NULL, GrB_PLUS_MONOID_FP32, score, NULL));
        GrB_Vector linked;
        TRY(GrB_Vector_new(&linked, GrB_FP32, nodes));
        TRY(GrB_Vector_eWiseMult_BinaryOp(linked, NULL, NULL, GrB_FIRST_FP32, score, degrees, NULL));
        TRY(GrB_Vector_reduce_FP32(&kept, NULL, GrB_PLUS_MONOID_FP32, linked, NULL));
        GrB_free(&linked);
        float base = (1 - damping + damping * (total - kept)) / nodes;
        TRY(GrB_Vector_assign_FP32(score, NULL, NULL, base, GrB_ALL, nodes, NULL));
        TRY(GrB_mxv(score, NULL, GrB_PLUS_FP32, GxB_PLUS_SECOND_FP32, matrix, share, NULL));
    }
    TRY(GrB_Vector_wait(score, GrB_MATERIALIZE));
    GrB_free(&share);
    GrB_free(&damped);
    return score;
}

static GrB_Vector bfs(GrB_Index source) {
    GrB_Vector depth, frontier;
    TRY(GrB_Vector_new(&depth, GrB_FP32, nodes));
    TRY(GrB_Vector_new(&frontier, GrB_BOOL, nodes));
    TRY(GrB_Vector_setElement(frontier, true, source));
    GrB_Index size = 1;
    for (int level = 0; size > 0; level++) {
        TRY(GrB_Vector_assign_FP32(depth, frontier, NULL, (float)level, GrB_ALL, nodes, GrB_DESC_S));
        TRY(GrB_vxm(frontier, depth, NULL, GxB_ANY_PAIR_BOOL, frontier, matrix, GrB_DESC_RSC));
        TRY(GrB_Vector_nvals(&size, frontier));
    }
    TRY(GrB_Vector_wait(depth, GrB_MATERIALIZE));
    GrB_free(&frontier);
    return depth;
}

static long argument(const char *line, const char *name) {
    const char *at = strstr(line, name);
    need(at != NULL, "an argument is missing");
    return atol(at + strlen(name));
}

int main(int count, char **arguments) {
    need(count == 3, "graphblas_peer GRAPH.sg THREADS");
    TRY(GrB_init(GrB_NONBLOCKING));
    TRY(GxB_Global_Option_set(GxB_GLOBAL_NTHREADS, atoi(arguments[2])));
    load(arguments[1]);
    printf("{\"version\": \"%d.%d.%d\"}\n", GxB_IMPLEMENTATION_MAJOR, GxB_IMPLEMENTATION_MINOR, GxB_IMPLEMENTATION_SUB);
    fflush(stdout);
    double *answer = malloc(nodes * sizeof *answer);
    char line[4096], kernel[64], path[3000];
    while (fgets(line, sizeof line, stdin) != NULL && sscanf(line, "%63s %2999s", kernel, path) == 2) {
        bool ranks = strcmp(kernel, "pagerank") == 0;
        if (!ranks && strcmp(kernel, "bfs") != 0) {
            printf("{\"error\": \"has no %s\"}\n", kernel);
            fflush(stdout);
            continue;
        }
        double cpu = now(CLOCK_PROCESS_CPUTIME_ID), clock = now(CLOCK_MONOTONIC);
        GrB_Vector result = ranks ? pagerank((int)argument(line, "iterations=")) : bfs((GrB_Index)argument(line, "source="));
        double seconds = now(CLOCK_MONOTONIC) - clock, used = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
        for (GrB_Index node = 0; node < nodes; node++) {
            float value;
            answer[node] = GrB_Vector_extractElement_FP32(&value, result, node) == GrB_SUCCESS ? value : -1.0;
        }
        GrB_free(&result);
        FILE *file = fopen(path, "wb");
        need(file != NULL && fwrite(answer, sizeof *answer, nodes, file) == nodes, "the answer cannot be written");
        fclose(file);
        printf("{\"seconds\": %.6f, \"cpu\": %.6f}\n", seconds, used);
        fflush(stdout);
    }
    return 0;
}
