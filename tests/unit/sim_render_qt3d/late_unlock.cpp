// Preloaded into a program that draws: whenever a thread of llvmpipe's has announced something, its
// next unlock comes late, as if the system had taken the processor away just then. When the mutex
// is destroyed meanwhile, the process says so and ends with 1; so does one in which none was late.
#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>
#include <utility>

namespace {

thread_local bool announced = false;
std::atomic<pthread_mutex_t*> lingering{nullptr};

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "late_unlock: %s\n", what);
  _exit(1);
}

struct Lingered {
  ~Lingered() {
    if (!once) fail("no thread of llvmpipe's was late");
  }
  std::atomic<bool> once{false};
} lingered;

template <class Call>
Call* next(Call*, const char* name) {
  return reinterpret_cast<Call*>(dlsym(RTLD_NEXT, name));
}

bool ofDriver() {
  char name[16] = {};
  pthread_getname_np(pthread_self(), name, sizeof name);
  return std::strncmp(name, "llvmpipe", 8) == 0;
}

void linger(pthread_mutex_t* mutex) {
  pthread_mutex_t* nobody = nullptr;
  if (!lingering.compare_exchange_strong(nobody, mutex)) return;
  lingered.once = true;
  std::this_thread::sleep_for(std::chrono::milliseconds(2));
  lingering = nullptr;
}

}  // namespace

extern "C" {

int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
  static const auto call = next(&pthread_cond_broadcast, "pthread_cond_broadcast");
  announced = ofDriver();
  return call(condition);
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  static const auto call = next(&pthread_mutex_unlock, "pthread_mutex_unlock");
  if (std::exchange(announced, false)) linger(mutex);
  return call(mutex);
}

int pthread_mutex_destroy(pthread_mutex_t* mutex) noexcept {
  static const auto call = next(&pthread_mutex_destroy, "pthread_mutex_destroy");
  if (mutex == lingering) fail("a mutex was destroyed that a thread was about to unlock");
  return call(mutex);
}

}  // extern "C"
