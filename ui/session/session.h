// A scenario played for people who look and act: on a thread of its own, so that nobody who draws
// waits for the simulation or holds it up.
//
//   Session session({.scenario = loadScenario(file)});
//   session.run();
//   session.send({.camera = "cam", .action = "plug_in"});  // what a hand does
//   const Session::Look look = session.take();             // what there is to see
//
// Hands do commands, and leave steps that are waited for: a fault at a time or on a condition. They
// come at the virtual time that has been reached, between a scenario's steps. Whatever they
// did, the log of the result's commands (sim::commandsAsScenario) plays headless with the same
// hashes; and "go on from here" is the run played once more up to there. All may be called from any
// one thread; none waits for the simulation.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "sim/core/event_log.h"
#include "sim/scenario/scenario_run.h"
#include "sim/scenario/twin_stage.h"
#include "sim/twin/pacer.h"

namespace tw::ui {

struct SessionSetup {
  sim::Scenario scenario = {};
  std::optional<sim::Pictures> pictures = {};  // else the scenario's
  sim::Renderer* renderer = nullptr;           // borrowed, for drawn pictures; outlives the session
  unsigned threads = 0;                        // as TwinSetup's
};

// What a run is made of; immutable.
struct RunFacts {
  struct Fault {
    std::string camera = {}, device = {};  // no camera: network and peers
    sim::FaultSpec spec = {};
  };
  uint64_t seed = 1;
  sim::Pictures pictures = sim::Pictures::kNone;
  Instant end{};
  std::vector<std::string> cameras = {}, actorNames = {};
  std::vector<std::string> objects = {};      // names by Part::objectId; [0] is nobody's
  std::vector<sim::SignalSpec> signals = {};  // by SignalId; labels of texts: Look::labels
  std::vector<Fault> faults = {};
};

class Session {
 public:
  enum class State {
    kPaused,
    kRunning,
    kCatchingUp,  // playing what was, as fast as it can, up to where it is to go on from
    kEnded,       // there is a result
    kFailed       // it cannot be played, or broke off: `problems` says why
  };

  static constexpr size_t kMostPast = 500;

  struct Look {
    State state = State::kPaused;
    std::optional<Instant> until = {};  // where kCatchingUp goes
    uint64_t run = 0;  // counts from 1: with another run, what was kept of the last one is over
    std::shared_ptr<const RunFacts> facts = nullptr;  // null until the run has been built
    sim::Snapshot snapshot = {};
    std::vector<sim::StepResult> steps = {};  // the scenario's, then those of hands
    std::vector<sim::ExpectationResult> expectations = {};
    // Since the look before, of this run.
    std::vector<sim::Snapshot> past = {};  // one a virtual second, kMostPast at most
    std::vector<sim::SignalChange> changes = {};
    std::vector<std::pair<sim::SignalId, std::string>> labels = {};  // new ones of texts, in order
    std::vector<sim::LoggedEvent> events = {};
    std::vector<std::string> problems = {};                  // what could not be done, and why
    std::shared_ptr<const sim::RunResult> result = nullptr;  // from the end on
  };

  // Paused at the beginning. The former one is told to end, and has when this one begins: both may
  // draw with one renderer.
  explicit Session(SessionSetup setup, std::unique_ptr<Session> former = nullptr);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void run();
  void pause();                 // catching up: here
  void step();                  // to the next instant at which something happens
  void setPace(double pace);    // virtual seconds a second; 0: as fast as it can. 1 at first
  void send(sim::Hand hand);    // a command's `at` does not count
  void end();                   // the run, here: when all of this instant has happened
  void restart(uint64_t seed);  // runs on if it was running
  // The run as it was at that time, paused, with all that hands had done until then.
  void goOnFrom(Instant at);

  Look take();

 private:
  struct Play {
    sim::Twin& twin;
    sim::TwinStage stage;
    const sim::RunView* run = nullptr;  // while it goes on
    bool complete = false;              // the instant is, and nobody's hand comes
  };
  struct Done {
    Instant at;
    sim::Hand hand;
  };
  struct Plan {  // of a run
    uint64_t seed = 1;
    std::vector<Done> replay = {};
    std::optional<Instant> until = {};  // catches up to there
  };
  struct Orders {
    bool quit = false, end = false, running = false;
    bool stopsCatchingUp = false;
    int steps = 0;
    double pace = 1;
    std::deque<sim::Hand> hands = {};
    std::optional<Plan> next = {};  // run to be begun
  };

  template <class Change>
  void order(Change change);
  void work();
  bool nextPlan();
  void play();
  sim::RunResult playThrough(Play& play, const sim::RunOptions& options);
  std::optional<sim::Hand> hand(Play& play, Instant now, Instant next);
  std::string whyStop(Play& play);
  bool catchesUp(Instant next);
  std::optional<Done> replayed(Instant now, Instant next);
  std::optional<Done> byHand(Play& play, Instant now, Instant next);
  std::optional<Done> firstHand(Play& play, Instant now, Instant reached,
                                std::unique_lock<std::mutex>& lock);
  std::string whyNot(Play& play, const sim::Hand& hand);
  bool waitsFor(Instant now, Instant next, std::unique_lock<std::mutex>& lock);
  bool broken() const { return orders_.quit || orders_.end || orders_.next; }
  void tellFacts(sim::Twin& twin, sim::Pictures pictures);
  void tellLabels(const sim::Signals& signals, sim::SignalId signal);
  void show(Play& play, bool judge);
  void keep(Play& play);

  const SessionSetup setup_;
  std::mutex mutex_;
  // Under the mutex.
  std::condition_variable changed_;
  Orders orders_;
  Look look_;
  std::vector<Done> done_;  // by hands, in this run
  Plan plan_;               // of this run; read by the simulation without the mutex
  // The simulation's own.
  size_t replayed_ = 0, changesSeen_ = 0, eventsSeen_ = 0;
  std::map<sim::SignalId, size_t> labelsTold_;  // of texts
  sim::Pacer clock_;
  double shownAt_ = 0, judgeAt_ = 0;  // by the clock
  std::optional<Instant> shown_;      // the virtual time of that
  Instant past_;                      // of the last snapshot for looking back
  std::optional<sim::Pacer> pacer_;   // while it runs
  std::thread thread_;
};

}  // namespace tw::ui
