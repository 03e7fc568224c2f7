#include "ui/panels/card_control.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>

#include "ui/panels/hardware_words.h"
#include "ui/panels/new_card_dialog.h"

namespace tw::ui {

CardControl::CardControl(CameraHand& hand) : hand_(hand) {
  setTitle(tr("Card"));
  words_ = new QLabel;
  words_->setObjectName(QStringLiteral("card_words"));
  words_->setWordWrap(true);
  new_ = button("card_new", tr("New card..."),
                tr("Puts a new card into the slot, as you describe it"), &CardControl::insertNew);
  image_ = button("card_image", tr("Image..."),
                  tr("Puts in a copy of a card image, a raw one of any card; or drop it here"),
                  &CardControl::chooseImage);
  putBack_ = button("card_back", tr("Put back"), tr("Puts the card in that was pulled last"),
                    &CardControl::putBack);
  pull_ = button("card_pull", tr("Pull"), tr("Pulls the card out of the slot"), &CardControl::pull);
  lock_ = new QCheckBox(tr("Locked"));
  lock_->setObjectName(QStringLiteral("card_lock"));
  lock_->setAccessibleName(tr("Write protection of the card"));
  lock_->setToolTip(tr("The card's lock: write-protected while it is on"));
  connect(lock_, &QCheckBox::clicked, this, [this](bool on) {
    hand_.act("write_protect_card", {{"on", on}});
  });
  auto* all = new QGridLayout(this);
  all->setContentsMargins(6, 4, 6, 4);
  all->addWidget(words_, 0, 0, 1, 3);
  all->addWidget(new_, 1, 0);
  all->addWidget(image_, 1, 1);
  all->addWidget(lock_, 1, 2);
  all->addWidget(pull_, 2, 0);
  all->addWidget(putBack_, 2, 1);
}

QPushButton* CardControl::button(const char* name, const QString& text, const QString& tip,
                                 void (CardControl::*what)()) {
  auto* made = new QPushButton(text);
  made->setObjectName(QLatin1String(name));
  made->setToolTip(tip);
  connect(made, &QPushButton::clicked, this, what);
  return made;
}

void CardControl::insertNew() {
  auto* dialog = new NewCardDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this,
          [this, dialog] { hand_.act("insert_card", dialog->arguments()); });
  dialog->open();
}

void CardControl::chooseImage() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Put in a card image"), lastFolder_,
                                                    tr("Card images (*.img);;All files (*)"));
  if (!file.isEmpty()) insertImage(file);
}

// Whether it is one, the twin says.
void CardControl::insertImage(const QString& file) {
  lastFolder_ = QFileInfo(file).path();
  hand_.act("insert_card", {{"image", file.toStdString()}});
}

void CardControl::putBack() { hand_.act("insert_card", {{"card", "same"}}); }
void CardControl::pull() { hand_.act("pull_card"); }

void CardControl::showState(const HardwareState& state, const QString& whyNot) {
  const auto needs = [&whyNot](bool holds, const QString& else_) {
    return !whyNot.isEmpty() || holds ? whyNot : else_;
  };
  allow(*new_, whyNot);
  allow(*image_, whyNot);
  allow(*putBack_, needs(state.cardToPutBack, state.cardIn ? tr("A card is in the slot.")
                                                           : tr("No card was pulled before.")));
  allow(*pull_, needs(state.cardIn, tr("No card is in the slot.")));
  allow(*lock_, needs(state.cardIn, tr("No card is in the slot.")));
  if (lock_->isChecked() != state.cardLocked) lock_->setChecked(state.cardLocked);
  if (const QString words = cardWords(state); words != words_->text()) words_->setText(words);
}

}  // namespace tw::ui
