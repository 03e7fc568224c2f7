// Catch2 within an application on the display that there is.
#define CATCH_CONFIG_RUNNER
#include <QApplication>

#include "sim/render/qt3d/qt3d_runtime.h"
#include "tests/support/catch.h"

int main(int argc, char** argv) {
  tw::sim::prepareForQt3d();
  QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);  // Qt's own can be clicked in
  QApplication application(argc, argv);
  return Catch::Session().run(argc, argv);
}
