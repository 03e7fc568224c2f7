#include "ui/models/scenario_document.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include "sim/core/json_reader.h"
#include "sim/scenario/problems.h"
#include "ui/models/text_file.h"

namespace tw::ui {
namespace {

struct Place {
  QString scene, model, camera, mount;
};

QString firstIn(const QDir& folder, const QString& pattern, const QString& otherwise) {
  const QStringList found = folder.entryList({pattern}, QDir::Files, QDir::Name);
  return found.isEmpty() ? otherwise : found.constFirst();
}

Place placeFor(const QDir& folder, const sim::Scenario* like) {
  if (like && !like->cameras.empty()) {
    const auto from = [&folder](const std::filesystem::path& path) {
      const auto whole = std::filesystem::absolute(path);
      return folder.relativeFilePath(QString::fromStdString(whole.string()));
    };
    const sim::CameraSetup& camera = like->cameras[0];
    return {from(like->scene), from(camera.model), QString::fromStdString(camera.name),
            QString::fromStdString(camera.mount)};
  }
  const QString models = QStringLiteral("../models/cameras/");
  return {firstIn(folder, QStringLiteral("*.scene.json"), QStringLiteral("NAME.scene.json")),
          models + firstIn(QDir(folder.filePath(models)), QStringLiteral("*.camera.json"),
                           QStringLiteral("NAME.camera.json")),
          QStringLiteral("cam"), QStringLiteral("pole")};
}

const char kTemplate[] = R"({
  "title": "What this shows",
  "scene": "%1",
  "cameras": [{"name": "%3", "model": "%2", "mount": "%4"}],
  "seed": 1,
  "pictures": "none",
  "duration_s": 60,
  "steps": [
    {"id": "power", "at_s": 0, "do": "plug_in", "camera": "%3"}
  ],
  "expect": [
    {
      "id": "starts",
      "eventually": {"signal": "%3/firmware.running", "is": true},
      "within_s": 10,
      "from": "power"
    }
  ]
}
)";

}  // namespace

void ScenarioDocument::load(const QString& file) {
  QString text = QString::fromStdString(sim::readInputFile(file.toStdString()));
  windowsLines_ = text.contains(QLatin1String("\r\n"));
  text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
  file_ = file;
  text_ = saved_ = text;
  problems_.clear();
  scenario_.reset();
}

void ScenarioDocument::begin(const QString& file, const QString& text) {
  file_ = file;
  text_ = text;
  saved_.clear();
  windowsLines_ = false;
  problems_.clear();
  scenario_.reset();
}

void ScenarioDocument::saveAs(const QString& file) {
  QString text = text_;
  if (windowsLines_) text.replace(QLatin1Char('\n'), QLatin1String("\r\n"));
  writeText(file, text.toUtf8());
  file_ = file;
  saved_ = text_;
}

void ScenarioDocument::check() {
  problems_.clear();
  scenario_.reset();
  const auto add = [this](const std::string& error) {
    problems_.push_back(problemFrom(QString::fromStdString(error), file_));
  };
  try {
    sim::Scenario read = sim::parseScenario(file_.toStdString(), text_.toStdString());
    sim::checkScenario(read);
    scenario_ = std::move(read);
  } catch (const sim::InputErrors& errors) {
    for (const std::string& error : errors.all()) add(error);
  } catch (const sim::InputError& error) {
    add(error.what());
  }
}

ScenarioProblem problemFrom(const QString& error, const QString& file) {
  static const QRegularExpression kForm(QStringLiteral("^:(\\d+): (?:(/[^ ]*): )?(.*)$"),
                                        QRegularExpression::DotMatchesEverythingOption);
  if (!error.startsWith(file)) return {.message = error};
  const QString rest = error.mid(file.size());
  if (const auto match = kForm.match(rest); match.hasMatch())
    return {match.captured(1).toInt(), match.captured(2), match.captured(3)};
  return {.message = rest.startsWith(QLatin1String(": ")) ? rest.mid(2) : error};
}

QString scenarioTemplate(const QString& file, const sim::Scenario* like) {
  const Place place = placeFor(QFileInfo(file).absoluteDir(), like);
  return QString::fromLatin1(kTemplate).arg(place.scene, place.model, place.camera, place.mount);
}

}  // namespace tw::ui
