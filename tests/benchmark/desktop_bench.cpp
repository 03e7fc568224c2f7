// How the workbench feels: one JSON object of figures, on the display that there is.
//
//   tweelens_desktop_bench [HOUR_SCENARIO]
//
// desktop_first_picture_s   from the program's start to the first picture of the 3D view
// view_960x540_per_s        pictures of the 3D view while somebody walks through it
// handled_p50_ms, _p99_ms   from a mouse's or key's event being posted to its being handled by the
//                           panel it is for, while a drawn scenario runs as fast as it can
// response_p50_ms, _p99_ms  likewise, until the window has painted what came of it; of all events,
//                           and response_<what>_p99_ms of those of a kind: hover over a lens's
//                           picture, type in the search, drag the 3D view, click a tab
// hour_peak_mb              peak memory once HOUR_SCENARIO has been run, as fast as it can
#include <qpa/qwindowsysteminterface.h>
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QTabBar>
#include <QTemporaryDir>
#include <QThread>
#include <QWindow>
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

constexpr int kRounds = 25, kTyped = 6, kBetweenMs = 47;  // kTyped: keys a round
constexpr int kWarmUp = 10, kViewPictures = 60;

// What a hand does; places within the window.
struct Input {
  enum What { kHover, kType, kDrag, kClick, kWhats };
  What what = kHover;
  QEvent::Type type = QEvent::MouseMove;
  QPointF at{};
  Qt::MouseButton button = Qt::NoButton;    // that changes
  Qt::MouseButtons buttons = Qt::NoButton;  // that are down
  int key = 0;
  qint64 sentNs = 0;
  double handledMs = -1, answeredMs = -1;
};
constexpr const char* kWhatNames[] = {"hover", "type", "drag", "click"};

using Inputs = std::vector<Input>;

// An event's timestamp is its number, so far apart that no two clicks are one double click.
constexpr ulong kApart = 10'000;

// Sees each event of the hand when it has been handled.
class Program : public QApplication {
 public:
  Program(int& argc, char** argv) : QApplication(argc, argv) { clock_.start(); }

  Inputs inputs;
  size_t answered = 0;
  qint64 now() const { return clock_.nsecsElapsed(); }
  double elapsedS() const { return static_cast<double>(clock_.elapsed()) / 1000; }

  bool notify(QObject* receiver, QEvent* event) override {
    Input* input = receiver->isWindowType() && event->isInputEvent() ? inputOf(*event) : nullptr;
    const bool done = QApplication::notify(receiver, event);
    if (!input) return done;
    input->handledMs = since(*input);
    sendPostedEvents(window, QEvent::UpdateRequest);  // what is to be painted of it, is
    input->answeredMs = since(*input);
    ++answered;
    return done;
  }
  QWidget* window = nullptr;

 private:
  Input* inputOf(const QEvent& event) {
    const size_t number = static_cast<const QInputEvent&>(event).timestamp() / kApart;
    if (number == 0 || number > inputs.size()) return nullptr;
    Input& input = inputs[number - 1];
    return input.type == event.type() && input.handledMs < 0 ? &input : nullptr;
  }
  double since(const Input& input) const { return static_cast<double>(now() - input.sentNs) / 1e6; }

  QElapsedTimer clock_;
};

// Who presses, whatever the window is doing: as the window system's thread does.
class Hand : public QThread {
 public:
  explicit Hand(Program& program) : program_(program), window_(program.window->windowHandle()) {}

 protected:
  void run() override {
    ulong number = 0;
    for (Input& input : program_.inputs) {
      msleep(kBetweenMs);
      send(input, ++number * kApart);
    }
  }

 private:
  void send(Input& input, ulong timestamp) {
    using System = QWindowSystemInterface;
    input.sentNs = program_.now();
    if (input.key)
      System::handleKeyEvent(window_, timestamp, input.type, input.key, Qt::NoModifier,
                             input.key == Qt::Key_Backspace ? QStringLiteral("\b")
                                                            : QString(QChar(input.key)).toLower());
    else
      System::handleMouseEvent(window_, timestamp, input.at, window_->mapToGlobal(input.at),
                               input.buttons, input.button, input.type);
  }

  Program& program_;
  QWindow* window_;
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

QPointF placeIn(const QWidget& widget, double x, double y) {
  return widget.mapTo(widget.window(), QPointF(x * widget.width(), y * widget.height()));
}

void click(Inputs& inputs, QPointF at) {
  inputs.push_back({Input::kClick, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton});
  inputs.push_back({Input::kClick, QEvent::MouseButtonRelease, at, Qt::LeftButton});
}

void hover(Inputs& inputs, const QWidget& picture) {
  for (const double x : {0.3, 0.4, 0.5, 0.6, 0.7})
    inputs.push_back({Input::kHover, QEvent::MouseMove, placeIn(picture, x, x)});
}

void drag(Inputs& inputs, const QWidget& view, double from) {
  const QPointF at = placeIn(view, from, 0.5);
  inputs.push_back({Input::kDrag, QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton});
  for (const double by : {10, 20, 30, 40})
    inputs.push_back(
        {Input::kDrag, QEvent::MouseMove, at + QPointF(by, 0), Qt::NoButton, Qt::LeftButton});
  inputs.push_back({Input::kDrag, QEvent::MouseButtonRelease, at + QPointF(40, 0), Qt::LeftButton});
}

void type(Inputs& inputs, std::initializer_list<int> keys) {
  for (const int key : keys)
    inputs.push_back({.what = Input::kType, .type = QEvent::KeyPress, .key = key});
}

// Bars of docks that share a place.
QTabBar& dockTabs(const QWidget& window) {
  for (auto* bar : window.findChildren<QTabBar*>(Qt::FindDirectChildrenOnly))
    if (bar->isVisible() && bar->count() > 1) return *bar;
  throw std::runtime_error("no docks share a place");
}

QLineEdit& searchOf(const MainWindow& window) {
  return *window.findChild<QLineEdit*>(QStringLiteral("signal_search"));
}

Inputs handfuls(const MainWindow& window) {
  const QLineEdit& search = searchOf(window);
  const auto& lens = *window.findChild<QWidget*>(QStringLiteral("lens_view_wide"));
  const auto& view = *window.findChild<ViewCanvas*>();
  const QTabBar& tabs = dockTabs(window);
  if (!search.isVisible() || !lens.isVisible()) throw std::runtime_error("a panel is not shown");
  Inputs inputs;
  click(inputs, placeIn(search, 0.5, 0.5));
  for (int round = 0; round < kRounds; ++round) {
    type(inputs, {Qt::Key_L, Qt::Key_E, Qt::Key_D});
    hover(inputs, lens);
    type(inputs, {Qt::Key_Backspace, Qt::Key_Backspace, Qt::Key_Backspace});
    drag(inputs, view, round % 2 ? 0.4 : 0.5);
    click(inputs, tabs.mapTo(&window, QPointF(tabs.tabRect(round % 2).center())));
    click(inputs, placeIn(search, 0.5, 0.5));
  }
  return inputs;
}

double quantile(std::vector<double> values, size_t percent) {
  std::sort(values.begin(), values.end());
  return values.at(values.size() * percent / 100);
}

void tell(const Inputs& inputs, nlohmann::json& figures) {
  std::vector<double> handled, answered, of[Input::kWhats];
  for (const Input& input : inputs) {
    handled.push_back(input.handledMs);
    answered.push_back(input.answeredMs);
    of[input.what].push_back(input.answeredMs);
  }
  figures["handled_p50_ms"] = quantile(handled, 50);
  figures["handled_p99_ms"] = quantile(handled, 99);
  figures["response_p50_ms"] = quantile(answered, 50);
  figures["response_p99_ms"] = quantile(answered, 99);
  for (const int what : {Input::kHover, Input::kType, Input::kDrag, Input::kClick})
    figures[std::string("response_") + kWhatNames[what] + "_p99_ms"] = quantile(of[what], 99);
}

void measureResponse(Desktop& desktop, Program& program, nlohmann::json& figures) {
  QApplication::setActiveWindow(&desktop.window());  // no window manager does
  program.window = &desktop.window();
  program.inputs = handfuls(desktop.window());
  QObject counts;
  int typed = 0, turned = 0;
  QObject::connect(&searchOf(desktop.window()), &QLineEdit::textChanged, &counts, [&] { ++typed; });
  QObject::connect(&dockTabs(desktop.window()), &QTabBar::currentChanged, &counts,
                   [&] { ++turned; });
  desktop.run().setPace(0);
  desktop.run().play();
  Hand hand(program);
  hand.start();
  until([&] { return program.answered == program.inputs.size(); });
  hand.wait();
  if (desktop.run().state() != RunModel::State::kRunning) throw std::runtime_error("it has ended");
  if (typed != kTyped * kRounds || turned < kRounds - 1)
    throw std::runtime_error("the panels did not do what they were asked for");
  tell(program.inputs, figures);
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
  sim::prepareForQt3d();
  Program program(argc, argv);
  const QTemporaryDir folder;
  QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
  Desktop desktop(settings);
  desktop.window().resize(1800, 1000);
  desktop.window().show();
  open(desktop, scene("first_day"));
  const auto& view = *desktop.window().findChild<ViewCanvas*>();
  nlohmann::json figures;
  until([&] { return view.drawings() > 0; });
  figures["desktop_first_picture_s"] = program.elapsedS();
  figures["view_960x540_per_s"] = viewPictures();
  open(desktop, scene("night_visitor"));
  measureResponse(desktop, program, figures);
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
