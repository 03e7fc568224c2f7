#include "ui/app/language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <memory>

namespace tw::ui {
namespace {

constexpr Language kLanguages[] = {{"en", "English"}, {"nl", "Nederlands"}};

// Replaces the one of the same place; none where the file is not there.
void install(std::unique_ptr<QTranslator>& place, const QString& file, const QString& folder) {
  place = std::make_unique<QTranslator>();
  if (place->load(file, folder)) QCoreApplication::installTranslator(place.get());
}

}  // namespace

std::span<const Language> languages() { return kLanguages; }

void applyLanguage(const QString& code) {
  static std::unique_ptr<QTranslator> qts, ours;
  const QString chosen =
      code.isEmpty() ? QLocale::system().name().section(QLatin1Char('_'), 0, 0) : code;
  install(qts, QStringLiteral("qtbase_") + chosen,
          QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install(ours, QStringLiteral("tweelens_") + chosen, QStringLiteral(":/i18n"));
}

}  // namespace tw::ui
