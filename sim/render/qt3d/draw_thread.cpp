#include "sim/render/qt3d/draw_thread.h"

#include <QCoreApplication>
#include <chrono>
#include <utility>

#include "firmware_core/base/check.h"

namespace tw::sim {

DrawThread::~DrawThread() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void DrawThread::hand(const std::function<void()>& work) {
  {
    const std::lock_guard lock(mutex_);
    TW_CHECK(done_ && !end_);  // one caller at a time
    work_ = &work;
    done_ = false;
  }
  changed_.notify_all();
}

void DrawThread::rethrow() {
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void DrawThread::call(const std::function<void()>& work) {
  hand(work);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return done_; });
  rethrow();
}

void DrawThread::callServingEvents(const std::function<void()>& work) {
  hand(work);
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, std::chrono::milliseconds(1), [this] { return done_; })) {
    lock.unlock();
    QCoreApplication::processEvents();
    lock.lock();
  }
  rethrow();
}

void DrawThread::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return work_ || end_; });
    if (!work_) return;
    const auto* work = std::exchange(work_, nullptr);
    lock.unlock();
    std::exception_ptr failure;
    try {
      (*work)();
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    failure_ = failure;
    done_ = true;
    changed_.notify_all();
  }
}

}  // namespace tw::sim
