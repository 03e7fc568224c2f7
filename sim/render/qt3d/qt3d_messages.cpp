#include "sim/render/qt3d/qt3d_messages.h"

#include <QString>
#include <QtGlobal>
#include <cstdio>
#include <mutex>

namespace tw::sim {

namespace {

std::mutex lock;  // Qt's threads speak, too
std::string last;
QtMessageHandler former = nullptr;

void keep(QtMsgType type, const QMessageLogContext&, const QString& message) {
  if (type == QtFatalMsg) std::fprintf(stderr, "Qt: %s\n", qPrintable(message));
  if (type != QtWarningMsg && type != QtCriticalMsg) return;
  if (message.startsWith(QLatin1String("***")))
    return;  // a shader's text, after what is wrong in it
  const std::lock_guard guard(lock);
  last = message.simplified().left(300).toStdString();
}

QtMessageHandler printer = nullptr;

// Qt 3D looks at the events of surfaces, which live in another thread and never have any.
void dropIdle(QtMsgType type, const QMessageLogContext& context, const QString& message) {
  if (message.startsWith(QLatin1String("QObject::installEventFilter(): Cannot filter"))) return;
  if (printer) printer(type, context, message);
}

}  // namespace

void dropIdleQtMessages() { printer = qInstallMessageHandler(dropIdle); }

void keepQtMessages(bool wanted) {
  if (wanted)
    former = qInstallMessageHandler(keep);
  else
    qInstallMessageHandler(former);
}

std::string lastQtMessage() {
  const std::lock_guard guard(lock);
  return last.empty() ? "" : " (Qt says: " + last + ")";
}

}  // namespace tw::sim
