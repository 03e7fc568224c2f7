// The checked half of the HAL: arguments are judged here once, for every implementation.
#include "firmware_core/hal/hal.h"

namespace tw::hal {
namespace {

bool within(double value, double low, double high) { return value >= low && value <= high; }

bool isPicture(ImageSize size) {
  return size.width >= 16 && size.height >= 16 && size.width <= 4096 && size.height <= 4096 &&
         size.width % 2 == 0 && size.height % 2 == 0;
}

}  // namespace

Result<void> ImageSensor::start(ImageSize size, int framesPerSecond) {
  if (!isPicture(size) || framesPerSecond < 1 || framesPerSecond > 30) return Errc::kOutOfRange;
  return doStart(size, framesPerSecond);
}

Result<void> ImageSensor::setExposure(const Exposure& exposure) {
  const SensorLimits range = limits();
  if (exposure.shutter < range.minShutter || exposure.shutter > range.maxShutter ||
      !within(exposure.gainDb, 0, range.maxGainDb))
    return Errc::kOutOfRange;
  doSetExposure(exposure);
  return {};
}

Result<void> AxisMotor::enqueue(const StepSegment& segment) {
  if (segment.count == 0) return Errc::kOutOfRange;
  const Duration last = segment.interval + segment.change * (segment.count - 1);
  for (Duration interval : {segment.interval, last})
    if (interval < kMinInterval || interval > kMaxInterval) return Errc::kOutOfRange;
  if (queued() >= kQueueCapacity) return Errc::kNoSpace;
  return doEnqueue(segment);
}

void Light::set(double duty, Duration forTime) {
  TW_CHECK(within(duty, 0, 1));
  TW_CHECK(forTime > Duration::zero());
  doSet(duty, forTime);
}

Result<void> BlockDevice::checkStart(uint64_t sector, uint64_t count) const {
  if (sectorCount() == 0) return Errc::kNotReady;
  if (state() != IoState::kIdle) return Errc::kBusy;
  if (count > sectorCount() || sector > sectorCount() - count) return Errc::kOutOfRange;
  return {};
}

Result<void> BlockDevice::startRead(uint64_t sector, uint32_t count) {
  TW_CHECK(count > 0 && count <= kMaxTransferSectors);
  if (auto r = checkStart(sector, count); !r) return r;
  doStartRead(sector, count);
  return {};
}

Result<void> BlockDevice::startWrite(uint64_t sector, std::span<const uint8_t> data) {
  TW_CHECK(!data.empty() && data.size() % kSectorSize == 0);
  TW_CHECK(data.size() <= size_t{kMaxTransferSectors} * kSectorSize);
  if (auto r = checkStart(sector, data.size() / kSectorSize); !r) return r;
  doStartWrite(sector, data);
  return {};
}

Result<void> BlockDevice::startFlush() {
  if (auto r = checkStart(0, 0); !r) return r;
  doStartFlush();
  return {};
}

Result<Bytes> BlockDevice::take() {
  TW_CHECK(state() == IoState::kDone);
  return doTake();
}

Result<Bytes> FlashStore::read(FlashPartition partition, uint32_t offset, uint32_t count) const {
  if (uint64_t{offset} + count > size(partition)) return Errc::kOutOfRange;
  return doRead(partition, offset, count);
}

Result<void> FlashStore::checkStart(FlashPartition partition, uint64_t offset,
                                    uint64_t count) const {
  if (partition == FlashPartition::kFactory) return Errc::kDenied;
  if (state() != IoState::kIdle) return Errc::kBusy;
  if (offset + count > size(partition)) return Errc::kOutOfRange;
  return {};
}

Result<void> FlashStore::startErase(FlashPartition partition) {
  if (auto r = checkStart(partition, 0, 0); !r) return r;
  doStartErase(partition);
  return {};
}

Result<void> FlashStore::startProgram(FlashPartition partition, uint32_t offset,
                                      std::span<const uint8_t> data) {
  TW_CHECK(!data.empty());
  if (auto r = checkStart(partition, offset, data.size()); !r) return r;
  doStartProgram(partition, offset, data);
  return {};
}

Result<void> FlashStore::take() {
  TW_CHECK(state() == IoState::kDone);
  return doTake();
}

Result<void> WifiRadio::startJoin(const std::string& ssid, const std::string& passphrase) {
  const bool ssidFits = !ssid.empty() && ssid.size() <= 32;
  const bool phraseFits = passphrase.empty() || (passphrase.size() >= 8 && passphrase.size() <= 63);
  if (!ssidFits || !phraseFits) return Errc::kOutOfRange;
  return doStartJoin(ssid, passphrase);
}

Result<void> NetworkStack::sendTo(SocketId socket, const Endpoint& to,
                                  std::span<const uint8_t> data) {
  if (data.size() > kMaxDatagram) return Errc::kOutOfRange;
  return doSendTo(socket, to, data);
}

void Speaker::setSiren(double level) {
  TW_CHECK(within(level, 0, 1));
  doSetSiren(level);
}

Result<void> VideoEncoder::start(const EncoderSetup& setup) {
  const bool fits = isPicture(setup.size) && setup.framesPerSecond >= 1 &&
                    setup.framesPerSecond <= 30 && setup.quality >= 18 && setup.quality <= 40;
  if (!fits) return Errc::kOutOfRange;
  return doStart(setup);
}

Result<void> JpegEncoder::start(LensId lens, ImageSize size) {
  if (!isPicture(size) || size.width < 160 || size.width > 2560) return Errc::kOutOfRange;
  if (state() != IoState::kIdle) return Errc::kBusy;
  return doStart(lens, size);
}

Result<void> InferenceEngine::start(LensId lens, uint32_t frame, ImageSize frameSize,
                                    std::span<const PixelBox> candidates) {
  TW_CHECK(isPicture(frameSize));
  if (candidates.empty() || candidates.size() > kMaxCandidates) return Errc::kOutOfRange;
  for (const PixelBox& c : candidates)
    if (c.x < 0 || c.y < 0 || c.width < kMinCandidatePx || c.height < kMinCandidatePx ||
        c.width > frameSize.width - c.x || c.height > frameSize.height - c.y)
      return Errc::kOutOfRange;
  if (state() != IoState::kIdle) return Errc::kBusy;
  return doStart(lens, frame, frameSize, candidates);
}

void Watchdog::start(Duration timeout) {
  TW_CHECK(timeout >= std::chrono::milliseconds{100} && timeout <= std::chrono::seconds{60});
  doStart(timeout);
}

void SystemControl::setNote(const RetainedNote& note) {
  TW_CHECK(note.text.size() <= kMaxNoteBytes);
  doSetNote(note);
}

}  // namespace tw::hal
