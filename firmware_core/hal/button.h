// The RESET button: its raw contact, bounce included (up to 20 ms). Every edge raises the wake
// line.
#pragma once

namespace tw::hal {

class Button {
 public:
  virtual ~Button() = default;
  virtual bool pressed() const = 0;
};

}  // namespace tw::hal
