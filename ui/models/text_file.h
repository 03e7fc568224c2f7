// Writes a file whole or not at all.
#pragma once

#include <QByteArray>
#include <QString>

namespace tw::ui {

void writeText(const QString& file, const QByteArray& text);  // throws InputError

}  // namespace tw::ui
