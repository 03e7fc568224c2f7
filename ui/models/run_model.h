// The run that the window shows: what panels look at, and whom they tell what hands do.
//
//   run.open(sim::loadScenario(file));    // paused at the beginning
//   run.play();
//   run.send(sim::Command{.camera = "cam", .action = "plug_in"});
//
// poll() fetches what the simulation has made known and tells the panels; a timer of its own calls
// it some sixty times a second. Whoever looks back (lookAt) sees an earlier instant out of what is
// kept, while the run goes on.
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

#include "ui/models/event_store.h"
#include "ui/models/signal_store.h"
#include "ui/models/snapshot_log.h"
#include "ui/session/session.h"

namespace tw::ui {

class RunModel : public QObject {
  Q_OBJECT

 public:
  using State = Session::State;

  // Borrows the renderer for the lenses' pictures; it outlives this. Null: none can be drawn.
  explicit RunModel(sim::Renderer* renderer = nullptr, QObject* parent = nullptr);
  ~RunModel() override;

  // Ends the run before; checked (sim::checkScenario) by then. Without a renderer a drawn scenario
  // runs with test patterns, and problem() says so.
  void open(sim::Scenario scenario, std::optional<sim::Pictures> pictures = {});
  bool isOpen() const { return session_ != nullptr; }
  const sim::Scenario& scenario() const { return scenario_; }  // of the run

  void play();
  void pause();  // catching up: here
  void step();
  void end();
  void setPace(double pace);  // virtual seconds a second; 0: as fast as it can
  double pace() const { return pace_; }
  void restart(uint64_t seed);
  void goOnFrom(Instant at);
  void send(sim::Hand hand);

  State state() const { return look_.state; }
  std::optional<Instant> catchesUpTo() const { return look_.until; }
  const RunFacts* facts() const { return look_.facts.get(); }  // null until the run is built
  Instant now() const { return look_.snapshot.at; }
  const std::vector<sim::StepResult>& steps() const { return look_.steps; }
  const std::vector<sim::ExpectationResult>& expectations() const { return look_.expectations; }
  const sim::RunResult* result() const { return look_.result.get(); }  // null until the end
  bool endedByHand() const { return result() && !result()->cutShort.empty(); }
  const SignalStore& signalStore() const { return signals_; }
  const EventStore& events() const { return events_; }

  const SnapshotLog& past() const { return snapshots_; }
  const sim::Snapshot& newest() const { return look_.snapshot; }  // also while one looks back

  // Looking back; nothing: at what is now.
  void lookAt(std::optional<Instant> at);
  bool looksBack() const { return lookedAt_.has_value(); }
  Instant shownAt() const { return lookedAt_.value_or(now()); }
  const sim::Snapshot& shown() const { return lookedAt_ ? then_ : look_.snapshot; }

  void poll();

 Q_SIGNALS:
  void opened();  // another scenario, before any run of it; signals are the last one's
  // A run: what was kept of the last one is gone, facts() are there, unless it cannot be built.
  void begun();
  void stateChanged();  // state(), pace()
  void advanced();      // signals, events, steps or expectations have come
  void shownChanged();  // shown(), shownAt()
  void problem(const QString& text);
  void unplayable(const QString& file);  // somebody wanted to open it; its text wants mending

 private:
  void takeRun();

  sim::Renderer* renderer_;
  sim::Scenario scenario_;
  std::unique_ptr<Session> session_;
  Session::Look look_;
  uint64_t begunRun_ = 0;
  double pace_ = 1;
  SignalStore signals_;
  EventStore events_;
  SnapshotLog snapshots_;
  std::optional<Instant> lookedAt_;
  sim::Snapshot then_;
  QTimer timer_;
};

}  // namespace tw::ui
