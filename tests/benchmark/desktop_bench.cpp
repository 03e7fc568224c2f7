// How the workbench feels: one JSON object of figures, on the display that there is.
//
//   tweelens_desktop_bench [HOUR_SCENARIO]
//
// desktop_first_picture_s   from the program's start to the first picture of the 3D view
// view_960x540_per_s        pictures of the 3D view while somebody walks through it
// response_p50_ms, _p99_ms  from an input's coming to a widget that has painted its answer, while a
//                           drawn scenario runs as fast as it can, all panels shown
// hour_peak_mb              peak memory once HOUR_SCENARIO has been run, as fast as it can
#include <QApplication>
#include <QElapsedTimer>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "sim/render/qt3d/qt3d_runtime.h"
#include "ui/app/desktop.h"
#include "ui/viewport/view_canvas.h"

using namespace tw;
using namespace tw::ui;

namespace {

constexpr int kInputs = 400, kBetweenMs = 47;
constexpr int kWarmUp = 10, kViewPictures = 60;

const QEvent::Type kInput = static_cast<QEvent::Type>(QEvent::registerEventType());

struct Input : QEvent {
  explicit Input(qint64 at) : QEvent(kInput), sentNs(at) {}
  qint64 sentNs;
};

// A widget that answers an input as a button does: it paints itself anew.
class Probe : public QWidget {
 public:
  explicit Probe(const QElapsedTimer& clock, QWidget* parent) : QWidget(parent), clock_(clock) {}
  std::vector<double> answersMs;

 protected:
  bool event(QEvent* event) override {
    if (event->type() != kInput) return QWidget::event(event);
    repaint();
    answersMs.push_back(
        static_cast<double>(clock_.nsecsElapsed() - static_cast<Input*>(event)->sentNs) / 1e6);
    return true;
  }
  void paintEvent(QPaintEvent*) override {
    QPainter(this).fillRect(rect(), answersMs.size() % 2 ? Qt::red : Qt::blue);
  }

 private:
  const QElapsedTimer& clock_;
};

// Who presses, whatever the window is doing.
class Hand : public QThread {
 public:
  Hand(Probe& probe, const QElapsedTimer& clock) : probe_(probe), clock_(clock) {}

 protected:
  void run() override {
    for (int i = 0; i < kInputs; ++i) {
      msleep(kBetweenMs);
      QCoreApplication::postEvent(&probe_, new Input(clock_.nsecsElapsed()));
    }
  }

 private:
  Probe& probe_;
  const QElapsedTimer& clock_;
};

template <class Holds>
void until(Holds holds) {
  while (!holds()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

QString scene(const char* name) {
  return QStringLiteral(TWEELENS_SOURCE_DIR "/scenes/%1.scenario.json").arg(QLatin1String(name));
}

void open(Desktop& desktop, const QString& file) {
  if (!desktop.window().open(file)) throw std::runtime_error("cannot open " + file.toStdString());
  until([&] { return desktop.run().facts() != nullptr; });
}

double viewPictures() {
  sim::Twin twin({.scene = TWEELENS_SOURCE_DIR "/scenes/house_front.scene.json",
                  .cameras = {{.model = TWEELENS_SOURCE_DIR "/models/cameras/dual_lens.camera.json",
                               .mount = "wall"}}});
  twin.apply({{}, "", "start_walk", {{"actor", "visitor_1"}}});
  const auto renderer = sim::makeQt3dRenderer();
  Tracks tracks;
  ViewCanvas canvas(renderer.get(), tracks);
  canvas.resize(960, 540);
  canvas.show();
  QElapsedTimer clock;
  for (int i = -kWarmUp; i < kViewPictures; ++i) {
    if (i == 0) clock.start();
    twin.runUntil(twin.now() + std::chrono::milliseconds{100});
    const uint64_t before = canvas.drawings();
    canvas.setLook(std::make_shared<sim::Snapshot>(twin.snapshot()));
    until([&] { return canvas.drawings() > before; });
    canvas.grab();
  }
  return kViewPictures * 1000.0 / static_cast<double>(clock.elapsed());
}

void measureResponse(Desktop& desktop, const QElapsedTimer& clock, nlohmann::json& figures) {
  Probe probe(clock, &desktop.window());
  probe.setGeometry(0, 0, 60, 20);
  probe.show();
  desktop.run().setPace(0);
  desktop.run().play();
  Hand hand(probe, clock);
  hand.start();
  until([&] { return probe.answersMs.size() == kInputs; });
  hand.wait();
  std::sort(probe.answersMs.begin(), probe.answersMs.end());
  figures["response_p50_ms"] = probe.answersMs[kInputs / 2];
  figures["response_p99_ms"] = probe.answersMs[kInputs * 99 / 100];
  figures["response_ran_s"] = toSeconds(desktop.run().now().time_since_epoch());
}

double peakMb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  QElapsedTimer clock;
  clock.start();
  sim::prepareForQt3d();
  QApplication application(argc, argv);
  const QTemporaryDir folder;
  QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
  Desktop desktop(settings);
  desktop.window().resize(1800, 1000);
  desktop.window().show();
  open(desktop, scene("first_day"));
  const auto& view = *desktop.window().findChild<ViewCanvas*>();
  nlohmann::json figures;
  until([&] { return view.drawings() > 0; });
  figures["desktop_first_picture_s"] = static_cast<double>(clock.elapsed()) / 1000;
  figures["view_960x540_per_s"] = viewPictures();
  open(desktop, scene("night_visitor"));
  measureResponse(desktop, clock, figures);
  if (argc > 1) {
    open(desktop, QString::fromLocal8Bit(argv[1]));
    desktop.run().setPace(0);
    desktop.run().play();
    until([&] { return desktop.run().state() == RunModel::State::kEnded; });
    figures["hour_peak_mb"] = peakMb();
  }
  std::cout << figures.dump() << '\n';
  return 0;
}
