#include "sim/adviser/radio_rule.h"

namespace tw::sim {

Finding radioRule(const Survey&) {
  return {.promise = "INS-3",
          .rule = "Wi-Fi coverage is good.",
          .measured =
              "a scene says nothing of access points or of what its walls let through; "
              "measure at the place, with a phone at the mount",
          .verdict = Verdict::kCannotTell,
          .consequence =
              "With a weak signal the live picture stutters and messages come late; "
              "clips on the card are not harmed."};
}

}  // namespace tw::sim
