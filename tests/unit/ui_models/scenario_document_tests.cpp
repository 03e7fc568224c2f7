// A scenario's text is checked as a run of it would be, and what is wrong has its line.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include "sim/core/json_reader.h"
#include "tests/support/catch.h"
#include "ui/models/scenario_document.h"

using namespace tw;
using namespace tw::ui;

namespace {

const QString kScenes = QStringLiteral(TWEELENS_SOURCE_DIR "/scenes/");

ScenarioDocument opened() {
  ScenarioDocument document;
  document.load(kScenes + QStringLiteral("link_lost.scenario.json"));
  return document;
}

// The first problem with one thing replaced in a good text, and the line where that stood.
struct Broken {
  ScenarioProblem problem;
  int line;
};
Broken brokenBy(const QString& before, const QString& after) {
  ScenarioDocument document = opened();
  QString text = document.text();
  const auto at = text.indexOf(before);
  REQUIRE(at >= 0);
  const int line = static_cast<int>(text.left(at).count(QLatin1Char('\n'))) + 1;
  document.setText(text.replace(at, before.size(), after));
  document.check();
  CHECK_FALSE(document.scenario());
  REQUIRE(document.problems().size() == 1);
  return {document.problems()[0], line};
}

}  // namespace

TEST_CASE("A good text has no problems and can be played as it stands") {
  ScenarioDocument document = opened();
  document.check();
  CHECK(document.problems().empty());
  REQUIRE(document.scenario());
  CHECK(document.scenario()->name == "link_lost");
  CHECK_FALSE(document.isModified());
}

TEST_CASE("An error in the syntax is found at its line") {
  const Broken broken = brokenBy(QStringLiteral("\"seed\": 1,"), QStringLiteral("\"seed\": 1"));
  // What does not fit is what comes next.
  CHECK(broken.problem.line == broken.line + 1);
  CHECK_FALSE(broken.problem.message.isEmpty());
  CHECK_FALSE(broken.problem.message.contains(QLatin1String("scenario.json")));
}

TEST_CASE("An unknown key is found at its line, with the one that was meant") {
  const Broken broken = brokenBy(QStringLiteral("\"pictures\""), QStringLiteral("\"picture\""));
  CHECK(broken.problem.line == broken.line);
  CHECK(broken.problem.message.contains(QLatin1String("'pictures'")));
}

TEST_CASE("An unknown signal is found at its line") {
  const Broken broken =
      brokenBy(QStringLiteral("cam/firmware.bound"), QStringLiteral("cam/firmware.bund"));
  CHECK(broken.problem.line == broken.line);
  CHECK(broken.problem.path.startsWith(QLatin1String("/expect/11")));
  CHECK(broken.problem.message.contains(QLatin1String("cam/firmware.bound")));
}

TEST_CASE("A scene that is missing is found at its line") {
  const Broken broken = brokenBy(QStringLiteral("plain_yard.scene"), QStringLiteral("plan.scene"));
  CHECK(broken.problem.line == broken.line);
  CHECK(broken.problem.path == QLatin1String("/scene"));
}

TEST_CASE("All that is wrong is told at once") {
  ScenarioDocument document = opened();
  document.setText(
      QString(document.text())
          .replace(QLatin1String("\"do\": \"plug_in\""), QLatin1String("\"do\": \"p\""))
          .replace(QLatin1String("\"seed\": 1"), QLatin1String("\"seed\": -1")));
  document.check();
  CHECK(document.problems().size() == 2);
}

TEST_CASE("What is wrong in another file is told whole and marks no line") {
  const QString file = QStringLiteral("/a/b.scenario.json");
  const ScenarioProblem other = problemFrom(QStringLiteral("/a/c.scene.json:7: /x: bad"), file);
  CHECK(other.line == 0);
  CHECK(other.message == QLatin1String("/a/c.scene.json:7: /x: bad"));
  const ScenarioProblem whole = problemFrom(file + QStringLiteral(": there is no such file"), file);
  CHECK(whole.line == 0);
  CHECK(whole.message == QLatin1String("there is no such file"));
  const ScenarioProblem root = problemFrom(file + QStringLiteral(":3: /: no: it's bad"), file);
  CHECK(root.line == 3);
  CHECK(root.path == QLatin1String("/"));
  CHECK(root.message == QLatin1String("no: it's bad"));
}

TEST_CASE("A text is saved as it is, with the line ends of its file") {
  const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("windows.scenario.json"));
  QFile out(path);
  REQUIRE(out.open(QIODevice::WriteOnly));
  out.write("{\r\n  \"title\": \"\u00e4\"\r\n}\r\n");
  out.close();
  ScenarioDocument document;
  document.load(path);
  CHECK_FALSE(document.isModified());
  document.setText(QStringLiteral("{\n}\n"));
  CHECK(document.isModified());
  document.saveAs(document.file());
  CHECK_FALSE(document.isModified());
  QFile in(path);
  REQUIRE(in.open(QIODevice::ReadOnly));
  CHECK(in.readAll() == "{\r\n}\r\n");
}

TEST_CASE("What cannot be written or read says so and loses nothing") {
  ScenarioDocument document = opened();
  const QString text = document.text();
  CHECK_THROWS_AS(document.load(QStringLiteral("/nowhere/x.scenario.json")), sim::InputError);
  CHECK_THROWS_AS(document.saveAs(QStringLiteral("/nowhere/x.scenario.json")), sim::InputError);
  CHECK(document.text() == text);
  CHECK(document.file().endsWith(QLatin1String("link_lost.scenario.json")));
}

TEST_CASE("A new scenario can be played at once, beside the others or with the open one's place") {
  ScenarioDocument document;
  const QString beside = kScenes + QStringLiteral("new.scenario.json");
  document.begin(beside, scenarioTemplate(beside, nullptr));
  CHECK(document.isModified());
  document.check();
  for (const auto& problem : document.problems()) UNSCOPED_INFO(problem.message.toStdString());
  CHECK(document.problems().size() <= 1);  // the first scene's mount may have another name
  const QTemporaryDir folder;
  const QString elsewhere = folder.filePath(QStringLiteral("new.scenario.json"));
  const auto like = sim::loadScenario((kScenes + "link_lost.scenario.json").toStdString());
  document.begin(elsewhere, scenarioTemplate(elsewhere, &like));
  document.check();
  CHECK(document.problems().empty());
  CHECK(document.scenario());
}
