// What the installation adviser found, in the window's language and with its figures.
#pragma once

#include <QString>

#include "sim/adviser/finding.h"
#include "sim/world/scene_file.h"

namespace tw::ui {

struct FindingWords {
  QString rule, measured, consequence;
};

FindingWords wordsOf(const sim::Finding& finding, const sim::MountPoint& mount);
QString wordsOf(sim::Verdict verdict);

}  // namespace tw::ui
