// One camera of the twin: its virtual devices, wired to each other, to the world and to its
// firmware.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/devices/ambient_light.h"
#include "sim/devices/audio_codec.h"
#include "sim/devices/axis_motor.h"
#include "sim/devices/button.h"
#include "sim/devices/card.h"
#include "sim/devices/clocks.h"
#include "sim/devices/crypto.h"
#include "sim/devices/entropy.h"
#include "sim/devices/ethernet_port.h"
#include "sim/devices/flash_store.h"
#include "sim/devices/image_sensor.h"
#include "sim/devices/inference_engine.h"
#include "sim/devices/ir_cut.h"
#include "sim/devices/jpeg_encoder.h"
#include "sim/devices/lens_glass.h"
#include "sim/devices/light.h"
#include "sim/devices/microphone.h"
#include "sim/devices/network_stack.h"
#include "sim/devices/power_plug.h"
#include "sim/devices/seal.h"
#include "sim/devices/speaker.h"
#include "sim/devices/status_led.h"
#include "sim/devices/system_control.h"
#include "sim/devices/video_encoder.h"
#include "sim/devices/watchdog.h"
#include "sim/devices/wifi_radio.h"
#include "sim/inference/hog_classifier.h"
#include "sim/network/qr_text.h"
#include "sim/twin/camera_model.h"
#include "sim/twin/eye_dose.h"
#include "sim/twin/firmware_host.h"
#include "sim/twin/snapshot.h"
#include "sim/world/scene_file.h"

namespace tw::sim {

// What a camera is put into. All of it outlives the camera.
struct CameraPlace {
  Bench bench;  // the wake line is the camera's own business
  Lan& lan;
  std::function<std::shared_ptr<const SceneState>()> scene;       // now
  std::function<double(Vec3 position, Vec3 normal)> illuminance;  // lux, now
  const MountPoint& mount;  // the scene's; what it does not say is as it should be
};

class Camera final : private LensFeed {
 public:
  // Throws InputError when the model's firmware part is not what the firmware takes.
  Camera(CameraPlace place, const CameraModel& model, std::unique_ptr<PictureSource> pictures,
         const hal::Key32& cloudKey);
  ~Camera();

  const std::string& name() const { return place_.bench.camera; }
  const CameraModel& model() const { return model_; }
  const MountPoint& mount() const { return place_.mount; }
  const PictureSource& pictures() const { return *pictures_; }
  const Bench& bench() const { return place_.bench; }
  const QrContent& label() const { return factory_.label; }  // printed on the body
  hal::Key32 devicePublicKey();

  PowerPlug& power() { return power_; }
  VirtualButton& resetButton() { return resetButton_; }
  VirtualEthernetPort& ethernet() { return ethernet_; }
  VirtualCardSlot& card() { return card_; }
  Seal& cover() { return cover_; }
  Seal& portKit() { return portKit_; }
  void peelFilm();  // off both lenses
  VirtualFlashStore& flash() { return flash_; }
  VirtualInferenceEngine& inference() { return inference_; }
  std::vector<Device*> devices();
  FirmwareHost& firmware() { return firmware_; }
  LensFeed& lenses() { return *this; }

  void rain(double mmH);  // falls outdoors from now on
  CameraLook look();
  // Those that are on: for who sees by them, and for whom they shine at.
  void appendLamps(std::vector<Lamp>& lamps) const;
  void appendEyeSources(std::vector<EyeSource>& sources) const;
  uint64_t framesHash() const;  // of everything the encoders delivered

 private:
  struct Factory {
    QrContent label;
    hal::Key32 deviceSeed{};
    hal::MacAddress mac{};
  };
  static Factory makeFactory(const Bench& bench);
  hal::Hal makeHal();
  void powerCame();
  void powerWent();
  void resetDevices();
  Vec3 facing() const;
  void addBody(CameraLook& look) const;
  Glow glowOf(BodyPart::Light light) const;
  struct LitLamp {
    const LampModel& model;
    Lamp lamp;
    double duty;
  };
  std::vector<LitLamp> litLamps() const;
  static EyeSource sourceOf(const LitLamp& lit);

  std::shared_ptr<const SceneState> scene() override { return place_.scene(); }
  Pose lensPose(hal::LensId lens) override;
  Vec3 lensTurnRate(hal::LensId lens) override;
  LensModel lensModel(hal::LensId lens) const override;
  bool outdoors() const override { return place_.mount.outdoors; }
  double glare(hal::LensId lens) const override {
    return (lens == hal::LensId::kWide ? wideGlass_ : ptzGlass_).glare();
  }
  bool irCutIn() const override { return irCut_.actual() == hal::IrCutPosition::kIn; }

  CameraPlace place_;
  CameraModel model_;
  std::unique_ptr<PictureSource> pictures_;
  Factory factory_;

  PowerPlug power_;
  VirtualStatusLed led_;
  VirtualButton resetButton_;
  VirtualAxisMotor widePan_, ptzPan_, ptzTilt_;
  VirtualLight spotlight_, infrared_, redAlarm_, blueAlarm_;
  VirtualAmbientLight ambient_;
  VirtualIrCut irCut_;
  LensGlass wideGlass_, ptzGlass_;
  Seal cover_, portKit_;
  VirtualCardSlot card_;
  VirtualFlashStore flash_;
  VirtualEthernetPort ethernet_;
  VirtualWifiRadio wifi_;
  VirtualNetworkStack network_;
  VirtualMicrophone microphone_;
  VirtualSpeaker speaker_;
  LensPipeline widePipeline_, ptzPipeline_;
  VirtualImageSensor wideSensor_, ptzSensor_;
  VirtualVideoEncoder wideEncoder_, ptzEncoder_;
  VirtualJpegEncoder jpeg_;
  VirtualAudioCodec audio_;
  HogClassifier classifier_;
  VirtualInferenceEngine inference_;
  VirtualCrypto crypto_;
  VirtualEntropy entropy_;
  VirtualMonotonicClock clock_;
  VirtualCalendarClock calendar_;
  VirtualWatchdog watchdog_;
  VirtualSystemControl system_;
  FirmwareConsole console_;
  hal::Hal hal_;
  FirmwareHost firmware_;
  ZoneStore zones_;
};

}  // namespace tw::sim
