#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/install_plan.h"

using namespace tw;
using namespace tw::ui;

namespace {

// The panel of a run on the house's front, when its first answer is there.
struct Mounting {
  test::DeskRig desk{"install"};
  InstallPlan* plan = nullptr;
  QLabel* pose = nullptr;
  QTextBrowser* findings = nullptr;

  Mounting() {
    desk.open("first_day");
    plan = &desk.find<InstallPlan>("install_plan");
    pose = &desk.find<QLabel>("install_pose");
    findings = &desk.find<QTextBrowser>("install_findings");
    says("INS-3");
  }
  QString text() const { return findings->toPlainText(); }
  void says(const QString& what) {
    desk.until([&] { return text().contains(what); }, 20'000);
  }
  // Of the camera, on the plan; as far as its line of text says.
  QPointF place() const {
    const QStringList words = pose->text().split(QLatin1Char(' '));
    return {words.value(0).toDouble(), words.value(3).toDouble()};
  }
  QPoint pixel(double x, double y) const { return plan->pixelOf(x, y).toPoint(); }
};

}  // namespace

TEST_CASE("The adviser answers for the run's mount, and goes on when keys lift it", "[install]") {
  Mounting at;
  const QString before = at.pose->text();
  at.says(QStringLiteral("2.80 m"));
  at.desk.tabTo(*at.plan);
  for (int i = 0; i < 5; ++i) QTest::keyClick(at.plan, Qt::Key_PageUp);
  at.says(QStringLiteral("3.30 m"));
  CHECK(at.text().contains(QStringLiteral("not met")));
  CHECK(at.pose->text() != before);
  QTest::keyClick(at.plan, Qt::Key_Plus);
  CHECK(at.pose->text().contains(QStringLiteral("95 degrees")));
  QTest::keyClick(at.plan, Qt::Key_Left, Qt::ShiftModifier);
  CHECK(at.place().x() == Approx(-1));
  QTest::keyClick(at.plan, Qt::Key_Up);
  CHECK(at.place().y() == Approx(0.1).margin(0.051));
  at.desk.picture("install_lifted");
  at.desk.click(at.desk.find<QPushButton>("install_back"));
  CHECK(at.pose->text() == before);
  at.says(QStringLiteral("2.80 m"));
}

TEST_CASE("The mouse drags the camera over the plan, and turns it to where it is pressed",
          "[install]") {
  Mounting at;
  const QString before = at.text();
  QTest::mousePress(at.plan, Qt::LeftButton, {}, at.pixel(0, 0));
  QTest::mouseMove(at.plan, at.pixel(2, 3));
  QTest::mouseMove(at.plan, at.pixel(4, 6));
  QTest::mouseRelease(at.plan, Qt::LeftButton, {}, at.pixel(4, 6));
  const double pixelM = 2 * InstallTrial::kHalfM / std::min(at.plan->width(), at.plan->height());
  CHECK(at.place().x() == Approx(4).margin(pixelM + 0.05));
  CHECK(at.place().y() == Approx(6).margin(pixelM + 0.05));
  // Due west of it.
  QTest::mouseClick(at.plan, Qt::LeftButton, {}, at.pixel(at.place().x() - 8, at.place().y()));
  const QString words = at.pose->text();
  CHECK((words.contains(QStringLiteral("180 degrees")) || words.contains("179 degrees")));
  at.desk.until([&] { return at.text() != before; }, 20'000);
  at.desk.picture("install_dragged");
}

TEST_CASE("Another mount is tried, and another scene's run has its own", "[install]") {
  Mounting at;
  auto& mounts = at.desk.find<QComboBox>("install_mount");
  REQUIRE(mounts.count() == 2);
  const QString before = at.pose->text();
  mounts.setCurrentIndex(1 - mounts.currentIndex());
  CHECK(at.pose->text() != before);
  at.desk.open("day_visitor");
  at.desk.until([&] { return mounts.findText(QStringLiteral("wall")) >= 0; }, 20'000);
  CHECK(mounts.currentText() == QStringLiteral("wall"));
  at.says(QStringLiteral("not public"));
}
