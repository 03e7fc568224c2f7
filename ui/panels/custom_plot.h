// QCustomPlot, whose header wants Qt's keywords; everywhere else they are words of the twin's.
#pragma once

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach
