#include "sim/render/qt3d/mutex_destroy.h"

#include <dlfcn.h>
#include <pthread.h>

#include <atomic>
#include <cerrno>
#include <thread>

#include "firmware_core/base/check.h"

namespace {

using Destroy = int(pthread_mutex_t*);

// No static with a guard: a library that is being loaded could wait for that, and dlsym() for it.
std::atomic<Destroy*> known{nullptr};

Destroy* next() {
  if (!known) known = reinterpret_cast<Destroy*>(dlsym(RTLD_NEXT, "pthread_mutex_destroy"));
  return known;
}

// Long enough for any thread to come to its turn. A mutex that is held for good is destroyed as it
// would be without us.
void waitUntilLeft(pthread_mutex_t* mutex) {
  constexpr int kMostTries = 1'000'000;
  for (int tries = 0; tries < kMostTries; ++tries) {
    const int code = pthread_mutex_trylock(mutex);
    if (code == 0 || code == EOWNERDEAD) pthread_mutex_unlock(mutex);
    if (code != EBUSY) return;
    std::this_thread::yield();
  }
}

}  // namespace

extern "C" int pthread_mutex_destroy(pthread_mutex_t* mutex) noexcept {
  waitUntilLeft(mutex);
  return next()(mutex);
}

namespace tw::sim {

void checkMutexDestroy() {
  TW_CHECK(dlsym(RTLD_DEFAULT, "pthread_mutex_destroy") ==
           reinterpret_cast<void*>(&pthread_mutex_destroy));
}

}  // namespace tw::sim
