#include "sim/core/workers.h"

#include <system_error>
#include <utility>

namespace tw::sim {

Workers::Workers(unsigned threads) {
  threads_.emplace_back([this] { work(); });
  try {
    while (threads_.size() < threads) threads_.emplace_back([this] { work(); });
  } catch (const std::system_error&) {
    // those that there are do
  }
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    jobs_.clear();
    end_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::give(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
}

void Workers::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return end_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    job = nullptr;  // what it holds goes before the next waits
    lock.lock();
  }
}

}  // namespace tw::sim
