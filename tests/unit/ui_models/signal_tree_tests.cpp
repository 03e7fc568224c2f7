// The tree of signals: its order, its search, what is chosen.
#include "tests/support/catch.h"
#include "ui/models/signal_tree.h"

using namespace tw;
using namespace tw::ui;

namespace {

std::vector<sim::SignalSpec> someSignals() {
  return {{.name = "cloud/sessions", .doc = "cameras with a session", .max = 9},
          {.name = "cam/led.red", .kind = sim::SignalKind::kFlag, .doc = "The red die is lit."},
          {.name = "cam/led.pattern",
           .kind = sim::SignalKind::kChoice,
           .doc = "What a person sees.",
           .labels = {"off", "slow_red"}},
          {.name = "cam/ptz_pan.angle_deg", .doc = "Where it is.", .unit = "deg", .max = 90},
          {.name = "phone/cam.bound", .kind = sim::SignalKind::kFlag, .doc = "to this app"}};
}

// "cam{led{red pattern} ...}".
QString shape(const QAbstractItemModel& model, const QModelIndex& parent = {}) {
  QStringList rows;
  for (int row = 0; row < model.rowCount(parent); ++row) {
    const QModelIndex index = model.index(row, 0, parent);
    const QString inner = shape(model, index);
    REQUIRE(model.parent(index) == parent);
    rows << index.data().toString() + (inner.isEmpty() ? QString() : "{" + inner + "}");
  }
  return rows.join(' ');
}

QModelIndex find(const QAbstractItemModel& model, const QStringList& path) {
  QModelIndex index;
  for (const QString& part : path) {
    const auto found = model.match(model.index(0, 0, index), Qt::DisplayRole, part, 1,
                                   Qt::MatchExactly | Qt::MatchWrap);
    REQUIRE(found.size() == 1);
    index = found[0];
  }
  return index;
}

}  // namespace

TEST_CASE("Signals stand in a tree of camera, device and signal, in the order of the twin") {
  SignalStore store;
  SignalTree tree(store);
  CHECK(tree.rowCount() == 0);
  store.begin(someSignals());
  tree.begin();
  CHECK(shape(tree) ==
        "cloud{sessions} cam{led{red pattern} ptz_pan{angle_deg}} phone{cam{bound}}");
  const QModelIndex pan = find(tree, {"cam", "ptz_pan", "angle_deg"});
  Session::Look look;
  look.changes = {{Instant{}, 2, 0}, {Instant{1s}, 3, 12.5}, {Instant{2s}, 2, 1}};
  store.take(look);
  tree.showAt(Instant{3s});
  CHECK(pan.siblingAtColumn(SignalTree::kValue).data() == "12.5");
  CHECK(pan.siblingAtColumn(SignalTree::kUnit).data() == "deg");
  CHECK(pan.data(Qt::ToolTipRole).toString().contains("Where it is."));
  const QModelIndex pattern = find(tree, {"cam", "led", "pattern"});
  CHECK(pattern.siblingAtColumn(SignalTree::kValue).data() == "slow_red");
  tree.showAt(Instant{1s});
  CHECK(pattern.siblingAtColumn(SignalTree::kValue).data() == "off");
  CHECK_FALSE(tree.isSignal(pattern.parent()));
}

TEST_CASE("A search finds signals by name and by doc, under their groups") {
  SignalStore store;
  store.begin(someSignals());
  SignalTree tree(store);
  SignalSearch search(tree);
  search.setFilterFixedString("LED.");
  CHECK(shape(search) == "cam{led{red pattern}}");
  search.setFilterFixedString("person");
  CHECK(shape(search) == "cam{led{pattern}}");
  search.setFilterFixedString("cam/p");
  CHECK(shape(search) == "cam{ptz_pan{angle_deg}}");
  search.setFilterFixedString("nothing such");
  CHECK(search.rowCount() == 0);
  search.setFilterFixedString("");
  CHECK(shape(search) == shape(tree));
}

TEST_CASE("What is chosen is a first choice, then that of the user, by names in every run") {
  SignalStore store;
  store.begin(someSignals());
  SignalTree tree(store);
  CHECK(tree.chosen() == std::vector<sim::SignalId>{2, 3});
  int told = 0, reset = 0;
  QObject::connect(&tree, &SignalTree::chosenChanged, [&told] { ++told; });
  QObject::connect(&tree, &SignalTree::modelReset, [&reset] { ++reset; });
  const QModelIndex red = find(tree, {"cam", "led", "red"});
  CHECK(red.data(Qt::CheckStateRole) == Qt::Unchecked);
  CHECK((red.flags() & Qt::ItemIsUserCheckable));
  CHECK(tree.setData(red, Qt::Checked, Qt::CheckStateRole));
  CHECK(tree.chosen() == std::vector<sim::SignalId>{2, 3, 1});
  CHECK(red.data(Qt::CheckStateRole) == Qt::Checked);
  CHECK(told == 1);
  store.begin(someSignals());  // a restart: what is open stays open
  tree.begin();
  CHECK(reset == 0);
  CHECK(tree.chosen() == std::vector<sim::SignalId>{2, 3, 1});
  auto others = someSignals();
  others.erase(others.begin());
  store.begin(others);
  tree.begin();
  CHECK(reset == 1);
  CHECK(tree.chosen() == std::vector<sim::SignalId>{1, 2, 0});
  tree.choose(2, false);
  CHECK(tree.chosen() == std::vector<sim::SignalId>{1, 0});
}
