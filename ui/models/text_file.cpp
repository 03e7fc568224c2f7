#include "ui/models/text_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <array>
#include <memory>
#include <streambuf>

#include "sim/core/json_reader.h"

namespace tw::ui {
namespace {

struct FileWords {
  Q_DECLARE_TR_FUNCTIONS(FileWords)
};

// Writes through to a Qt file, which keeps the reason of a failure.
class DeviceBuffer : public std::streambuf {
 public:
  explicit DeviceBuffer(QIODevice& device) : device_(device) { empty(); }

 protected:
  int_type overflow(int_type c) override {
    if (sync() != 0) return traits_type::eof();
    return traits_type::eq_int_type(c, traits_type::eof()) ? traits_type::not_eof(c)
                                                           : sputc(traits_type::to_char_type(c));
  }
  // A full disk takes a part of what is written; only the next attempt says why.
  int sync() override {
    const char* next = pbase();
    while (next != pptr()) {
      const qint64 written = device_.write(next, pptr() - next);
      if (written <= 0) break;
      next += written;
    }
    const bool whole = next == pptr();
    empty();
    return whole ? 0 : -1;
  }

 private:
  void empty() { setp(buffer_.data(), buffer_.data() + buffer_.size()); }

  QIODevice& device_;
  std::array<char, 1 << 16> buffer_;
};

QString refused(const QString& file, const QString& reason) {
  return FileWords::tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(file), reason);
}

// Pipes and devices cannot be replaced, only written to.
std::unique_ptr<QFileDevice> fileFor(const QString& file) {
  const QFileInfo info(file);
  if (info.exists() && !info.isFile() && !info.isDir()) return std::make_unique<QFile>(file);
  return std::make_unique<QSaveFile>(file);
}

bool finish(QFileDevice& device) {
  if (auto* save = qobject_cast<QSaveFile*>(&device)) return save->commit();
  return device.flush();
}

}  // namespace

QString writeFile(const QString& file, const std::function<void(std::ostream& out)>& write) {
  const QString folder = QFileInfo(file).absolutePath();
  if (!QFileInfo(folder).isDir())
    return refused(file, FileWords::tr("there is no folder %1; choose one that there is")
                             .arg(QDir::toNativeSeparators(folder)));
  const auto device = fileFor(file);
  if (!device->open(QIODevice::WriteOnly)) return refused(file, device->errorString());
  DeviceBuffer buffer(*device);
  std::ostream out(&buffer);
  write(out);
  out.flush();
  const QString reason = device->errorString();
  if (!out.good()) return refused(file, reason);
  return finish(*device) ? QString() : refused(file, device->errorString());
}

void writeText(const QString& file, const QByteArray& text) {
  const QString problem =
      writeFile(file, [&text](std::ostream& out) { out.write(text.data(), text.size()); });
  if (!problem.isEmpty()) throw sim::InputError(problem.toStdString());
}

}  // namespace tw::ui
