// FFmpeg's objects with owners, and pictures as its frames. For the sources of this folder alone.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
}

#include <memory>
#include <string>

#include "sim/codec/codec_error.h"
#include "sim/optics/picture.h"

namespace tw::sim::ffmpeg {

struct Free {
  void operator()(AVCodecContext* p) const { avcodec_free_context(&p); }
  void operator()(AVFrame* p) const { av_frame_free(&p); }
  void operator()(AVPacket* p) const { av_packet_free(&p); }
  void operator()(AVFormatContext* p) const { avformat_close_input(&p); }
  void operator()(AVCodecParserContext* p) const { av_parser_close(p); }
};
using Context = std::unique_ptr<AVCodecContext, Free>;
using Frame = std::unique_ptr<AVFrame, Free>;
using Packet = std::unique_ptr<AVPacket, Free>;
using Input = std::unique_ptr<AVFormatContext, Free>;
using Parser = std::unique_ptr<AVCodecParserContext, Free>;

// Throws CodecError with `doing` and FFmpeg's own words when `code` is an error.
int check(int code, const std::string& doing);

// How often FFmpeg has logged an error on this thread so far. Where it can go on after damage it
// says so nowhere else. Its log goes nowhere but here.
uint64_t complaints();

Frame newFrame();
Packet newPacket();
// Throws when this FFmpeg has no such encoder. Single-threaded and bit-exact, not yet opened.
Context newEncoder(const char* name, hal::ImageSize size, AVPixelFormat format);
// A decoder, opened; single-threaded.
Context openDecoder(const AVCodecParameters* parameters, AVCodecID id);

// The picture's bytes as a frame, copied.
void fill(AVFrame& frame, const Picture& picture);
// Throws CodecError for anything but 8 bit 4:2:0 of even size.
Picture pictureOf(const AVFrame& frame);

}  // namespace tw::sim::ffmpeg
