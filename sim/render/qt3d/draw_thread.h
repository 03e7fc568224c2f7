// The thread that owns everything of Qt 3D. Others hand it work and wait for it.
//
// No QThread: waiting for one returns before the thread has given its EGL data back, and a process
// that ends just then frees them twice.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace tw::sim {

class DrawThread {
 public:
  DrawThread() : thread_([this] { run(); }) {}
  ~DrawThread();
  DrawThread(const DrawThread&) = delete;
  DrawThread& operator=(const DrawThread&) = delete;

  // Runs `work` there and returns when it is done; what it throws is thrown here.
  void call(const std::function<void()>& work);
  // The same from the application's thread, whose events Qt 3D needs handled meanwhile.
  void callServingEvents(const std::function<void()>& work);

 private:
  void run();
  void hand(const std::function<void()>& work);
  void rethrow();

  std::mutex mutex_;
  std::condition_variable changed_;
  const std::function<void()>* work_ = nullptr;
  std::exception_ptr failure_;
  bool done_ = true;
  bool end_ = false;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace tw::sim
