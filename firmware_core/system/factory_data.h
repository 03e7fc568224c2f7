// What the factory wrote into the flash of this one camera: serial number, verification code, keys.
#pragma once

#include "firmware_core/base/result.h"
#include "firmware_core/hal/flash_store.h"
#include "firmware_core/net/net_types.h"

namespace tw::fw {

// JSON up to the first 0xFF byte: {"serial", "verification_code", "device_key_seed", "cloud_key"},
// the keys as 64 hexadecimal digits. kCorrupt names the field.
Result<NetIdentity> readFactoryData(const hal::FlashStore& flash);

}  // namespace tw::fw
