#include "sim/scenario/vcd.h"

#include <bitset>
#include <charconv>
#include <cmath>
#include <map>

#include "sim/core/signal_text.h"

namespace tw::sim {
namespace {

// Short identifiers in the printable characters, as the format wants them.
std::string codeOf(SignalId id) {
  std::string code;
  for (uint64_t rest = id;; rest = rest / 94 - 1) {
    code += static_cast<char>('!' + rest % 94);
    if (rest < 94) return code;
  }
}

// "cam/card.writes" -> {"cam", "card", "writes"}.
std::vector<std::string> partsOf(const std::string& name) {
  std::vector<std::string> parts(1);
  for (char c : name) {
    if (c == '/' || c == '.')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

// Scopes in the order of first appearance, each with its signals.
struct Scope {
  std::vector<std::pair<std::string, Scope>> scopes;
  std::vector<std::pair<std::string, SignalId>> signals;

  Scope& child(const std::string& name) {
    for (auto& [known, scope] : scopes)
      if (known == name) return scope;
    return scopes.emplace_back(name, Scope{}).second;
  }
};

Scope tree(const SignalRecord& record) {
  Scope root;
  for (SignalId id = 0; id < record.specs.size(); ++id) {
    const auto parts = partsOf(record.specs[id]->name);
    Scope* scope = &root;
    for (size_t i = 0; i + 1 < parts.size(); ++i) scope = &scope->child(parts[i]);
    scope->signals.emplace_back(parts.back(), id);
  }
  return root;
}

const char* typeOf(SignalKind kind) {
  switch (kind) {
    case SignalKind::kFlag:
      return "wire 1";
    case SignalKind::kNumber:
      return "real 64";
    case SignalKind::kCount:
      return "integer 64";
    case SignalKind::kChoice:
    case SignalKind::kText:
      return "string 1";
  }
  return "";
}

void declare(const SignalRecord& record, const Scope& scope, std::ostream& out) {
  for (const auto& [name, id] : scope.signals)
    out << "$var " << typeOf(record.specs[id]->kind) << ' ' << codeOf(id) << ' ' << name
        << " $end\n";
  for (const auto& [name, inner] : scope.scopes) {
    out << "$scope module " << name << " $end\n";
    declare(record, inner, out);
    out << "$upscope $end\n";
  }
}

// A string value ends at white space, so that and everything unprintable goes as \xHH.
std::string escapeText(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (unsigned char c : text) {
    if (c > ' ' && c < 127 && c != '\\') {
      out += static_cast<char>(c);
    } else {
      out += "\\x";
      out += kHex[c >> 4];
      out += kHex[c & 15];
    }
  }
  return out;
}

std::string realText(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;  // shortest that reads back
  return {text, end};
}

std::string binaryText(double value) {
  const std::string bits = std::bitset<64>(static_cast<uint64_t>(value)).to_string();
  const size_t first = bits.find('1');
  return first == std::string::npos ? "0" : bits.substr(first);
}

void writeValue(const SignalSpec& spec, SignalId id, double value, std::ostream& out) {
  switch (spec.kind) {
    case SignalKind::kFlag:
      out << (value != 0 ? '1' : '0') << codeOf(id) << '\n';
      return;
    case SignalKind::kNumber:
      out << 'r' << realText(value) << ' ' << codeOf(id) << '\n';
      return;
    case SignalKind::kCount:
      out << 'b' << binaryText(value) << ' ' << codeOf(id) << '\n';
      return;
    case SignalKind::kChoice:
    case SignalKind::kText:
      out << 's' << escapeText(textOf(spec, value)) << ' ' << codeOf(id) << '\n';
      return;
  }
}

// What a signal shows before its first change.
void writeUnknown(const SignalSpec& spec, SignalId id, std::ostream& out) {
  switch (spec.kind) {
    case SignalKind::kFlag:
      out << 'x' << codeOf(id) << '\n';
      return;
    case SignalKind::kNumber:
      out << "rnan " << codeOf(id) << '\n';
      return;
    case SignalKind::kCount:
      out << "bx " << codeOf(id) << '\n';
      return;
    case SignalKind::kChoice:
    case SignalKind::kText:
      out << "s " << codeOf(id) << '\n';
      return;
  }
}

}  // namespace

void writeVcd(const Signals& signals, Instant end, std::ostream& out) {
  SignalRecord record{.changes = signals.history()};
  for (SignalId id = 0; id < signals.size(); ++id) record.specs.push_back(&signals.spec(id));
  writeVcd(record, end, out);
}

void writeVcd(const SignalRecord& record, Instant end, std::ostream& out) {
  out << "$version Tweelens $end\n$timescale 1 ns $end\n";
  declare(record, tree(record), out);
  out << "$enddefinitions $end\n";

  const auto& history = record.changes;
  const int64_t start = history.empty() ? 0 : history.front().at.time_since_epoch().count();
  out << '#' << start << "\n$dumpvars\n";
  size_t next = 0;
  std::map<SignalId, double> initial;  // the last value within the first instant
  for (; next < history.size() && history[next].at.time_since_epoch().count() == start; ++next)
    initial[history[next].signal] = history[next].value;
  for (SignalId id = 0; id < record.specs.size(); ++id) {
    const auto value = initial.find(id);
    if (value == initial.end())
      writeUnknown(*record.specs[id], id, out);
    else
      writeValue(*record.specs[id], id, value->second, out);
  }
  out << "$end\n";

  int64_t last = start;
  for (; next < history.size(); ++next) {
    const int64_t at = history[next].at.time_since_epoch().count();
    if (at != last) out << '#' << at << '\n';
    last = at;
    const SignalId id = history[next].signal;
    writeValue(*record.specs[id], id, history[next].value, out);
  }
  if (end.time_since_epoch().count() > last) out << '#' << end.time_since_epoch().count() << '\n';
}

}  // namespace tw::sim
