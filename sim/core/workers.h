// Work that goes on beside the simulation. Whoever begins it says when its result is due and waits
// for it then, so that results, and all that follows from them, never hang on how threads met.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace tw::sim {

class Workers {
 public:
  // As many threads, at least one; fewer where the system has no more.
  explicit Workers(unsigned threads);
  // Waits for what is under way; work that has not begun is dropped, its futures are broken.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Begins in the order of the calls, so that a job may wait for those that were given before it.
  // A job that throws ends the process: see begin().
  void give(std::function<void()> job);

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  bool end_ = false;
  std::vector<std::thread> threads_;  // last: they use all of the above
};

// A result that is due later. Without workers it is made when it is asked for. What the job throws
// is thrown by get(). Only values and things that outlive the workers may be captured; they go when
// the job is done, however long its result is kept.
template <class Job>
auto begin(Workers* workers, Job job) -> std::shared_future<decltype(job())> {
  auto once = [kept = std::optional(std::move(job))]() mutable {
    Job now = std::move(*kept);
    kept.reset();
    return now();
  };
  if (!workers) return std::async(std::launch::deferred, std::move(once)).share();
  auto task = std::make_shared<std::packaged_task<decltype(job())()>>(std::move(once));
  auto result = task->get_future().share();
  workers->give([task] { (*task)(); });
  return result;
}

}  // namespace tw::sim
