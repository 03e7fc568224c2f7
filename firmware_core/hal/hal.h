// All hardware the firmware has, by reference: nothing is global. Whoever makes a Hal keeps the
// devices alive longer than the Firmware that borrows them.
//
// "Raises the wake line": the firmware's poll() runs again at once; what happened is found by
// asking the device.
#pragma once

#include "firmware_core/base/log.h"
#include "firmware_core/hal/ambient_light.h"
#include "firmware_core/hal/audio_codec.h"
#include "firmware_core/hal/axis_motor.h"
#include "firmware_core/hal/button.h"
#include "firmware_core/hal/card_slot.h"
#include "firmware_core/hal/clocks.h"
#include "firmware_core/hal/crypto.h"
#include "firmware_core/hal/entropy.h"
#include "firmware_core/hal/ethernet_port.h"
#include "firmware_core/hal/flash_store.h"
#include "firmware_core/hal/image_sensor.h"
#include "firmware_core/hal/inference_engine.h"
#include "firmware_core/hal/ir_cut.h"
#include "firmware_core/hal/jpeg_encoder.h"
#include "firmware_core/hal/light.h"
#include "firmware_core/hal/microphone.h"
#include "firmware_core/hal/network_stack.h"
#include "firmware_core/hal/speaker.h"
#include "firmware_core/hal/status_led.h"
#include "firmware_core/hal/system_control.h"
#include "firmware_core/hal/video_encoder.h"
#include "firmware_core/hal/watchdog.h"
#include "firmware_core/hal/wifi_radio.h"

namespace tw::hal {

struct Hal {
  LogSink& console;
  SystemControl& system;
  MonotonicClock& clock;
  CalendarClock& calendar;
  Watchdog& watchdog;
  Entropy& entropy;
  Crypto& crypto;
  FlashStore& flash;
  StatusLed& led;
  Button& resetButton;
  PerLens<ImageSensor*> sensors;  // never null
  PerLens<VideoEncoder*> encoders;
  JpegEncoder& jpeg;
  InferenceEngine& inference;
  AxisMotor& widePan;
  AxisMotor& ptzPan;
  AxisMotor& ptzTilt;
  Light& spotlight;
  Light& infrared;
  Light& redAlarm;
  Light& blueAlarm;
  AmbientLight& ambient;
  IrCut& irCut;
  CardSlot& card;
  EthernetPort& ethernet;
  WifiRadio& wifi;
  NetworkStack& network;
  Microphone& microphone;
  Speaker& speaker;
  AudioCodec& audio;
};

}  // namespace tw::hal
