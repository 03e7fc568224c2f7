// What is clicked and typed while dialogs and menus hold a test up, one after the other.
//
//   Answers answers;
//   answers.pick("PTZ: save picture...");  // in the menu that opens
//   answers.takeFile(file);                // in the file dialog that it brings
//   desk.click(button);
//   desk.until([&] { return answers.done(); });
#pragma once

#include <QObject>
#include <deque>
#include <functional>

class QWidget;

namespace tw::test {

class Answers : public QObject {
 public:
  void pick(const char* text);         // of the menu that is open, without &
  void takeFile(const QString& file);  // in a file dialog: types it and clicks Open or Save
  void press(const char* button);      // of the dialog that is open, by its text
  bool done() const { return waiting_.empty(); }
  bool failed() const { return failed_; }  // what was to be answered never came

 private:
  struct Answer {
    std::function<QWidget*()> whom;  // null: it is not there yet
    std::function<void(QWidget&)> how;
  };
  void add(Answer answer);
  void later();
  void tryNext();
  void giveUp();

  std::deque<Answer> waiting_;
  int tries_ = 0;
  bool failed_ = false;
};

}  // namespace tw::test
