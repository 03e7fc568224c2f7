#include "ui/panels/scenario_file.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>

namespace tw::ui {
namespace {

struct FileChoice {
  Q_DECLARE_TR_FUNCTIONS(FileChoice)
};

bool mayReplace(QWidget* parent, const QString& file) {
  QMessageBox box(
      QMessageBox::Question, FileChoice::tr("Replace the file?"),
      FileChoice::tr("%1 is there already. Replace it?").arg(QFileInfo(file).fileName()),
      QMessageBox::Yes | QMessageBox::No, parent);
  box.setObjectName(QStringLiteral("replace_file"));
  return box.exec() == QMessageBox::Yes;
}

}  // namespace

// The dialog asks about the name as it was typed, not about the one with the ending.
QString chooseScenarioFile(QWidget* parent, const QString& title, const QString& proposal) {
  QString at = proposal;
  for (;;) {
    QString file = QFileDialog::getSaveFileName(parent, title, at,
                                                FileChoice::tr("Scenarios (*.scenario.json)"));
    if (file.isEmpty() || file.endsWith(QLatin1String(".json"))) return file;
    file += QLatin1String(".scenario.json");
    if (!QFileInfo::exists(file) || mayReplace(parent, file)) return file;
    at = file;
  }
}

}  // namespace tw::ui
