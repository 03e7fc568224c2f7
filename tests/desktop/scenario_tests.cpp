#include <QApplication>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>

#include "sim/scenario/twin_stage.h"
#include "tests/desktop/answers.h"
#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/scenario_panel.h"

using namespace tw;
using namespace tw::ui;
using State = RunModel::State;

namespace {

struct Panel {
  test::DeskRig desk{"scenario"};
  ScenarioPanel& panel = *desk.window().findChild<ScenarioPanel*>();
  QTabWidget& tabs = desk.find<QTabWidget>("scenario_tabs");
  CodeEdit& code = *desk.window().findChild<CodeEdit*>();
  QListWidget& problems = desk.find<QListWidget>("scenario_problems");

  Panel() {
    auto& dock = desk.find<QDockWidget>("scenario");
    dock.show();
    dock.raise();
    desk.open("link_lost");
  }
  void showTab(int index) {
    QTabBar& bar = *tabs.tabBar();
    QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.tabRect(index).center());
    REQUIRE(tabs.currentIndex() == index);
  }
  void clickTool(const char* name) { desk.click(desk.find<QToolButton>(name)); }
  QPushButton* answer(const char* box, QMessageBox::StandardButton button) {
    auto* found = desk.window().findChild<QMessageBox*>(QLatin1String(box));
    return found ? qobject_cast<QPushButton*>(found->button(button)) : nullptr;
  }
  // Types into the seed, in place of it.
  int breakSeed() {
    code.setFocus();
    const QTextCursor seed = code.document()->find(QStringLiteral("\"seed\": 1"));
    REQUIRE_FALSE(seed.isNull());
    code.setTextCursor(seed);
    QTest::keyClick(&code, Qt::Key_Right);
    QTest::keyClick(&code, Qt::Key_Backspace);
    QTest::keyClicks(&code, "-1");
    return seed.blockNumber() + 1;
  }
};

std::vector<std::pair<std::string, uint64_t>> hashesOf(const QString& file) {
  sim::checkScenario(std::filesystem::path(file.toStdString()));
  const sim::Scenario read = sim::loadScenario(file.toStdString());
  sim::Twin twin(sim::twinSetup(read, read.seed, read.pictures));
  sim::TwinStage stage(twin);
  const sim::RunResult result = sim::runScenario(read, stage, {.seed = read.seed});
  CHECK(result.passed);
  return result.hashes;
}

}  // namespace

TEST_CASE("Expectations are seen as they are decided, and what hands did is recorded",
          "[scenario]") {
  Panel p;
  auto& run = p.desk.run();
  const auto& expectations = p.panel.findChild<ExpectationsView*>()->expectations();
  p.desk.until([&] { return expectations.rowCount() == 13; });
  run.setPace(0);
  run.send(sim::Command{.camera = "cam", .action = "insert_card", .args = {{"capacity_gb", 1}}});
  p.desk.click(p.desk.find<QToolButton>("play"));
  p.desk.until([&] { return run.state() == State::kEnded; });
  p.desk.until([&] { return expectations.count(ExpectationState::kPassed) == 13; });
  auto& table = p.desk.find<QTreeView>("expectations");
  QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                    table.visualRect(expectations.index(0, 1)).center());
  CHECK(p.desk.find<QLabel>("expectation_detail").text().contains(QLatin1String("came after")));
  p.desk.picture("scenario_expectations");
  run.lookAt(Instant{60s});
  p.desk.until([&] { return expectations.count(ExpectationState::kPassed) < 13; });
  CHECK(expectations.count(ExpectationState::kOpen) > 5);
  run.lookAt({});

  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("recorded.scenario.json"));
  REQUIRE(p.panel.saveRecording(file));
  CHECK(hashesOf(file) == run.result()->hashes);
}

TEST_CASE("A mistake in the text is seen at its line while one types, and is gone when mended",
          "[scenario]") {
  Panel p;
  p.showTab(1);
  p.desk.until(
      [&] { return p.desk.find<QLabel>("scenario_check").text() == QLatin1String("no mistakes"); });
  const int line = p.breakSeed();
  p.desk.until([&] { return p.problems.count() == 1; });
  CHECK(p.code.problemAt(line).contains(QLatin1String("not -1")));
  p.code.moveCursor(QTextCursor::Start);
  QTest::mouseClick(p.problems.viewport(), Qt::LeftButton, {},
                    p.problems.visualItemRect(p.problems.item(0)).center());
  CHECK(p.code.line() == line);
  p.desk.picture("scenario_text");
  while (p.panel.editor().document().isModified())
    QTest::keyClick(&p.code, Qt::Key_Z, Qt::ControlModifier);
  p.desk.until([&] { return p.problems.count() == 0; });
  CHECK(p.code.problemAt(line).isEmpty());
}

TEST_CASE("The text runs as it stands, and is not lost when another is opened", "[scenario]") {
  Panel p;
  p.showTab(1);
  const QTemporaryDir folder;
  p.code.setFocus();
  const QTextCursor seed = p.code.document()->find(QStringLiteral("\"seed\": 1"));
  p.code.setTextCursor(seed);
  QTest::keyClick(&p.code, Qt::Key_Right);
  QTest::keyClicks(&p.code, "7");
  QTest::keyClick(&p.code, Qt::Key_Return, Qt::ControlModifier);
  p.desk.until([&] { return p.desk.run().facts() && p.desk.run().facts()->seed == 17; });
  CHECK(p.panel.editor().document().isModified());

  p.desk.open("led_patterns");
  p.desk.until([&] { return p.answer("not_saved", QMessageBox::Cancel) != nullptr; });
  p.desk.click(*p.answer("not_saved", QMessageBox::Cancel));
  p.desk.until([&] { return p.answer("not_saved", QMessageBox::Cancel) == nullptr; });
  CHECK(p.code.text().contains(QLatin1String("\"seed\": 17")));
  // Closing asks as well.
  CHECK_FALSE(p.desk.window().close());
  p.desk.until([&] { return p.answer("not_saved", QMessageBox::Cancel) != nullptr; });
  p.desk.click(*p.answer("not_saved", QMessageBox::Cancel));
  p.desk.until([&] { return p.answer("not_saved", QMessageBox::Cancel) == nullptr; });
  p.desk.open("reset_button");
  p.desk.until([&] { return p.answer("not_saved", QMessageBox::Discard) != nullptr; });
  p.desk.click(*p.answer("not_saved", QMessageBox::Discard));
  p.desk.until([&] {
    return p.panel.editor().document().file().endsWith(QLatin1String("reset_button.scenario.json"));
  });
}

TEST_CASE("Words are found in the text, and a new one begins from a template", "[scenario]") {
  Panel p;
  p.showTab(1);
  p.code.setFocus();
  QTest::keyClick(&p.code, Qt::Key_F, Qt::ControlModifier);
  auto& words = p.desk.find<QLineEdit>("find_words");
  p.desk.until([&] { return words.hasFocus(); });
  QTest::keyClicks(&words, "cloud_down");
  CHECK(p.code.textCursor().selectedText() == QLatin1String("cloud_down"));
  const int first = p.code.line();
  QTest::keyClick(&words, Qt::Key_Return);
  CHECK(p.code.line() > first);
  QTest::keyClick(&words, Qt::Key_Escape);
  CHECK_FALSE(words.isVisible());

  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("new.scenario.json"));
  p.panel.editor().begin(file);
  CHECK(p.panel.editor().document().isModified());
  QTest::keyClick(&p.code, Qt::Key_S, Qt::ControlModifier);
  CHECK_FALSE(p.panel.editor().document().isModified());
  sim::checkScenario(std::filesystem::path(file.toStdString()));
}

TEST_CASE("New, Save and Save as have their keys, and no file is replaced unasked", "[scenario]") {
  Panel p;
  REQUIRE(p.tabs.currentIndex() == 0);
  const QTemporaryDir folder;
  const QString one = folder.filePath(QStringLiteral("one")),
                other = folder.filePath(QStringLiteral("other.x"));  // with a dot in its name
  const auto fileOf = [](const QString& name) { return name + QStringLiteral(".scenario.json"); };
  const auto key = [&](Qt::Key letter, Qt::KeyboardModifiers keys) {
    QApplication::setActiveWindow(&p.desk.window());  // no window manager does, after a dialog
    QTest::keyClick(&p.panel, letter, keys);
  };
  test::Answers answers;
  answers.takeFile(one);
  key(Qt::Key_N, Qt::ControlModifier);
  CHECK(p.tabs.currentIndex() == 1);
  CHECK(p.panel.editor().document().file() == fileOf(one));
  key(Qt::Key_S, Qt::ControlModifier);
  CHECK(QFile::exists(fileOf(one)));
  CHECK_FALSE(p.panel.editor().document().isModified());

  QFile there(fileOf(other));
  REQUIRE(there.open(QIODevice::WriteOnly));
  there.write("mine");
  there.close();
  answers.takeFile(other);
  answers.press("No");
  answers.press("Cancel");  // the file dialog, again
  key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK((answers.done() && !answers.failed()));
  CHECK(there.size() == 4);
  answers.takeFile(other);
  answers.press("Yes");
  key(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK((answers.done() && !answers.failed()));
  CHECK(there.size() > 100);
}

TEST_CASE("The buttons above the text are reached by Tab", "[scenario]") {
  Panel p;
  p.showTab(1);
  p.tabs.tabBar()->setFocus();
  for (const char* name :
       {"scenario_run", "scenario_save", "scenario_find", "scenario_new", "scenario_save_as"})
    p.desk.tabTo(p.desk.find<QToolButton>(name));
}

TEST_CASE("A file dropped onto the text is opened, not written into it", "[scenario]") {
  Panel p;
  p.showTab(1);
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(
      QStringLiteral(TWEELENS_SOURCE_DIR "/scenes/led_patterns.scenario.json"))});
  QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QCoreApplication::sendEvent(p.code.viewport(), &enter);
  CHECK(enter.isAccepted());
  QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QCoreApplication::sendEvent(p.code.viewport(), &drop);
  p.desk.until([&] { return p.desk.run().scenario().name == "led_patterns"; });
  CHECK_FALSE(p.panel.editor().document().isModified());
  CHECK_FALSE(p.code.text().contains(QLatin1String("file:")));
}
