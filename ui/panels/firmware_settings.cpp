#include "ui/panels/firmware_settings.h"

#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/panels/plain_table.h"
#include "ui/panels/setting_delegate.h"

namespace tw::ui {

FirmwareSettings::FirmwareSettings(Desk& desk) : FirmwareTab(desk), settings_(desk.run.events()) {
  note_ = new QLabel;
  note_->setObjectName(QStringLiteral("settings_note"));
  note_->setWordWrap(true);
  table_ = makePlainTable("settings_table", tr("Settings"), &settings_, {24, 14});
  table_->setItemDelegate(new SettingDelegate(settings_, table_));
  table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                          QAbstractItemView::EditKeyPressed);
  table_->setSelectionBehavior(QAbstractItemView::SelectItems);
  table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);  // for editors
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 4, 0, 0);
  all->addWidget(note_);
  all->addWidget(table_, 1);
  connect(&settings_, &SettingsTable::changeWanted, this,
          [this](const QString& name, const nlohmann::json& value) {
            act("change_setting", {{"name", name.toStdString()}, {"value", value}});
          });
}

void FirmwareSettings::begin() { settings_.begin(camera()); }

void FirmwareSettings::refresh() {
  const AppReach reach = reachOf(run().signalStore(), camera(), run().shownAt());
  const sim::CameraLook* camera = look();
  settings_.setEditable(canAct());
  settings_.show(camera ? camera->settings : nullptr, run().shownAt(), reach);
  note_->setText(note(reach));
}

QString FirmwareSettings::note(const AppReach& reach) const {
  if (settings_.rowCount() == 0) return tr("The firmware has not started yet.");
  const SignalStore& store = run().signalStore();
  const auto running = store.find(camera() + "/firmware.running");
  if (running && store.valueAt(*running, run().shownAt()) == 0)
    return tr("The firmware does not run; these are its settings when it last did.");
  if (run().looksBack()) return tr("As they were. %1").arg(whyNoHand(run()));
  if (!canAct()) return tr("As they are. %1").arg(whyNoHand(run()));
  if (!reach.whyNot.isEmpty())
    return tr("As they are. The app cannot change them now: %1.").arg(reach.whyNot);
  return tr("As they are. A double click changes a value by way of the app.");
}

}  // namespace tw::ui
