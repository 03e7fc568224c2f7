# Sourced by the scripts that build: installs the Debian packages that are missing, and nothing else.

build_packages=(
  g++ cmake ninja-build ccache pkg-config git ca-certificates
  qt6-base-dev qt6-base-private-dev libqt6opengl6-dev qt6-3d-dev
  libegl-dev libgl-dev libegl1 libegl-mesa0 libgl1-mesa-dri
  libavcodec-dev libavformat-dev libavutil-dev libswscale-dev
  libopencv-objdetect-dev libopencv-imgproc-dev
  nlohmann-json3-dev libcli11-dev libsodium-dev libxxhash-dev libtinyobjloader-dev
  libqcustomplot-dev qt6-tools-dev qt6-l10n-tools qt6-tools-dev-tools qt6-translations-l10n
  catch2
)
# What judges the results: other people's programs.
test_packages=(
  g++-aarch64-linux-gnu qemu-user xvfb xauth xdotool xclip
  dosfstools mtools ffmpeg file gtkwave dpkg-dev desktop-file-utils libxml2-utils python3 python3-jsonschema
)
# The firmware alone, by clang with libFuzzer and its sanitizers.
fuzz_packages=(clang libclang-rt-dev cmake ninja-build ccache catch2 nlohmann-json3-dev)

# install_missing PACKAGE...
install_missing() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' ||
      missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
      echo "error: missing packages: ${missing[*]}; install them, or run this as root or with sudo" >&2
      exit 2
    }
    as_root=(sudo)
  fi
  echo "Installing ${#missing[@]} packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [TARGET...]
build() {
  local preset=$1
  shift
  [ -e "build/$preset/build.ninja" ] || cmake --preset "$preset" >"build-$preset.log" 2>&1 || {
    cat "build-$preset.log" >&2
    exit 2
  }
  rm -f "build-$preset.log"
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
