// Mounts a card by the firmware's own hand and reads what is on it, with the camera switched off.
#pragma once

#include <optional>
#include <vector>

#include "firmware_core/storage/card_manager.h"
#include "tests/powercut/stage.h"

namespace tw::powercut {

class CardReader {
 public:
  explicit CardReader(Stage& stage);  // switches the camera off and the card on

  fw::CardState state() const { return cards_.state(); }
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

  sim::Twin& twin_;
  NoClock calendar_;
  NoEntropy entropy_;
  Silence log_;
  fw::CardManager cards_;
};

}  // namespace tw::powercut
