// The workbench: tweelens-desktop [SCENARIO].
#include <QApplication>
#include <QCommandLineParser>

#include "sim/render/qt3d/qt3d_runtime.h"
#include "ui/app/desktop.h"

int main(int argc, char** argv) {
  tw::sim::prepareForQt3d();
  QApplication application(argc, argv);
  QApplication::setOrganizationName(QStringLiteral("tweelens"));
  QApplication::setApplicationName(QStringLiteral("tweelens-desktop"));
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QApplication::translate("Main", "The workbench of the Tweelens camera's digital twin."));
  parser.addHelpOption();
  parser.addPositionalArgument(QStringLiteral("scenario"),
                               QApplication::translate("Main", "a *.scenario.json to open"),
                               QStringLiteral("[scenario]"));
  parser.process(application);
  QSettings settings;
  tw::ui::Desktop desktop(settings);
  desktop.window().show();
  if (!parser.positionalArguments().isEmpty())
    desktop.window().open(parser.positionalArguments().constFirst());
  return QApplication::exec();
}
