// What a contract suite needs of whatever carries the device under test: time that passes, a wake
// line, power and restart. The virtual devices' rigs are here; a board's would join beside them,
// each with a TEST_CASE of its own under the suite.
#pragma once

#include <functional>
#include <memory>

#include "tests/support/test_bench.h"

namespace tw::contract {

template <class Face>
class Rig {
 public:
  virtual ~Rig() = default;
  virtual Face& device() = 0;
  virtual Instant now() const = 0;
  virtual void advance(Duration time) = 0;
  virtual int wakes() const = 0;  // how often the wake line was raised so far
  virtual void powerCycle() = 0;  // off, a second, on
  virtual void restart() = 0;     // of the chip alone
};

template <class RigType>
using MakeRig = std::function<std::unique_ptr<RigType>()>;

// One virtual device on a bench of its own, powered. `Base` is Rig<Face> or a suite's own rig.
template <class Device, class Base>
class VirtualRig : public Base {
 public:
  template <class... Arguments>
  explicit VirtualRig(Arguments&&... arguments)
      : device_(bench_.bench, std::forward<Arguments>(arguments)...) {
    device_.powerOn();
  }

  Device& device() override { return device_; }
  Instant now() const override { return bench_.queue.now(); }
  void advance(Duration time) override { bench_.runFor(time); }
  int wakes() const override { return bench_.wakes; }
  void powerCycle() override {
    device_.powerOff();
    bench_.runFor(1s);
    device_.powerOn();
  }
  void restart() override { device_.reset(); }
  sim::TestBench& bench() { return bench_; }

 private:
  sim::TestBench bench_;
  Device device_;
};

}  // namespace tw::contract
