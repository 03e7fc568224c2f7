#include "sim/twin/recording_score.h"

#include <algorithm>

namespace tw::sim {
namespace {

constexpr const char* kDevice = "recording";
// A loss is told of once the encoder's history has run over.
constexpr Duration kToldAfter = 30s;

// Milliseconds, as a count: a margin is then against what was asked for and not a signal's range.
Signal gapSignal(const Bench& bench, hal::LensId lens) {
  const std::string name = hal::toString(lens);
  return bench.signal(kDevice,
                      countSignal(name + "_gap_ms", "that were due and not safe 20 s later"));
}

bool near(Instant a, Instant b, Duration reach) { return a <= b + reach && b <= a + reach; }

}  // namespace

Duration RecordingFigures::gapOf(hal::LensId lens) const {
  Duration sum{};
  for (const RecordingGap& gap : lenses[hal::index(lens)].gaps) sum += gap.span.to - gap.span.from;
  return sum;
}

Duration RecordingFigures::recordedOf(hal::LensId lens) const { return due.total() - gapOf(lens); }

RecordingScore::RecordingScore(const Bench& bench, RecordingDefaults defaults, int framesPerSecond)
    : bench_(bench),
      duty_(bench, defaults),
      frame_(Duration{1s} / framesPerSecond),
      dueSum_(
          bench.signal(kDevice, {.name = "due_s",
                                 .doc = "that should be recorded of each lens, as far as judged",
                                 .unit = "s",
                                 .max = 1e9})),
      lenses_{Lens{{}, {}, {}, {}, gapSignal(bench, hal::LensId::kWide)},
              Lens{{}, {}, {}, {}, gapSignal(bench, hal::LensId::kPtz)}},
      next_(bench.queue, [this] { look(); }) {
  next_.startIn(kEvery);
}

void RecordingScore::look() {
  readLog();
  judge(bench_.queue.now() - kSettle);
  next_.startIn(kEvery);
}

void RecordingScore::readLog() {
  const auto& events = bench_.events.events();
  if (read_ == events.size()) return;
  const std::string firmware = bench_.path("firmware"), card = bench_.path("card");
  for (; read_ < events.size(); ++read_) {
    const LoggedEvent& event = events[read_];
    duty_.take(event);
    if (event.source == card && event.kind == "pulled") ++pulls_;
    if (event.source != firmware) continue;
    takeLoss(event);
    const auto fragment = fragmentLine(event);
    if (!fragment) continue;
    Lens& lens = lenses_[hal::index(fragment->lens)];
    const auto frames = static_cast<int64_t>(fragment->frames);
    lens.recorded.add({fragment->firstFrame, fragment->firstFrame + frame_ * frames}, kSeam);
    lens.fragments.push_back({*fragment, event.at, pulls_});
  }
}

void RecordingScore::takeLoss(const LoggedEvent& event) {
  if (const auto lens = groupsLostLine(event))
    lenses_[hal::index(*lens)].losses.push_back(event.at);
}

void RecordingScore::judge(Instant to) {
  if (to <= judgedTo_) return;
  const Span window{judgedTo_, to};
  judgedTo_ = to;
  const Spans due = duty_.due(window);
  if (due.empty()) return;
  due_.add(due);
  dueSum_.set(toSeconds(due_.total()));
  for (Lens& lens : lenses_) {
    lens.late.add(due.without(lens.recorded.within(window)));
    lens.gap.set(static_cast<double>(gapSpans(lens.late).total() / 1ms));
  }
}

Spans RecordingScore::gapSpans(const Spans& missing) const {
  Spans gaps;
  for (const Span& one : missing.all())
    if (one.to - one.from >= frame_ + kGapTolerance) gaps.add(one);
  return gaps;
}

std::string RecordingScore::causeOf(const Lens& lens, Span gap) const {
  const Span all{Instant{}, bench_.queue.now()};
  const Duration edge = frame_ + kGapTolerance;
  for (const auto& [at, why] : duty_.cardEnds())
    if (near(at, gap.to, edge)) return "card " + why;
  for (const Span& on : duty_.power(all).all())
    if (near(on.to, gap.to, edge)) return "power off";
  for (const Span& possible : duty_.possible(all).all())
    if (near(possible.from, gap.from, edge)) return "starting";
  for (const Span& run : duty_.firmware(all).all())
    if (run.to >= gap.from && run.to <= gap.to) return "restart";
  for (const Instant loss : lens.losses)
    if (loss >= gap.from && loss <= gap.to + kToldAfter) return "card stalled";
  const bool event = Spans{gap}.without(duty_.byEventsAlone(gap)).empty();
  return event ? "undetected" : "unknown";
}

std::vector<RecordingGap> RecordingScore::gapsOf(const Lens& lens) const {
  std::vector<RecordingGap> gaps;
  for (const Span& gap : gapSpans(due_.without(lens.recorded)).all())
    gaps.push_back({gap, causeOf(lens, gap)});
  return gaps;
}

RecordingFigures RecordingScore::figures() const {
  RecordingFigures all{.camera = bench_.camera, .judgedTo = judgedTo_, .frame = frame_};
  const Span whole{Instant{}, bench_.queue.now()};
  all.power = duty_.power(whole);
  all.card = duty_.card(whole);
  all.due = due_;
  for (size_t i = 0; i < lenses_.size(); ++i)
    all.lenses[i] = {.recorded = lenses_[i].recorded,
                     .fragments = lenses_[i].fragments,
                     .gaps = gapsOf(lenses_[i])};
  return all;
}

}  // namespace tw::sim
