// The thread that owns everything of Qt 3D. Others hand it work and wait for it.
#pragma once

#include <QThread>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace tw::sim {

class DrawThread : private QThread {
 public:
  DrawThread() { start(); }
  ~DrawThread() override;

  // Runs `work` there and returns when it is done; what it throws is thrown here.
  void call(const std::function<void()>& work);
  // The same from the application's thread, whose events Qt 3D needs handled meanwhile.
  void callServingEvents(const std::function<void()>& work);

 private:
  void run() override;
  void hand(const std::function<void()>& work);
  void rethrow();

  std::mutex mutex_;
  std::condition_variable changed_;
  const std::function<void()>* work_ = nullptr;
  std::exception_ptr failure_;
  bool done_ = true;
  bool end_ = false;
};

}  // namespace tw::sim
