#include "sim/core/workers.h"

#include <atomic>
#include <stdexcept>

#include "tests/support/catch.h"

using namespace tw::sim;

TEST_CASE("Work is done once, and its result or error is there when it is asked for") {
  Workers some(3);
  for (Workers* workers : {static_cast<Workers*>(nullptr), &some}) {
    std::atomic<int> calls = 0;
    const auto result = begin(workers, [&] { return ++calls * 7; });
    CHECK(result.get() == 7);
    CHECK(result.get() == 7);
    CHECK(calls == 1);
    const auto failing = begin(workers, []() -> int { throw std::runtime_error("no light"); });
    CHECK_THROWS_WITH(failing.get(), "no light");
  }
}

TEST_CASE("A chain of jobs that wait for each other comes to its end, with one thread or several") {
  for (const unsigned threads : {0U, 1U, 2U, 5U}) {
    Workers workers(threads);
    std::shared_future<int> last = begin(&workers, [] { return 0; });
    for (int i = 0; i < 200; ++i)
      last = begin(&workers, [before = last] { return before.get() + 1; });
    CHECK(last.get() == 200);
  }
}

TEST_CASE("Workers end with what they are at and drop the rest") {
  std::promise<void> entered, leave;
  std::atomic<int> done = 0;
  auto workers = std::make_unique<Workers>(1);
  begin(workers.get(), [&] {
    entered.set_value();
    leave.get_future().wait();
    ++done;
  });
  const auto dropped = begin(workers.get(), [&] { ++done; });
  entered.get_future().wait();
  std::thread ender([&] { workers.reset(); });
  dropped.wait();  // it is broken while the first is still at work
  CHECK(done == 0);
  leave.set_value();
  ender.join();
  CHECK(done == 1);
  CHECK_THROWS_AS(dropped.get(), std::future_error);
}

TEST_CASE("What a job captured goes with the job, however long its result is kept") {
  Workers one(1);
  for (Workers* workers : {&one, static_cast<Workers*>(nullptr)}) {
    auto held = std::make_shared<int>(7);
    const auto result = begin(workers, [held] { return *held; });
    CHECK(result.get() == 7);
    CHECK(held.use_count() == 1);
  }
}
