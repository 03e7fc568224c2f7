#include "ui/models/install_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace tw::ui {
namespace {

using sim::Finding;
using sim::MountPoint;

struct Installation {
  Q_DECLARE_TR_FUNCTIONS(Installation)
};

bool has(const Finding& finding, const char* name) {
  for (const sim::Figure& figure : finding.figures)
    if (figure.name == name) return true;
  return false;
}

double value(const Finding& finding, const char* name) {
  for (const sim::Figure& figure : finding.figures)
    if (figure.name == name) return figure.value;
  return 0;
}

QString figure(const Finding& finding, const char* name, int digits) {
  return QLocale().toString(value(finding, name), 'f', digits);
}

QString share(const Finding& finding, const char* part, const char* whole) {
  const double all = value(finding, whole);
  return QString::number(all > 0 ? 100 * value(finding, part) / all : 0, 'f', 0);
}

QString flare(const Finding& finding) {
  return Installation::tr(
             "A light surface %1 m from the spotlight becomes %3 times as bright as a visitor at "
             "10 m: up to %2 lx. The nearer it is, the darker the visitor becomes.")
      .arg(figure(finding, "flare_at_m", 2), figure(finding, "flare_lux", 0),
           figure(finding, "flare_contrast", 0));
}

QString face(const Finding& f) {
  const double deg = value(f, "face_from_above_deg");
  const QString shown = QLocale().toString(std::abs(deg), 'f', 0);
  if (deg < 0)
    return Installation::tr(
               "A face 3 m away is seen from %1 degrees below, and a hand reaches the camera.")
        .arg(shown);
  return Installation::tr(
             "A face 3 m away is seen from %1 degrees above. Lower, a hand reaches the "
             "camera; higher, it sees hats instead of faces.")
      .arg(shown);
}

FindingWords height(const Finding& f, const MountPoint&) {
  return {Installation::tr("2.5 to 3 m above the ground"),
          has(f, "height_m") ? Installation::tr("%1 m").arg(figure(f, "height_m", 2))
                             : Installation::tr("nothing is below"),
          face(f)};
}

FindingWords view(const Finding& f, const MountPoint&) {
  return {
      Installation::tr("no more than 25 % of the ground in a picture hidden, within 15 m"),
      Installation::tr("wide lens %1 %, PTZ lens %2 %")
          .arg(share(f, "wide_hidden_m2", "wide_area_m2"),
               share(f, "ptz_hidden_m2", "ptz_area_m2")),
      Installation::tr("Who stands where it is hidden is neither seen nor found; things close by "
                       "outshine him by night.")};
}

FindingWords wifi(const Finding&, const MountPoint&) {
  return {Installation::tr("good Wi-Fi coverage"),
          Installation::tr("a scene does not say: measure at the place"),
          Installation::tr("With a weak signal the live picture stutters and messages come late.")};
}

QString sunOn(const Finding& f, const QString& day, const std::string& key) {
  const auto of = [&](const char* what) { return figure(f, (key + what).c_str(), 0); };
  return Installation::tr("%1: wide lens %2 min, PTZ lens %3 min")
      .arg(day, of("_wide_home_min"), of("_ptz_home_min"));
}

FindingWords sun(const Finding& f, const MountPoint&) {
  const QString measured =
      has(f, "date_up_min")
          ? sunOn(f, Installation::tr("on the scene's day"), "date") + QStringLiteral("; ") +
                sunOn(f, Installation::tr("in June"), "june") + QStringLiteral("; ") +
                sunOn(f, Installation::tr("in December"), "december")
          : Installation::tr("the scene has no site");
  return {Installation::tr("no lens faces the sun from its home position"), measured,
          Installation::tr(
              "The disc burns out, and stray light lays a veil over the whole picture: people "
              "are dark outlines.")};
}

FindingWords wall(const Finding& f, const MountPoint&) {
  const auto side = [&f](const char* key) {
    return has(f, key) ? Installation::tr("%1 m").arg(figure(f, key, 2)) : Installation::tr("free");
  };
  return {Installation::tr("more than 0.30 m from the wall beside it"),
          Installation::tr("left %1, right %2").arg(side("left_m"), side("right_m")), flare(f)};
}

FindingWords eave(const Finding& f, const MountPoint&) {
  return {Installation::tr("less than 0.20 m below the eave, if there is one"),
          has(f, "eave_m") ? Installation::tr("%1 m").arg(figure(f, "eave_m", 2))
                           : Installation::tr("nothing hangs above"),
          Installation::tr("Farther below, rain and a low sun reach the lenses past the eave.")};
}

QString known(const std::optional<bool>& what, const QString& yes, const QString& no,
              const QString& unknown) {
  return what ? (*what ? yes : no) : unknown;
}

FindingWords weather(const Finding&, const MountPoint& mount) {
  QStringList said{known(mount.filmOn, Installation::tr("the film is on"),
                         Installation::tr("the film is off"), Installation::tr("film not known"))};
  if (mount.outdoors) {
    said << known(mount.portKit, Installation::tr("the port has its kit"),
                  Installation::tr("the port is open"), Installation::tr("port not known"))
         << known(mount.coverClosed, Installation::tr("the cover is closed"),
                  Installation::tr("the cover is open"), Installation::tr("cover not known"));
  }
  return {Installation::tr("film off; outdoors the kit on the port and the cover closed"),
          said.join(QStringLiteral(", ")),
          Installation::tr(
              "A film greys the picture; damp in port or cover ends in a fault of Ethernet or "
              "card.")};
}

FindingWords notice(const Finding& f, const MountPoint&) {
  const bool open = f.verdict == sim::Verdict::kCannotTell;
  return {Installation::tr("a public place has a notice of the watched area"),
          has(f, "notice_m") ? Installation::tr("a notice, %1 m away").arg(figure(f, "notice_m", 1))
          : open             ? Installation::tr("the scene does not say whether it is public")
          : f.verdict == sim::Verdict::kMet ? Installation::tr("not public")
                                            : Installation::tr("public, without a notice"),
          Installation::tr("Without it people are filmed who do not know it.")};
}

FindingWords privacy(const Finding& f, const MountPoint&) {
  return {Installation::tr("people consent or are warned; the camera is not hidden"),
          Installation::tr("in sight from %1 % of the ground it watches")
              .arg(100 * value(f, "in_sight_share"), 0, 'f', 0),
          Installation::tr(
              "Where people are neither asked nor warned, turn the camera away from them.")};
}

struct Entry {
  const char* name;
  FindingWords (*words)(const Finding&, const MountPoint&);
};

constexpr Entry kEntries[] = {{"height", height},   {"view", view},     {"wifi", wifi},
                              {"sun", sun},         {"wall", wall},     {"eave", eave},
                              {"weather", weather}, {"notice", notice}, {"privacy", privacy}};

}  // namespace

FindingWords wordsOf(const sim::Finding& finding, const sim::MountPoint& mount) {
  for (const Entry& entry : kEntries)
    if (finding.name == entry.name) return entry.words(finding, mount);
  return {QString::fromStdString(finding.rule), QString::fromStdString(finding.measured),
          QString::fromStdString(finding.consequence)};
}

QString wordsOf(sim::Verdict verdict) {
  switch (verdict) {
    case sim::Verdict::kMet:
      return Installation::tr("met");
    case sim::Verdict::kNotMet:
      return Installation::tr("not met");
    case sim::Verdict::kCannotTell:
      return Installation::tr("cannot be told");
  }
  return {};
}

}  // namespace tw::ui
