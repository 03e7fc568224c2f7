// Marks functions whose loops pay off in wide registers: GCC makes them once for AVX2 and once for
// every processor of the family, and the machine picks when the program starts. Without fused
// multiply-add both give the same results to the bit.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define TW_VECTORISED __attribute__((target_clones("avx2", "default")))
#else  // sanitizers cannot watch the picking
#define TW_VECTORISED
#endif
