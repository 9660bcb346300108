#!/bin/sh
# Kills a loading process N times (default 1000) at random moments and checks the store after each.
set -eu
cd "$(dirname "$0")/.."
export ADCHAIN_KILLS="${1:-1000}" ADCHAIN_KILL_SEED="${2:-1}"
exec dotnet run --project tests/Graph.Ingest.Tests -- -class Graph.Ingest.Tests.Stores.DuckDbKillTests
