// Preloaded into a program that draws: whenever a thread of llvmpipe's has announced something, its
// next unlock comes late, as if the system had taken the processor away just then. When the mutex
// is destroyed meanwhile, the process says so and ends.
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
  if (mutex == lingering) {
    std::fputs("a mutex was destroyed that a thread was about to unlock\n", stderr);
    _exit(1);
  }
  return call(mutex);
}

}  // extern "C"
