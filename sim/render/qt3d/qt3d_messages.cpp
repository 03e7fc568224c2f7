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

}  // namespace

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
