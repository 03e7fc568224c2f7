#include "ui/models/run_model.h"

namespace tw::ui {
namespace {
constexpr int kPollMs = 16;
}  // namespace

RunModel::RunModel(sim::Renderer* renderer, QObject* parent)
    : QObject(parent), renderer_(renderer) {
  timer_.setInterval(kPollMs);
  connect(&timer_, &QTimer::timeout, this, &RunModel::poll);
}

RunModel::~RunModel() = default;

void RunModel::open(sim::Scenario scenario, std::optional<sim::Pictures> pictures) {
  std::unique_ptr<Session> former = std::move(session_);
  scenario_ = std::move(scenario);
  look_ = {};
  begunRun_ = 0;
  lookedAt_.reset();
  events_.clear();
  snapshots_.clear();
  const bool drawn = pictures.value_or(scenario_.pictures) == sim::Pictures::kDrawn;
  if (drawn && !renderer_) {
    pictures = sim::Pictures::kPattern;
    Q_EMIT problem(tr("Pictures cannot be drawn here: the run shows test patterns instead."));
  }
  session_ = std::make_unique<Session>(
      SessionSetup{
          .scenario = scenario_, .pictures = pictures, .renderer = renderer_, .threads = 1},
      std::move(former));
  session_->setPace(pace_);
  timer_.start();
  Q_EMIT opened();
  Q_EMIT stateChanged();
}

void RunModel::play() {
  lookAt({});
  if (session_) session_->run();
}
void RunModel::pause() {
  if (session_) session_->pause();
}
void RunModel::step() {
  lookAt({});
  if (session_) session_->step();
}
void RunModel::end() {
  if (session_) session_->end();
}
void RunModel::restart(uint64_t seed) {
  if (session_) session_->restart(seed);
}
void RunModel::send(sim::Hand hand) {
  if (session_) session_->send(std::move(hand));
}

void RunModel::goOnFrom(Instant at) {
  if (session_) session_->goOnFrom(at);
}

void RunModel::setPace(double pace) {
  pace_ = pace;
  if (session_) session_->setPace(pace);
  Q_EMIT stateChanged();
}

void RunModel::lookAt(std::optional<Instant> at) {
  if (at == lookedAt_) return;
  const sim::Snapshot* then = at ? snapshots_.at(*at) : nullptr;
  if (at && !then) return;
  if (then) then_ = *then;
  lookedAt_ = at;
  Q_EMIT shownChanged();
}

void RunModel::poll() {
  if (!session_) return;
  const State before = look_.state;
  const Instant shownBefore = look_.snapshot.at;
  const bool hadResult = result() != nullptr;
  const size_t stepsBefore = look_.steps.size();
  look_ = session_->take();
  if (look_.run != begunRun_ && (look_.facts || look_.state == State::kFailed)) takeRun();
  const bool more = !look_.changes.empty() || !look_.events.empty() ||
                    look_.steps.size() != stepsBefore;  // a hand may leave one while it is paused
  if (look_.facts) {
    signals_.take(look_);
    events_.take(std::move(look_.events));
    for (const sim::Snapshot& snapshot : look_.past) snapshots_.add(snapshot);
    look_.past.clear();
    if (look_.snapshot.scene) snapshots_.add(look_.snapshot);
  }
  if (more || look_.snapshot.at != shownBefore || hadResult != (result() != nullptr)) {
    Q_EMIT advanced();
    if (!lookedAt_) Q_EMIT shownChanged();
  }
  if (look_.state != before) Q_EMIT stateChanged();
  for (const std::string& text : look_.problems) Q_EMIT problem(QString::fromStdString(text));
}

void RunModel::takeRun() {
  begunRun_ = look_.run;
  signals_.begin(look_.facts ? look_.facts->signals : std::vector<sim::SignalSpec>());
  events_.clear();
  snapshots_.clear();
  lookedAt_.reset();
  Q_EMIT begun();
}

}  // namespace tw::ui
