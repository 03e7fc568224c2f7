#include "sim/render/qt3d/profile_store.h"

#include <Qt3DRender/QAbstractTextureImage>
#include <Qt3DRender/QTextureImageData>
#include <Qt3DRender/QTextureImageDataGenerator>
#include <algorithm>
#include <string>

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

int rowsIn(const QByteArray& bytes) {
  return static_cast<int>(bytes.size()) /
         (ProfileStore::kColumns * static_cast<int>(sizeof(float)));
}

// Hands the blocks to Qt 3D, which asks for them when it draws.
class Blocks final : public QTextureImageDataGenerator {
 public:
  explicit Blocks(QByteArray bytes) : bytes_(std::move(bytes)) {}
  QTextureImageDataPtr operator()() override {
    auto data = QTextureImageDataPtr::create();
    data->setWidth(ProfileStore::kColumns);
    data->setHeight(rowsIn(bytes_));
    data->setDepth(1);
    data->setLayers(1);
    data->setFaces(1);
    data->setMipLevels(1);
    data->setTarget(QOpenGLTexture::Target2D);
    data->setFormat(QOpenGLTexture::R32F);
    data->setPixelFormat(QOpenGLTexture::Red);
    data->setPixelType(QOpenGLTexture::Float32);
    data->setData(bytes_, sizeof(float));
    return data;
  }
  bool operator==(const QTextureImageDataGenerator& other) const override {
    const auto* blocks = dynamic_cast<const Blocks*>(&other);
    return blocks && blocks->bytes_ == bytes_;
  }
  QT3D_FUNCTOR(Blocks)

 private:
  QByteArray bytes_;
};

class BlockImage final : public QAbstractTextureImage {
 public:
  explicit BlockImage(QByteArray bytes) : bytes_(std::move(bytes)) {}

 protected:
  QTextureImageDataGeneratorPtr dataGenerator() const override {
    return QSharedPointer<Blocks>::create(bytes_);
  }

 private:
  QByteArray bytes_;
};

QAbstractTexture* textureOf(const QByteArray& bytes, Qt3DCore::QNode* parent) {
  auto* texture = new QTexture2D(parent);
  texture->setFormat(QAbstractTexture::R32F);
  texture->setSize(ProfileStore::kColumns, rowsIn(bytes));
  texture->setMagnificationFilter(QAbstractTexture::Nearest);
  texture->setMinificationFilter(QAbstractTexture::Nearest);
  texture->addTextureImage(new BlockImage(bytes));
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
