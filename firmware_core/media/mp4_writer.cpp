#include "firmware_core/media/mp4_writer.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "firmware_core/media/annex_b.h"
#include "firmware_core/media/mp4_boxes.h"

namespace tw::fw {
namespace {

constexpr uint32_t kVideoTrack = 1, kSoundTrack = 2;
constexpr uint32_t kMovieTimescale = 1000;
constexpr uint32_t kKeySample = 0x02000000;    // depends on no other
constexpr uint32_t kOtherSample = 0x01010000;  // depends on others, no sync sample
constexpr uint32_t kMatrix[9] = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};  // identity

uint32_t since1904(std::optional<CalendarTime> at) {
  constexpr int64_t k1904To1970 = 2082844800;  // s
  if (!at) return 0;
  const auto s = std::chrono::duration_cast<std::chrono::seconds>(at->time_since_epoch()).count();
  return static_cast<uint32_t>(s + k1904To1970);
}

void putMatrix(Mp4Box& box) {
  for (uint32_t m : kMatrix) box.u32(m);
}

void putFileType(Bytes& out) {
  Mp4Box box(out, "ftyp");
  box.text("isom");
  box.u32(0x200);
  box.text("isomiso6avc1mp41");
}

void putMovieHeader(Bytes& out, uint32_t created) {
  Mp4Box box(out, "mvhd", 0, 0);
  box.u32(created);
  box.u32(created);
  box.u32(kMovieTimescale);
  box.u32(0);        // length: the fragments have it
  box.u32(0x10000);  // rate 1
  box.u16(0x100);    // volume 1
  box.zeros(10);
  putMatrix(box);
  box.zeros(24);
  box.u32(kSoundTrack + 1);  // next free track
}

void putTrackHeader(Bytes& out, uint32_t track, uint32_t created, hal::ImageSize size) {
  Mp4Box box(out, "tkhd", 0, 3);  // enabled, in the movie
  box.u32(created);
  box.u32(created);
  box.u32(track);
  box.zeros(4 + 4 + 8 + 2 + 2);
  box.u16(track == kSoundTrack ? 0x100 : 0);  // volume
  box.u16(0);
  putMatrix(box);
  box.u32(static_cast<uint32_t>(size.width) << 16);
  box.u32(static_cast<uint32_t>(size.height) << 16);
}

void putMediaHeader(Bytes& out, uint32_t created, uint32_t timescale) {
  Mp4Box box(out, "mdhd", 0, 0);
  box.u32(created);
  box.u32(created);
  box.u32(timescale);
  box.u32(0);
  box.u16(0x55C4);  // language undetermined
  box.u16(0);
}

void putHandler(Bytes& out, std::string_view kind, std::string_view name) {
  Mp4Box box(out, "hdlr", 0, 0);
  box.u32(0);
  box.text(kind);
  box.zeros(12);
  box.text(name);
  box.u8(0);
}

void putDataHere(Bytes& out) {
  Mp4Box dinf(out, "dinf");
  Mp4Box dref(out, "dref", 0, 0);
  dref.u32(1);
  Mp4Box url(out, "url ", 0, 1);  // in this file
}

// No samples of its own: all come in fragments.
void putEmptyTables(Bytes& out) {
  for (const char* type : {"stts", "stsc", "stco"}) {
    Mp4Box box(out, type, 0, 0);
    box.u32(0);
  }
  Mp4Box sizes(out, "stsz", 0, 0);
  sizes.zeros(8);
}

void putVideoEntry(Bytes& out, hal::ImageSize size, std::span<const uint8_t> configuration) {
  Mp4Box stsd(out, "stsd", 0, 0);
  stsd.u32(1);
  Mp4Box entry(out, "avc1");
  entry.zeros(6);
  entry.u16(1);  // data reference
  entry.zeros(16);
  entry.u16(static_cast<uint16_t>(size.width));
  entry.u16(static_cast<uint16_t>(size.height));
  entry.u32(0x480000);  // 72 dpi
  entry.u32(0x480000);
  entry.u32(0);
  entry.u16(1);  // frame a sample
  entry.zeros(32);
  entry.u16(24);      // colour depth
  entry.u16(0xFFFF);  // no colour table
  Mp4Box avcc(out, "avcC");
  avcc.bytes(configuration);
}

void putSoundEntry(Bytes& out) {
  Mp4Box stsd(out, "stsd", 0, 0);
  stsd.u32(1);
  Mp4Box entry(out, "ulaw");
  entry.zeros(6);
  entry.u16(1);
  entry.zeros(8);
  entry.u16(1);   // channel
  entry.u16(16);  // bits a sample once decoded
  entry.u32(0);
  entry.u32(uint32_t{Mp4Writer::kSoundRateHz} << 16);
}

void putVideoTrack(Bytes& out, const Mp4Setup& setup, std::span<const uint8_t> configuration) {
  const uint32_t created = since1904(setup.createdAt);
  Mp4Box trak(out, "trak");
  putTrackHeader(out, kVideoTrack, created, setup.size);
  Mp4Box mdia(out, "mdia");
  putMediaHeader(out, created,
                 static_cast<uint32_t>(setup.framesPerSecond) * Mp4Writer::kTicksPerFrame);
  putHandler(out, "vide", "video");
  Mp4Box minf(out, "minf");
  {
    Mp4Box vmhd(out, "vmhd", 0, 1);
    vmhd.zeros(8);
  }
  putDataHere(out);
  Mp4Box stbl(out, "stbl");
  putVideoEntry(out, setup.size, configuration);
  putEmptyTables(out);
}

void putSoundTrack(Bytes& out, const Mp4Setup& setup) {
  const uint32_t created = since1904(setup.createdAt);
  Mp4Box trak(out, "trak");
  putTrackHeader(out, kSoundTrack, created, {});
  Mp4Box mdia(out, "mdia");
  putMediaHeader(out, created, Mp4Writer::kSoundRateHz);
  putHandler(out, "soun", "sound");
  Mp4Box minf(out, "minf");
  {
    Mp4Box smhd(out, "smhd", 0, 0);
    smhd.zeros(4);
  }
  putDataHere(out);
  Mp4Box stbl(out, "stbl");
  putSoundEntry(out);
  putEmptyTables(out);
}

void putTrackDefaults(Bytes& out, uint32_t track, uint32_t duration, uint32_t size) {
  Mp4Box box(out, "trex", 0, 0);
  box.u32(track);
  box.u32(1);  // sample description
  box.u32(duration);
  box.u32(size);
  box.u32(0);
}

void putFragmentHeader(Bytes& out, uint32_t track, uint64_t startTicks) {
  {
    Mp4Box tfhd(out, "tfhd", 0, 0x020000);  // offsets count from this moof
    tfhd.u32(track);
  }
  Mp4Box tfdt(out, "tfdt", 1, 0);
  tfdt.u64(startTicks);
}

}  // namespace

Mp4Writer::Mp4Writer(const Mp4Setup& setup) : setup_(setup) {
  TW_CHECK(setup.framesPerSecond >= 1 && setup.framesPerSecond <= 60);
}

void Mp4Writer::putMovie(Bytes& out, std::span<const uint8_t> configuration) const {
  Mp4Box moov(out, "moov");
  putMovieHeader(out, since1904(setup_.createdAt));
  putVideoTrack(out, setup_, configuration);
  if (setup_.sound) putSoundTrack(out, setup_);
  Mp4Box mvex(out, "mvex");
  putTrackDefaults(out, kVideoTrack, kTicksPerFrame, 0);
  if (setup_.sound) putTrackDefaults(out, kSoundTrack, 1, 1);
}

Result<Bytes> Mp4Writer::head(std::span<const uint8_t> keyUnit) const {
  const auto configuration = decoderConfiguration(keyUnit);
  if (!configuration) return configuration.error();
  Bytes out;
  putFileType(out);
  putMovie(out, configuration.value());
  return out;
}

uint64_t Mp4Writer::soundTicks(uint64_t frame) const {
  return frame * kSoundRateHz / static_cast<uint64_t>(setup_.framesPerSecond);
}

void Mp4Writer::putVideoRun(Bytes& out, std::span<const Mp4Frame> frames,
                            std::span<const Bytes> samples, uint32_t dataOffset) const {
  Mp4Box traf(out, "traf");
  putFragmentHeader(out, kVideoTrack, frames.front().number * kTicksPerFrame);
  Mp4Box trun(out, "trun", 0, 0x000601);  // data offset; a size and flags for each sample
  trun.u32(static_cast<uint32_t>(frames.size()));
  trun.u32(dataOffset);
  for (size_t i = 0; i < frames.size(); ++i) {
    trun.u32(static_cast<uint32_t>(samples[i].size()));
    trun.u32(frames[i].key ? kKeySample : kOtherSample);
  }
}

void Mp4Writer::putSoundRun(Bytes& out, uint64_t firstFrame, size_t count,
                            uint32_t dataOffset) const {
  Mp4Box traf(out, "traf");
  putFragmentHeader(out, kSoundTrack, soundTicks(firstFrame));
  Mp4Box trun(out, "trun", 0, 0x000001);
  trun.u32(static_cast<uint32_t>(count));
  trun.u32(dataOffset);
}

void Mp4Writer::putMoof(Bytes& out, std::span<const Mp4Frame> frames,
                        std::span<const Bytes> samples, size_t soundSamples,
                        uint32_t dataOffset) const {
  uint32_t videoBytes = 0;
  for (const Bytes& sample : samples) videoBytes += static_cast<uint32_t>(sample.size());
  Mp4Box moof(out, "moof");
  {
    Mp4Box mfhd(out, "mfhd", 0, 0);
    mfhd.u32(sequence_);
  }
  putVideoRun(out, frames, samples, dataOffset);
  if (soundSamples > 0)
    putSoundRun(out, frames.front().number, soundSamples, dataOffset + videoBytes);
}

Bytes Mp4Writer::fragment(std::span<const Mp4Frame> frames, std::span<const uint8_t> sound) {
  constexpr uint32_t kBoxHeader = 8;
  TW_CHECK(!frames.empty());
  TW_CHECK(setup_.sound || sound.empty());
  std::vector<Bytes> samples;
  for (const Mp4Frame& frame : frames) samples.push_back(lengthPrefixed(frame.data));
  ++sequence_;
  // The moof's size depends on no value in it: made once to learn where the data will lie.
  Bytes draft, out;
  putMoof(draft, frames, samples, sound.size(), 0);
  putMoof(out, frames, samples, sound.size(), static_cast<uint32_t>(draft.size()) + kBoxHeader);
  putData(out, samples, sound);
  return out;
}

void Mp4Writer::putData(Bytes& out, std::span<const Bytes> samples,
                        std::span<const uint8_t> sound) const {
  Mp4Box mdat(out, "mdat");
  for (const Bytes& sample : samples) mdat.bytes(sample);
  mdat.bytes(sound);
}

}  // namespace tw::fw
