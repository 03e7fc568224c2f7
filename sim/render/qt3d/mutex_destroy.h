// Mends a race in Mesa's llvmpipe, which by chance wrote into freed memory and crashed a run.
//
// A drawing thread ends a fence with count, broadcast and unlock. Whoever asks whether the fence is
// signalled looks at the count alone, without the lock, and may have freed the fence before that
// unlock, which then writes into what lies there next (lp_fence.c, lp_fence_signalled(), in 22.3
// and still in 2025). A fence's mutex is destroyed before its memory goes: this program's own
// pthread_mutex_destroy() waits there until whoever holds the mutex has left it.
#pragma once

namespace tw::sim {

// Fails where the process, and so the driver, would call another pthread_mutex_destroy().
void checkMutexDestroy();

}  // namespace tw::sim
