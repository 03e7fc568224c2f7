#include "ui/app/look_menus.h"

#include <QActionGroup>
#include <QCoreApplication>

#include "ui/app/language.h"

namespace tw::ui {
namespace {

constexpr char kTheme[] = "theme", kLanguage[] = "language";  // in the settings

struct LookMenus {
  Q_DECLARE_TR_FUNCTIONS(LookMenus)
};

void addChoice(QActionGroup& group, const QString& title, const QString& value, bool chosen) {
  QAction* action = group.addAction(title);
  action->setData(value);
  action->setCheckable(true);
  action->setChecked(chosen);
}

// The choices are one another's alternatives.
QMenu* addMenu(QMenu& to, const QString& title, const char* name, QActionGroup& group) {
  QMenu* menu = to.addMenu(title);
  menu->setObjectName(QLatin1String(name));
  menu->addActions(group.actions());
  group.setParent(menu);
  return menu;
}

}  // namespace

Theme themeOf(const QSettings& settings) { return themeFrom(settings.value(kTheme).toString()); }
QString languageOf(const QSettings& settings) { return settings.value(kLanguage).toString(); }

void addThemeMenu(QMenu& to, QSettings& settings) {
  auto* group = new QActionGroup(nullptr);
  const std::pair<Theme, QString> kThemes[] = {{Theme::kLight, LookMenus::tr("&Light")},
                                               {Theme::kDark, LookMenus::tr("&Dark")}};
  for (const auto& [theme, title] : kThemes)
    addChoice(*group, title, toString(theme), theme == themeOf(settings));
  QMenu* menu = addMenu(to, LookMenus::tr("&Theme"), "themes", *group);
  QObject::connect(group, &QActionGroup::triggered, menu, [&settings](const QAction* action) {
    settings.setValue(kTheme, action->data());
    applyTheme(themeOf(settings));
  });
}

QMenu* addLanguageMenu(QMenu& to, QSettings& settings) {
  auto* group = new QActionGroup(nullptr);
  addChoice(*group, LookMenus::tr("&System"), QString(), languageOf(settings).isEmpty());
  for (const Language& language : languages()) {
    const QString code = QLatin1String(language.code);
    addChoice(*group, QString::fromUtf8(language.name), code, code == languageOf(settings));
  }
  QMenu* menu = addMenu(to, LookMenus::tr("&Language"), "languages", *group);
  QObject::connect(group, &QActionGroup::triggered, menu, [&settings](const QAction* action) {
    settings.setValue(kLanguage, action->data());
  });
  return menu;
}

}  // namespace tw::ui
