#include "ui/panels/faults_panel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/models/hands.h"

namespace tw::ui {
namespace {
constexpr int kPartSpacing = 4;
}  // namespace

FaultsPanel::FaultsPanel(Desk& desk) : run_(desk.run) {
  auto* parts = new QWidget;
  auto* column = new QVBoxLayout(parts);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kPartSpacing);
  column->addWidget(makeChoice(), 3);
  editor_ = new FaultEditor(run_);
  column->addWidget(editor_);
  column->addWidget(makeActive(), 0);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  // A dock may be lower than the three parts together.
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(parts);
  all->addWidget(scroll);
  connect(&run_, &RunModel::opened, this, &FaultsPanel::begin);
  connect(&run_, &RunModel::begun, this, &FaultsPanel::begin);
  connect(&run_, &RunModel::advanced, this, &FaultsPanel::takeEvents);
  connect(&run_, &RunModel::shownChanged, &refresh_, &RefreshSoon::soon);
  connect(&run_, &RunModel::stateChanged, &refresh_, &RefreshSoon::soon);
  begin();
  takeEvents();
}

QWidget* FaultsPanel::makeChoice() {
  search_ = new QLineEdit;
  search_->setObjectName(QStringLiteral("fault_search"));
  search_->setAccessibleName(tr("Search faults"));
  search_->setPlaceholderText(tr("Search, such as: card slow"));
  search_->setClearButtonEnabled(true);
  tree_ = new FaultTree(faults_);
  connect(search_, &QLineEdit::textChanged, tree_, &FaultTree::search);
  connect(search_, &QLineEdit::returnPressed, tree_, &FaultTree::chooseFirst);
  connect(tree_, &FaultTree::faultChosen, this, &FaultsPanel::editChosen);
  auto* made = new QWidget;
  auto* column = new QVBoxLayout(made);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kPartSpacing);
  column->addWidget(search_);
  column->addWidget(tree_, 1);
  return made;
}

QWidget* FaultsPanel::makeActive() {
  count_ = new QLabel;
  count_->setObjectName(QStringLiteral("fault_count"));
  mendAll_ = new QPushButton(tr("Mend all"));
  mendAll_->setObjectName(QStringLiteral("fault_mend_all"));
  mendAll_->setAccessibleName(tr("Mend all active faults"));
  list_ = new FaultList(faults_);
  connect(mendAll_, &QPushButton::clicked, this, &FaultsPanel::mendAll);
  connect(list_, &FaultList::mend, this, &FaultsPanel::mend);
  auto* made = new QWidget;
  auto* column = new QVBoxLayout(made);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kPartSpacing);
  auto* head = new QHBoxLayout;
  head->addWidget(count_, 1);
  head->addWidget(mendAll_);
  column->addLayout(head);
  column->addWidget(list_, 1);
  return made;
}

// Of a run that is the same but for what happens, the choice stays.
void FaultsPanel::begin() {
  waiting_.clear();
  const auto* facts = run_.facts();
  if (faults_.begin(facts ? std::span(facts->faults) : std::span<const RunFacts::Fault>())) {
    tree_->fill();
    tree_->search(search_->text());
    editChosen();
  }
  refresh_.soon();
}

// Hidden, too: events are not kept for ever.
void FaultsPanel::takeEvents() {
  faults_.take(run_.events());
  waiting_.take(run_.steps(), run_.scenario().steps.size(), run_.now());
  refresh_.soon();
}

void FaultsPanel::refresh() {
  const Instant at = run_.shownAt();
  const auto active = faults_.activeAt(at);
  const auto waiting = waiting_.at(run_.steps(), at);
  const bool hands = whyNoHand(run_).isEmpty();
  tree_->showMagnitudes(at);
  editor_->showState();
  list_->setMendable(hands);
  list_->showFaults(active, waiting);
  list_->setVisible(list_->topLevelItemCount() > 0);  // else the form has its room
  mendAll_->setEnabled(hands && !active.empty());
  count_->setText(tr("%1 active, %2 waiting").arg(active.size()).arg(waiting.size()));
}

void FaultsPanel::editChosen() {
  const auto chosen = tree_->chosen();
  editor_->edit(chosen ? &faults_[*chosen] : nullptr,
                chosen ? faults_.magnitudeAt(*chosen, run_.now()) : 0);
}

void FaultsPanel::mend(size_t fault) { run_.send(mendOf(faults_[fault])); }

void FaultsPanel::mendAll() {
  for (const FaultTable::Active& active : faults_.activeAt(run_.now())) mend(active.fault);
}

}  // namespace tw::ui
