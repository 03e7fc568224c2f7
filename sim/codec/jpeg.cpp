#include "sim/codec/jpeg.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/codec/ffmpeg.h"

namespace tw::sim {
namespace {

// From (Y, Cb, Cr) of one standard to those of another, in 1/65536, by way of R'G'B'.
struct Weights {
  double red, blue;
};
constexpr Weights kBt709{0.2126, 0.0722};
constexpr Weights kBt601{0.299, 0.114};
using Matrix = std::array<std::array<int64_t, 3>, 3>;

std::array<double, 3> convert(Weights from, Weights to, std::array<double, 3> ycc) {
  const double red = ycc[0] + 2 * (1 - from.red) * ycc[2];
  const double blue = ycc[0] + 2 * (1 - from.blue) * ycc[1];
  const double green = (ycc[0] - from.red * red - from.blue * blue) / (1 - from.red - from.blue);
  const double luma = to.red * red + to.blue * blue + (1 - to.red - to.blue) * green;
  return {luma, (blue - luma) / (2 * (1 - to.blue)), (red - luma) / (2 * (1 - to.red))};
}

Matrix matrix(Weights from, Weights to) {
  Matrix result{};
  for (size_t column = 0; column < 3; ++column) {
    std::array<double, 3> unit{};
    unit[column] = 1;
    const auto converted = convert(from, to, unit);
    for (size_t row = 0; row < 3; ++row) result[row][column] = std::llround(converted[row] * 65536);
  }
  return result;
}

uint8_t byteOf(int64_t scaledValue) {
  return static_cast<uint8_t>(std::clamp<int64_t>((scaledValue + 32768) >> 16, 0, 255));
}

Picture recoded(const Picture& from, const Matrix& m) {
  Picture to = from;
  const auto width = static_cast<size_t>(from.size.width);
  for (size_t i = 0; i < from.u.size(); ++i) {
    const int64_t cb = from.u[i] - 128, cr = from.v[i] - 128;
    to.u[i] = byteOf(m[1][1] * cb + m[1][2] * cr + (int64_t{128} << 16));
    to.v[i] = byteOf(m[2][1] * cb + m[2][2] * cr + (int64_t{128} << 16));
    const size_t corner = i / (width / 2) * 2 * width + i % (width / 2) * 2;
    for (size_t at : {corner, corner + 1, corner + width, corner + width + 1})
      to.y[at] = byteOf((int64_t{from.y[at]} << 16) + m[0][1] * cb + m[0][2] * cr);
  }
  return to;
}

}  // namespace

Bytes encodeJpeg(const Picture& picture, int quality) {
  TW_CHECK(quality >= 2 && quality <= 31);
  static const Matrix toJfif = matrix(kBt709, kBt601);
  auto context = ffmpeg::newEncoder("mjpeg", picture.size, AV_PIX_FMT_YUVJ420P);
  context->flags |= AV_CODEC_FLAG_QSCALE;
  context->global_quality = FF_QP2LAMBDA * quality;
  ffmpeg::check(avcodec_open2(context.get(), context->codec, nullptr), "opening the JPEG encoder");
  auto frame = ffmpeg::newFrame();
  frame->format = AV_PIX_FMT_YUVJ420P;
  frame->quality = context->global_quality;
  frame->pts = 0;
  ffmpeg::fill(*frame, recoded(picture, toJfif));
  ffmpeg::check(avcodec_send_frame(context.get(), frame.get()), "encoding JPEG");
  auto packet = ffmpeg::newPacket();
  ffmpeg::check(avcodec_receive_packet(context.get(), packet.get()), "encoding JPEG");
  return Bytes(packet->data, packet->data + packet->size);
}

Picture decodeJpeg(std::span<const uint8_t> file) {
  static const Matrix fromJfif = matrix(kBt601, kBt709);
  auto context = ffmpeg::openDecoder(nullptr, AV_CODEC_ID_MJPEG);
  auto packet = ffmpeg::newPacket();
  ffmpeg::check(av_new_packet(packet.get(), static_cast<int>(file.size())), "decoding JPEG");
  std::copy(file.begin(), file.end(), packet->data);
  auto frame = ffmpeg::newFrame();
  ffmpeg::check(avcodec_send_packet(context.get(), packet.get()), "decoding JPEG");
  ffmpeg::check(avcodec_receive_frame(context.get(), frame.get()), "decoding JPEG");
  return recoded(ffmpeg::pictureOf(*frame), fromJfif);
}

}  // namespace tw::sim
