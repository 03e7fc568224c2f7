#include "sim/render/qt3d/profile_store.h"

#include <algorithm>
#include <string>

#include "sim/render/qt3d/raw_texture.h"
#include "sim/render/render_error.h"

namespace tw::sim {

namespace {

using namespace Qt3DRender;

void appendBlock(const BeamProfile& profile, QByteArray& bytes) {
  for (int row = 0; row < ProfileStore::kRows; ++row)
    for (int column = 0; column < ProfileStore::kColumns; ++column) {
      const double candela = candelaAt(profile, 180.0 * column / (ProfileStore::kColumns - 1),
                                       360.0 * row / (ProfileStore::kRows - 1));
      const auto share = static_cast<float>(candela / profile.peakCd);
      bytes.append(reinterpret_cast<const char*>(&share), sizeof share);
    }
}

QAbstractTexture* textureOf(const QByteArray& bytes, Qt3DCore::QNode* parent) {
  constexpr int kBytes = sizeof(float);
  auto* texture = rawTexture(
      {ProfileStore::kColumns, static_cast<int>(bytes.size()) / (ProfileStore::kColumns * kBytes),
       QOpenGLTexture::R32F, QOpenGLTexture::Red, QOpenGLTexture::Float32, kBytes,
       [bytes] { return bytes; }},
      parent);
  texture->setMagnificationFilter(QAbstractTexture::Nearest);
  texture->setMinificationFilter(QAbstractTexture::Nearest);
  return texture;
}

}  // namespace

int ProfileStore::blockOf(const Profile& profile) const {
  const auto found = std::find_if(held_.begin(), held_.end(),
                                  [&](const auto& held) { return held.lock() == profile; });
  return profile && found != held_.end() ? static_cast<int>(found - held_.begin()) : -1;
}

bool ProfileStore::hold(const std::vector<Profile>& profiles) {
  const bool all = std::all_of(profiles.begin(), profiles.end(), [&](const Profile& profile) {
    return !profile || blockOf(profile) >= 0;
  });
  if (all) return false;
  std::vector<Profile> alive;
  for (const auto& held : held_)
    if (Profile profile = held.lock()) alive.push_back(std::move(profile));
  for (const Profile& profile : profiles)
    if (profile && std::find(alive.begin(), alive.end(), profile) == alive.end())
      alive.push_back(profile);
  if (alive.size() > kMost)
    throw RenderError("lamps have more than " + std::to_string(kMost) +
                      " measured beams (IES) at a time");
  QByteArray bytes;
  for (const Profile& profile : alive) appendBlock(*profile, bytes);
  held_.assign(alive.begin(), alive.end());
  delete texture_;
  texture_ = textureOf(bytes, parent_);
  return true;
}

}  // namespace tw::sim
