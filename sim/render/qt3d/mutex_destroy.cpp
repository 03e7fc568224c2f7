#include "sim/render/qt3d/mutex_destroy.h"

#include <dlfcn.h>
#include <pthread.h>

#include <cerrno>
#include <ctime>

#include "firmware_core/base/check.h"

namespace {

using Destroy = int(pthread_mutex_t*);

// One that is held for good is destroyed as it would be without us.
void waitUntilLeft(pthread_mutex_t* mutex) {
  timespec end;
  clock_gettime(CLOCK_MONOTONIC, &end);
  ++end.tv_sec;
  const int code = pthread_mutex_clocklock(mutex, CLOCK_MONOTONIC, &end);
  if (code == 0 || code == EOWNERDEAD) pthread_mutex_unlock(mutex);
}

}  // namespace

extern "C" int pthread_mutex_destroy(pthread_mutex_t* mutex) noexcept {
  static const auto next = reinterpret_cast<Destroy*>(dlsym(RTLD_NEXT, "pthread_mutex_destroy"));
  waitUntilLeft(mutex);
  return next(mutex);
}

namespace tw::sim {

void checkMutexDestroy() {
  TW_CHECK(dlsym(RTLD_DEFAULT, "pthread_mutex_destroy") ==
           reinterpret_cast<void*>(&pthread_mutex_destroy));
}

}  // namespace tw::sim
