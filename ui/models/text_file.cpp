#include "ui/models/text_file.h"

#include <QSaveFile>

#include "sim/core/json_reader.h"

namespace tw::ui {

void writeText(const QString& file, const QByteArray& text) {
  QSaveFile out(file);
  if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
    throw sim::InputError(file.toStdString() +
                          ": cannot be written: " + out.errorString().toStdString());
}

}  // namespace tw::ui
