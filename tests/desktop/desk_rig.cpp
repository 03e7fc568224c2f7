#include "tests/desktop/desk_rig.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QMenu>
#include <QScreen>

namespace tw::test {

void choose(ui::MainWindow& window, const char* menu, const char* data) {
  const auto* found = window.findChild<QMenu*>(QLatin1String(menu));
  for (QAction* action : found ? found->actions() : QList<QAction*>())
    if (action->data().toString() == QLatin1String(data)) return action->trigger();
  throw std::runtime_error(std::string("no ") + data + " in the menu " + menu);
}

DeskRig::DeskRig(const char* dock)
    : settings_(folder_.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
      desktop_(settings_) {
  if (dock)
    for (QDockWidget* other : window().findChildren<QDockWidget*>())
      other->setVisible(other->objectName() == QLatin1String(dock) ||
                        other->objectName() == QLatin1String("time"));
  window().setGeometry(window().screen()->availableGeometry());
  window().show();
  if (!QTest::qWaitForWindowExposed(&window())) throw std::runtime_error("no window came");
  QApplication::setActiveWindow(&window());  // no window manager does
}

void DeskRig::open(const std::string& scenario) {
  const auto file = TWEELENS_SOURCE_DIR "/scenes/" + scenario + ".scenario.json";
  if (!window().open(QString::fromStdString(file))) throw std::runtime_error("cannot open " + file);
  until([this] { return run().facts() != nullptr; });
}

void DeskRig::until(const std::function<bool()>& holds, int limitMs, std::source_location where) {
  QElapsedTimer clock;
  clock.start();
  while (!holds()) {
    if (clock.elapsed() > limitMs)
      throw std::runtime_error("waited too long in line " + std::to_string(where.line()));
    QTest::qWait(5);
  }
}

void DeskRig::tabTo(QWidget& widget) {
  for (int i = 0; i < 300 && QApplication::focusWidget() != &widget; ++i) {
    QWidget* now = QApplication::focusWidget();
    QTest::keyClick(now ? now : &window(), Qt::Key_Tab);
  }
  if (QApplication::focusWidget() != &widget)
    throw std::runtime_error("Tab does not reach " + widget.objectName().toStdString());
}

void DeskRig::picture(const QString& name) {
  QTest::qWait(100);  // what is to be painted is painted
  const QSize size = window().screen()->size() * window().devicePixelRatio();
  const QDir folder(QStringLiteral(SCREENS "/%1x%2").arg(size.width()).arg(size.height()));
  folder.mkpath(QStringLiteral("."));
  if (!window().grab().save(folder.filePath(name + QStringLiteral(".png"))))
    throw std::runtime_error("cannot write a picture");
}

}  // namespace tw::test
