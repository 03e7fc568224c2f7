// Writes a file whole or not at all: one that was there is replaced only by a whole one.
#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <ostream>

namespace tw::ui {

// What could not be done, and why, for people; empty: it is written.
QString writeFile(const QString& file, const std::function<void(std::ostream& out)>& write);
void writeText(const QString& file, const QByteArray& text);  // throws InputError

}  // namespace tw::ui
