// Boxes of ISO/IEC 14496-12, nested by scope: a box's size is filled in when its object ends.
#pragma once

#include <cstdint>
#include <string_view>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/check.h"

namespace tw::fw {

class Mp4Box {
 public:
  Mp4Box(Bytes& out, std::string_view type) : out_(out), start_(out.size()) {
    TW_CHECK(type.size() == 4);
    appendBig<uint32_t>(out_, 0);
    append(out_, asBytes(type));
  }
  // A full box: version and 24 flag bits.
  Mp4Box(Bytes& out, std::string_view type, uint8_t version, uint32_t flags) : Mp4Box(out, type) {
    appendBig<uint32_t>(out_, uint32_t{version} << 24 | flags);
  }
  Mp4Box(const Mp4Box&) = delete;
  Mp4Box& operator=(const Mp4Box&) = delete;
  ~Mp4Box() {
    const auto size = static_cast<uint32_t>(out_.size() - start_);
    for (size_t i = 0; i < 4; ++i) out_[start_ + i] = static_cast<uint8_t>(size >> (24 - 8 * i));
  }

  void u8(uint8_t v) { out_.push_back(v); }
  void u16(uint16_t v) { appendBig<uint16_t>(out_, v); }
  void u32(uint32_t v) { appendBig<uint32_t>(out_, v); }
  void u64(uint64_t v) { appendBig<uint64_t>(out_, v); }
  void zeros(size_t count) { out_.resize(out_.size() + count); }
  void text(std::string_view t) { append(out_, asBytes(t)); }
  void bytes(std::span<const uint8_t> b) { append(out_, b); }

 private:
  Bytes& out_;
  size_t start_;
};

}  // namespace tw::fw
