// The bench face that all virtual hardware has, beside the driver's face in firmware_core/hal.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "firmware_core/base/check.h"
#include "sim/core/event_log.h"
#include "sim/core/event_queue.h"
#include "sim/core/fault.h"
#include "sim/core/random.h"
#include "sim/core/signals.h"
#include "sim/core/trace.h"
#include "sim/core/workers.h"

namespace tw::sim {

// What a device lives in. All of it but the workers outlives the device.
struct Bench {
  EventQueue& queue;
  Signals& signals;
  Trace& trace;
  EventLog& events;
  uint64_t seed;               // of the run
  std::string camera;          // name of the camera it sits in
  std::function<void()> wake;  // the camera's wake line: its firmware polls again at this instant
  // For what may go on beside the simulation; null: nothing does. Ends before the devices do, so
  // that no destructor may use it.
  Workers* workers = nullptr;

  std::string path(std::string_view device) const { return camera + "/" + std::string(device); }
  Signal signal(std::string_view device, SignalSpec spec) const {  // spec.name is the last part
    spec.name = path(device) + "." + spec.name;
    return Signal(signals, std::move(spec));
  }
  RandomStream random(std::string_view device) const { return RandomStream(path(device), seed); }
};

class Device : public Faultable {
 public:
  Device(const Bench& bench, std::string name) : bench_(bench), name_(std::move(name)) {}
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  std::string faultName() const override { return name_; }
  std::vector<FaultSpec> faults() const override { return {}; }
  void applyFault(const std::string& kind, double) override {
    throw CheckFailed("device " + name_ + " has no fault " + kind);
  }

  // The adapter's power comes and goes; a restart of the chip (watchdog, request) is `reset`.
  virtual void powerOn() {}
  virtual void powerOff() {}
  virtual void reset() {}

  // Of everything that makes this device behave as it does; two equal runs have equal hashes.
  virtual uint64_t stateHash() const = 0;

 protected:
  void trace(std::string_view call, std::span<const uint8_t> data = {}) const {
    bench_.trace.record(bench_.path(name_), call, data);
  }
  const Bench& bench() const { return bench_; }
  const std::string& name() const { return name_; }

 private:
  const Bench& bench_;  // belongs to the camera
  std::string name_;
};

}  // namespace tw::sim
