#include "sim/codec/video_reader.h"

#include <algorithm>
#include <utility>

#include "firmware_core/base/check.h"
#include "sim/codec/ffmpeg.h"

namespace tw::sim {
struct VideoReader::Parts {
  Parts(const std::filesystem::path& file, int videoTrack) {
    AVFormatContext* opened = nullptr;
    ffmpeg::check(avformat_open_input(&opened, file.c_str(), nullptr, nullptr),
                  "opening " + file.string());
    input.reset(opened);
    ffmpeg::check(avformat_find_stream_info(opened, nullptr), "reading " + file.string());
    stream = findTrack(file, videoTrack);
    context = ffmpeg::openDecoder(stream->codecpar, stream->codecpar->codec_id);
  }

  AVStream* findTrack(const std::filesystem::path& file, int videoTrack) const {
    for (unsigned i = 0; i < input->nb_streams; ++i)
      if (input->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO && videoTrack-- == 0)
        return input->streams[i];
    throw CodecError("no such video track in " + file.string());
  }

  // Feeds the decoder one more packet of the track, or the end.
  void feed() {
    while (av_read_frame(input.get(), packet.get()) >= 0) {
      const bool ours = packet->stream_index == stream->index;
      if (ours && avcodec_send_packet(context.get(), packet.get()) < 0) ++refused;
      av_packet_unref(packet.get());
      if (ours) return;
    }
    avcodec_send_packet(context.get(), nullptr);
  }

  ffmpeg::Input input;
  AVStream* stream = nullptr;  // belongs to input
  ffmpeg::Context context;
  ffmpeg::Packet packet = ffmpeg::newPacket();
  ffmpeg::Frame frame = ffmpeg::newFrame();
  uint64_t refused = 0;
  uint64_t before = 0;  // complaints on this thread when this reader began
};

VideoReader::VideoReader(const std::filesystem::path& file, int videoTrack) {
  const uint64_t before = ffmpeg::complaints();
  parts_ = std::make_unique<Parts>(file, videoTrack);
  parts_->before = before;
}
VideoReader::~VideoReader() = default;
VideoReader::VideoReader(VideoReader&&) noexcept = default;

hal::ImageSize VideoReader::size() const {
  return {parts_->stream->codecpar->width, parts_->stream->codecpar->height};
}

uint64_t VideoReader::damaged() const {
  return parts_->refused + ffmpeg::complaints() - parts_->before;
}

std::optional<VideoFrame> VideoReader::next() {
  Parts& p = *parts_;
  int code = avcodec_receive_frame(p.context.get(), p.frame.get());
  while (code < 0 && code != AVERROR_EOF) {
    if (code != AVERROR(EAGAIN)) ++p.refused;  // of this frame alone: the next may be whole
    p.feed();
    code = avcodec_receive_frame(p.context.get(), p.frame.get());
  }
  if (code < 0) return std::nullopt;
  const int64_t pts = p.frame->best_effort_timestamp;
  VideoFrame frame{
      Duration{pts == AV_NOPTS_VALUE ? 0 : av_rescale_q(pts, p.stream->time_base, {1, 1000000000})},
      p.frame->key_frame != 0, ffmpeg::pictureOf(*p.frame)};
  av_frame_unref(p.frame.get());
  return frame;
}

std::vector<VideoFrame> readVideo(const std::filesystem::path& file, int videoTrack) {
  VideoReader reader(file, videoTrack);
  std::vector<VideoFrame> frames;
  while (auto frame = reader.next()) frames.push_back(std::move(*frame));
  return frames;
}

namespace {

class StreamDecoder {
 public:
  explicit StreamDecoder(int framesPerSecond) : framesPerSecond_(framesPerSecond) {}

  void feed(std::span<const uint8_t> stream) {
    const uint8_t* at = stream.data();
    auto left = static_cast<int>(stream.size());
    while (left > 0) {
      const int used = parse(at, left);
      at += used;
      left -= used;
    }
    parse(nullptr, 0);
    ffmpeg::check(avcodec_send_packet(context_.get(), nullptr), "decoding H.264");
    receive();
  }
  std::vector<VideoFrame> frames;

 private:
  int parse(const uint8_t* data, int size) {
    uint8_t* unit = nullptr;
    int unitSize = 0;
    const int used = av_parser_parse2(parser_.get(), context_.get(), &unit, &unitSize, data, size,
                                      AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0);
    if (unitSize > 0) decode({unit, static_cast<size_t>(unitSize)});
    return used;
  }
  void decode(std::span<const uint8_t> unit) {
    ffmpeg::check(av_new_packet(packet_.get(), static_cast<int>(unit.size())), "decoding H.264");
    std::copy(unit.begin(), unit.end(), packet_->data);
    ffmpeg::check(avcodec_send_packet(context_.get(), packet_.get()), "decoding H.264");
    av_packet_unref(packet_.get());
    receive();
  }
  void receive() {
    while (avcodec_receive_frame(context_.get(), frame_.get()) >= 0) {
      const auto number = static_cast<int64_t>(frames.size());
      frames.push_back({Duration{number * 1000000000 / framesPerSecond_}, frame_->key_frame != 0,
                        ffmpeg::pictureOf(*frame_)});
      av_frame_unref(frame_.get());
    }
  }

  int framesPerSecond_;
  ffmpeg::Context context_ = ffmpeg::openDecoder(nullptr, AV_CODEC_ID_H264);
  ffmpeg::Parser parser_{av_parser_init(AV_CODEC_ID_H264)};
  ffmpeg::Packet packet_ = ffmpeg::newPacket();
  ffmpeg::Frame frame_ = ffmpeg::newFrame();
};

}  // namespace

std::vector<VideoFrame> decodeH264(std::span<const uint8_t> stream, int framesPerSecond) {
  TW_CHECK(framesPerSecond > 0);
  const uint64_t before = ffmpeg::complaints();
  StreamDecoder decoder(framesPerSecond);
  decoder.feed(stream);
  if (ffmpeg::complaints() != before) throw CodecError("damage in the H.264 stream");
  return std::move(decoder.frames);
}

}  // namespace tw::sim
