#include "ui/models/signal_export.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <array>
#include <charconv>
#include <memory>
#include <streambuf>

#include "sim/core/signal_text.h"
#include "sim/scenario/vcd.h"

namespace tw::ui {
namespace {

struct ExportWords {
  Q_DECLARE_TR_FUNCTIONS(ExportWords)
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

// "12.3": whole nanoseconds, without zeros at the end.
std::string secondsText(Instant at) {
  const int64_t ns = at.time_since_epoch().count();
  std::string text = std::to_string(ns / 1'000'000'000);
  const std::string digits = std::to_string(1'000'000'000 + ns % 1'000'000'000).substr(1);
  const size_t last = digits.find_last_not_of('0');
  if (last != std::string::npos) text.append(".").append(digits, 0, last + 1);
  return text;
}

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted.append("\"");
}

QString refused(const QString& file, const QString& reason) {
  return ExportWords::tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(file), reason);
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

void writeSignalCsv(const SignalStore& store, const std::vector<sim::SignalId>* chosen,
                    std::ostream& out) {
  std::vector<bool> wanted(store.size(), chosen == nullptr);
  if (chosen)
    for (const sim::SignalId id : *chosen) wanted[id] = true;
  out << "time_s,signal,value,unit\r\n";
  for (const sim::SignalChange& change : store.changes()) {
    if (!wanted[change.signal]) continue;
    const sim::SignalSpec& spec = store.spec(change.signal);
    out << secondsText(change.at) << ',' << csvField(spec.name) << ','
        << csvField(sim::textOf(spec, change.value)) << ',' << csvField(spec.unit) << "\r\n";
  }
}

void writeSignalVcd(const SignalStore& store, Instant end, std::ostream& out) {
  const std::vector<sim::SignalChange> changes = store.changes();
  sim::SignalRecord record{.changes = changes};
  for (sim::SignalId id = 0; id < store.size(); ++id) record.specs.push_back(&store.spec(id));
  sim::writeVcd(record, end, out);
}

QString writeFile(const QString& file, const std::function<void(std::ostream& out)>& write) {
  const QString folder = QFileInfo(file).absolutePath();
  if (!QFileInfo(folder).isDir())
    return refused(file, ExportWords::tr("there is no folder %1; choose one that there is")
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

}  // namespace tw::ui
