#include "sim/codec/group_encoder.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "sim/codec/annex_b.h"
#include "sim/codec/ffmpeg.h"

namespace tw::sim {
namespace {

constexpr int kSei = 6;
// 4-5 ms a frame of 1280x720; ultrafast saves one of them and makes still pictures five times as
// large.
constexpr const char* kPreset = "superfast";
// A night's noise at constant quality would take 10 Mbit/s and more: a camera's encoder has a limit
// of its own. At 1280x720; in proportion to the picture.
constexpr int64_t kMostBitsPerSecond = 4'000'000;

int64_t bitLimit(hal::ImageSize size) {
  return std::max<int64_t>(kMostBitsPerSecond * static_cast<int64_t>(size.pixels()) / (1280 * 720),
                           250'000);
}

ffmpeg::Context openEncoder(const GroupSetup& setup) {
  auto context = ffmpeg::newEncoder("libx264", setup.size, AV_PIX_FMT_YUV420P);
  context->time_base = {1, setup.framesPerSecond};
  context->framerate = {setup.framesPerSecond, 1};
  context->colorspace = AVCOL_SPC_BT709;
  context->color_trc = AVCOL_TRC_BT709;
  context->color_primaries = AVCOL_PRI_BT709;
  context->gop_size = setup.framesPerSecond;
  context->max_b_frames = 0;
  AVDictionary* options = nullptr;
  av_dict_set(&options, "preset", kPreset, 0);
  av_dict_set(&options, "tune", "zerolatency", 0);  // a unit out for each picture in
  av_dict_set_int(&options, "crf", setup.quality, 0);
  context->rc_max_rate = bitLimit(setup.size);
  context->rc_buffer_size = static_cast<int>(bitLimit(setup.size));  // a group of one second
  av_dict_set(&options, "sc_threshold", "0", 0);
  av_dict_set(&options, "forced-idr", "1", 0);
  av_dict_set(&options, "x264-params", "sliced-threads=0:threads=1:repeat-headers=1:annexb=1", 0);
  const int code = avcodec_open2(context.get(), context->codec, &options);
  av_dict_free(&options);
  ffmpeg::check(code, "opening libx264");
  return context;
}

// Without SEI: x264's words about its version and settings are no part of the camera.
Bytes withoutSei(std::span<const uint8_t> unit) {
  Bytes result;
  result.reserve(unit.size());
  for (const NalUnit& nal : nalUnits(unit))
    if (nal.type != kSei) append(result, nal.bytes);
  return result;
}

}  // namespace

struct GroupEncoder::Codec {
  explicit Codec(const GroupSetup& setup) : context(openEncoder(setup)) {}

  Bytes encode(const Picture& picture, bool key) {
    av_frame_unref(frame.get());
    frame->format = AV_PIX_FMT_YUV420P;
    frame->color_range = AVCOL_RANGE_JPEG;
    frame->pts = pts++;
    frame->pict_type = key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    ffmpeg::fill(*frame, picture);
    ffmpeg::check(avcodec_send_frame(context.get(), frame.get()), "encoding H.264");
    ffmpeg::check(avcodec_receive_packet(context.get(), packet.get()), "encoding H.264");
    Bytes unit = withoutSei({packet->data, static_cast<size_t>(packet->size)});
    av_packet_unref(packet.get());
    return unit;
  }

  ffmpeg::Context context;
  ffmpeg::Frame frame = ffmpeg::newFrame();
  ffmpeg::Packet packet = ffmpeg::newPacket();
  int64_t pts = 0;
};

GroupEncoder::GroupEncoder(const GroupSetup& setup, uint64_t index)
    : setup_(setup), codec_(std::make_unique<Codec>(setup)) {
  TW_CHECK(setup.framesPerSecond >= 1);
  // Key frames that follow each other directly must differ in idr_pic_id (H.264, 7.4.3): an odd
  // group of one picture is the second of its encoder.
  if (setup.framesPerSecond == 1 && index % 2 == 1)
    codec_->encode(flatPicture(setup.size, 128), true);
}

GroupEncoder::~GroupEncoder() = default;

Bytes GroupEncoder::encode(const Picture& picture) {
  TW_CHECK(picture.size == setup_.size);
  TW_CHECK(encoded_ < setup_.framesPerSecond);
  return codec_->encode(picture, encoded_++ == 0);
}

const std::vector<Bytes>& flatGroup(const GroupSetup& setup, uint64_t index) {
  using Key = std::tuple<int, int, int, int, uint64_t>;
  static std::mutex guard;  // twins may run in several threads
  static std::map<Key, std::vector<Bytes>> groups;
  const uint64_t parity = setup.framesPerSecond == 1 ? index % 2 : 0;
  const std::lock_guard lock(guard);
  auto& group =
      groups[{setup.size.width, setup.size.height, setup.framesPerSecond, setup.quality, parity}];
  if (!group.empty()) return group;
  GroupEncoder encoder(setup, parity);
  const Picture grey = flatPicture(setup.size, 128);
  std::vector<Bytes> whole;  // one that failed halfway is not kept
  for (int i = 0; i < setup.framesPerSecond; ++i) whole.push_back(encoder.encode(grey));
  return group = std::move(whole);
}

}  // namespace tw::sim
