// Mounts a card by the firmware's own hand and reads what is on it, with the camera switched off.
#pragma once

#include <optional>
#include <vector>

#include "firmware_core/storage/card_manager.h"
#include "sim/twin/camera.h"
#include "sim/twin/twin.h"

namespace tw::proof {

class CardReader {
 public:
  CardReader(sim::Twin& twin, sim::Camera& camera);  // switches the camera off and the card on

  fw::CardState state() const { return cards_.state(); }
  const std::string& reason() const { return cards_.reason(); }
  std::vector<fw::ClipInfo> list();
  Bytes read(const fw::ClipInfo& clip);  // what is in use of its file

 private:
  struct NoClock : hal::CalendarClock {
    std::optional<CalendarTime> now() const override { return std::nullopt; }
    void set(CalendarTime) override {}
  };
  struct NoEntropy : hal::Entropy {
    void fill(std::span<uint8_t>) override {}
  };
  struct Silence : LogSink {
    void write(LogLevel, std::string_view, std::string_view) override {}
  };
  void work();  // one event
  void settle();
  std::optional<Bytes> tryToRead(const fw::ClipInfo& clip);  // nothing: mounted anew meanwhile

  sim::Twin& twin_;
  NoClock calendar_;
  NoEntropy entropy_;
  Silence log_;
  fw::CardManager cards_;
};

}  // namespace tw::proof
