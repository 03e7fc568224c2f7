#!/bin/sh
# Runs a program with 0, 1 and 2 threads of llvmpipe's: it must print the same each time.
set -eu
first=$(LP_NUM_THREADS=0 "$1")
for threads in 1 2; do
  other=$(LP_NUM_THREADS=$threads "$1")
  [ "$first" = "$other" ] || { echo "$threads threads: $other, none: $first"; exit 1; }
done
