// When a session's instants come, and what hands do between them.
#include <algorithm>

#include "sim/core/json_reader.h"
#include "ui/session/session.h"

namespace tw::ui {

std::optional<sim::Hand> Session::hand(Play& play, Instant now, Instant next) {
  const bool catchesUp = this->catchesUp(next);
  auto done = replayed(now, next);
  if (!done && !catchesUp) done = byHand(play, now, next);
  if (!done) return std::nullopt;
  const std::lock_guard lock(mutex_);
  done_.push_back(*done);
  return std::move(done->hand);
}

// What was to be replayed after a stop is not part of this run.
bool Session::catchesUp(Instant next) {
  const std::lock_guard lock(mutex_);
  if (!plan_.until) return false;
  if (orders_.stopsCatchingUp) {
    plan_.until.reset();
    plan_.replay.erase(plan_.replay.begin() + static_cast<std::ptrdiff_t>(replayed_),
                       plan_.replay.end());
  }
  return plan_.until && next <= *plan_.until;
}

// A hand ends the run between two instants, as a scenario's end does: what it recorded ends so,
// too.
std::string Session::whyStop(Play& play) {
  const bool complete = std::exchange(play.complete, false);
  {
    const std::lock_guard lock(mutex_);
    if (orders_.quit || orders_.next) return "left";
    if (!orders_.end || !complete) return "";
  }
  show(play, true);
  return "ended by hand";
}

std::optional<Session::Done> Session::replayed(Instant now, Instant next) {
  if (replayed_ == plan_.replay.size() || plan_.replay[replayed_].at >= next) return std::nullopt;
  Done done = plan_.replay[replayed_++];
  TW_CHECK(done.at >= now);
  return done;
}

// Returns when the wall has come so far, or with what a hand does before.
std::optional<Session::Done> Session::byHand(Play& play, Instant now, Instant next) {
  std::unique_lock lock(mutex_);
  do {
    if (!orders_.running && shown_ != now) {
      lock.unlock();
      show(play, true);
      lock.lock();
    }
    look_.state = orders_.running ? State::kRunning : State::kPaused;
    if (broken()) return std::nullopt;
    const Instant reached = pacer_ && orders_.running ? pacer_->reached() : now;
    if (!orders_.hands.empty())
      if (auto done = firstHand(play, now, std::clamp(reached, now, next - Duration{1}), lock))
        return done;
    if (broken()) return std::nullopt;  // by now
    if (orders_.steps > 0) {
      --orders_.steps;
      return std::nullopt;
    }
  } while (waitsFor(now, next, lock));
  return std::nullopt;
}

// Checked without the mutex: a card's image may be on a slow disk.
std::optional<Session::Done> Session::firstHand(Play& play, Instant now, Instant reached,
                                                std::unique_lock<std::mutex>& lock) {
  sim::Hand hand = std::move(orders_.hands.front());
  orders_.hands.pop_front();
  shown_.reset();  // paused, too, what it does wants to be seen
  lock.unlock();
  std::string whyNot = this->whyNot(play, hand);
  lock.lock();
  if (!whyNot.empty()) {
    look_.problems.push_back(std::move(whyNot));
    return std::nullopt;
  }
  auto* command = std::get_if<sim::Command>(&hand);
  if (!command) return Done{now, std::move(hand)};
  command->at = reached;
  return Done{reached, std::move(hand)};
}

// Empty: it can be done.
std::string Session::whyNot(Play& play, const sim::Hand& hand) {
  try {
    if (const auto* command = std::get_if<sim::Command>(&hand))
      play.twin.check(*command);
    else
      sim::checkNames(std::get<sim::Step>(hand), play.stage);
    return {};
  } catch (const sim::InputError& error) {
    return error.what();
  }
}

// False when what comes next may come; true after a while, or when something was ordered.
bool Session::waitsFor(Instant now, Instant next, std::unique_lock<std::mutex>& lock) {
  if (!orders_.hands.empty()) return true;
  if (!orders_.running) {
    pacer_.reset();
    changed_.wait(lock, [this] {
      return broken() || orders_.running || orders_.steps > 0 || !orders_.hands.empty();
    });
    return true;
  }
  if (!pacer_ || pacer_->pace() != orders_.pace) {
    pacer_.emplace(orders_.pace);
    pacer_->leftUntil(now);  // begins here
  }
  const Duration left = pacer_->leftUntil(next);
  if (left <= Duration::zero()) return false;
  changed_.wait_for(lock, left);
  return true;
}

}  // namespace tw::ui
