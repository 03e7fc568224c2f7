#include "sim/codec/ffmpeg.h"

#include <array>
#include <cstdarg>
#include <cstring>
#include <new>

namespace tw::sim::ffmpeg {
namespace {

struct Plane {
  int index;
  size_t width, height;
};

std::array<Plane, 3> planesOf(hal::ImageSize size) {
  const auto w = static_cast<size_t>(size.width), h = static_cast<size_t>(size.height);
  return {Plane{0, w, h}, Plane{1, w / 2, h / 2}, Plane{2, w / 2, h / 2}};
}

template <class T>
T* orThrow(T* pointer) {
  if (pointer == nullptr) throw std::bad_alloc();
  return pointer;
}

bool isFourTwoZero(int format) {
  return format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
}

thread_local uint64_t errorsLogged = 0;

void countErrors(void*, int level, const char*, va_list) {
  if (level <= AV_LOG_ERROR) ++errorsLogged;
}

void listen() {
  static const bool once = [] {
    av_log_set_callback(countErrors);
    return true;
  }();
  static_cast<void>(once);
}

}  // namespace

uint64_t complaints() {
  listen();
  return errorsLogged;
}

int check(int code, const std::string& doing) {
  if (code >= 0) return code;
  std::array<char, AV_ERROR_MAX_STRING_SIZE> why{};
  av_strerror(code, why.data(), why.size());
  throw CodecError(doing + ": " + why.data());
}

Frame newFrame() { return Frame(orThrow(av_frame_alloc())); }
Packet newPacket() { return Packet(orThrow(av_packet_alloc())); }

Context newEncoder(const char* name, hal::ImageSize size, AVPixelFormat format) {
  listen();
  const AVCodec* codec = avcodec_find_encoder_by_name(name);
  if (codec == nullptr) throw CodecError(std::string("FFmpeg has no encoder ") + name);
  Context context(orThrow(avcodec_alloc_context3(codec)));
  context->width = size.width;
  context->height = size.height;
  context->pix_fmt = format;
  context->time_base = {1, 15};
  context->color_range = AVCOL_RANGE_JPEG;
  context->thread_count = 1;  // the bitstream hangs on the number of threads
  context->flags |= AV_CODEC_FLAG_BITEXACT;
  return context;
}

Context openDecoder(const AVCodecParameters* parameters, AVCodecID id) {
  listen();
  const AVCodec* codec = avcodec_find_decoder(id);
  if (codec == nullptr)
    throw CodecError(std::string("FFmpeg has no decoder for ") + avcodec_get_name(id));
  Context context(orThrow(avcodec_alloc_context3(codec)));
  if (parameters != nullptr)
    check(avcodec_parameters_to_context(context.get(), parameters), "setting up a decoder");
  context->thread_count = 1;
  context->err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER;
  check(avcodec_open2(context.get(), codec, nullptr), "opening a decoder");
  return context;
}

void fill(AVFrame& frame, const Picture& picture) {
  frame.width = picture.size.width;
  frame.height = picture.size.height;
  check(av_frame_get_buffer(&frame, 0), "allocating a frame");
  const std::array from{&picture.y, &picture.u, &picture.v};
  for (const Plane& plane : planesOf(picture.size)) {
    uint8_t* to = frame.data[plane.index];
    for (size_t row = 0; row < plane.height; ++row, to += frame.linesize[plane.index])
      std::memcpy(to, from[static_cast<size_t>(plane.index)]->data() + row * plane.width,
                  plane.width);
  }
}

Picture pictureOf(const AVFrame& frame) {
  const hal::ImageSize size{frame.width, frame.height};
  if (!isFourTwoZero(frame.format) || size.width % 2 != 0 || size.height % 2 != 0)
    throw CodecError("the picture is not of even size in 8 bit 4:2:0");
  Picture picture = flatPicture(size, 0);
  const std::array to{&picture.y, &picture.u, &picture.v};
  for (const Plane& plane : planesOf(size)) {
    const uint8_t* from = frame.data[plane.index];
    for (size_t row = 0; row < plane.height; ++row, from += frame.linesize[plane.index])
      std::memcpy(to[static_cast<size_t>(plane.index)]->data() + row * plane.width, from,
                  plane.width);
  }
  return picture;
}

}  // namespace tw::sim::ffmpeg
