#include "tests/cardsoak/verdict.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "tests/card_proof/card_reader.h"
#include "tests/card_proof/clips.h"

namespace tw::cardsoak {
namespace {

using nlohmann::json;
using proof::CardReader;
using proof::SlotFile;

std::runtime_error wrong(const std::string& what) { return std::runtime_error(what); }

class Judge {
 public:
  Judge(Bench& bench, bool check) : bench_(bench), check_(check) {}

  Verdict judge() {
    guarded("the app's list", [&] { askApp(); });
    bench_.unplug();  // what this may destroy is noted
    guarded("the card", [&] { judgeCard(); });
    return std::move(verdict_);
  }

 private:
  template <class Work>
  bool guarded(const std::string& what, Work work) {
    try {
      work();
      return true;
    } catch (const std::exception& e) {
      verdict_.complaints.push_back(what + ": " + e.what());
      return false;
    }
  }

  void askApp() {
    if (!bench_.appIsServed()) return;
    if (!bench_.shows("cam/firmware.card_state", "in_use")) return;
    const bool recording = bench_.shows("cam/firmware.recording", "true");
    const json answer = bench_.ask("clip.list");
    if (recording || answer.is_null() || !answer.value("ok", false)) return;
    toldToApp_.emplace();
    for (const json& clip : answer.at("clips"))
      toldToApp_->emplace(clip.at("id").get<uint64_t>(), clip.at("bytes").get<uint64_t>(),
                          clip.at("file").get<std::string>());
  }

  void judgeCard() {
    const CardBook& book = bench_.book();
    for (const Slot& slot : book.slots())
      if (slot.promise) ++verdict_.promises;
    if (!bench_.facts().inserted || !book.formatted() || book.damage.card) return;
    CardReader reader(bench_.twin(), bench_.camera());
    const bool mounted =
        reader.state() == fw::CardState::kInUse || reader.state() == fw::CardState::kReadOnly;
    if (!mounted) return allLost(reader);
    std::map<uint32_t, fw::ClipInfo> listed;
    for (const auto& clip : reader.list()) listed[clip.slot] = clip;
    compareLists(listed);
    for (uint32_t slot = 0; slot < book.slots().size(); ++slot) {
      const auto found = listed.find(slot);
      judgeSlot(reader, slot, found == listed.end() ? nullptr : &found->second);
    }
    if (!check_ || book.damage.volume) return;
    if (const auto complaint = proof::volumeComplaint(bench_.camera().card()))
      verdict_.complaints.push_back(*complaint);
  }

  void allLost(const CardReader& reader) {
    verdict_.complaints.push_back(std::string("mounted once more, the card is ") +
                                  toString(reader.state()) + ": " + reader.reason());
    const auto& slots = bench_.book().slots();
    for (uint32_t slot = 0; slot < slots.size(); ++slot) {
      if (!slots[slot].promise) continue;
      verdict_.broken.push_back(slot);
      count(*slots[slot].promise, false);
    }
  }

  void compareLists(const std::map<uint32_t, fw::ClipInfo>& listed) {
    if (!toldToApp_ || bench_.book().damage.index || bench_.book().damage.volume) return;
    std::set<Told> now;
    for (const auto& [slot, clip] : listed) now.emplace(clip.id, clip.bytes, clip.file);
    for (const Told& told : *toldToApp_)
      if (!now.contains(told))
        verdict_.complaints.push_back("the app is told of clip " +
                                      std::to_string(std::get<0>(told)) + ", " + std::get<2>(told) +
                                      ", and a second mounting does not find it so");
    for (const Told& told : now)
      if (!toldToApp_->contains(told))
        verdict_.complaints.push_back("the app is not told of clip " +
                                      std::to_string(std::get<0>(told)) + ", " + std::get<2>(told));
  }

  void judgeSlot(CardReader& reader, uint32_t place, const fw::ClipInfo* clip) {
    const Slot& slot = bench_.book().slots()[place];
    const Promise* promise = slot.promise ? &*slot.promise : nullptr;
    const uint64_t id = clip != nullptr ? clip->id : promise != nullptr ? promise->clip : 0;
    const bool well =
        guarded("clip " + std::to_string(id) + " in slot " + std::to_string(place), [&] {
          if (clip != nullptr && !slot.damaged && clip->id != slot.begun)
            throw wrong("it was erased or overwritten, and is listed again");
          if (promise != nullptr) judgePromise(reader, place, *promise, clip);
          if (promise == nullptr && clip != nullptr && !slot.damaged)
            judgeFile(reader, *clip, false);
        });
    if (!well) verdict_.broken.push_back(place);
    if (promise != nullptr) count(*promise, well);
  }

  // A clip that is complained about counts as lost whole.
  void count(const Promise& promise, bool well) {
    const uint64_t owed = promise.owed();
    verdict_.destroyed += promise.fragments() - owed;
    verdict_.fragments += owed;
    if (!well) verdict_.lost += owed;
  }

  static std::string owed(const Promise& promise) {
    if (promise.picture) return "a picture";
    return std::to_string(promise.fragments()) + " fragments, " + std::to_string(promise.frames()) +
           " frames";
  }

  void judgePromise(CardReader& reader, uint32_t place, const Promise& promise,
                    const fw::ClipInfo* clip) {
    const bool named = clip != nullptr && clip->id == promise.clip;
    if (!named && (promise.excused || promise.owed() == 0)) return;
    if (!named)
      throw wrong("it is gone, " + owed(promise) + ", " +
                  std::to_string(promise.fragments() - promise.owed()) + " of them destroyed");
    if (!promise.picture && promise.whole()) {
      if (clip->fragments < promise.fragments() || clip->frames < promise.frames())
        throw wrong("it has " + std::to_string(clip->fragments) + " fragments, " +
                    std::to_string(clip->frames) + " frames, and " + owed(promise) +
                    " were acknowledged");
      if (clip->fragments > promise.fragments() + 1)
        throw wrong("it has " + std::to_string(clip->fragments) +
                    " fragments and more than one "
                    "that was never acknowledged: " +
                    owed(promise));
    }
    compareContent(promise, reader.read(*clip));
    const bool intact = promise.whole() && !bench_.book().slots()[place].damaged;
    if (!intact || promise.picture) return;
    judgeFile(reader, *clip, promise.decoded && promise.fragments() == clip->fragments);
    if (promise.closed) verdict_.played.push_back(place);
  }

  // Fragments that are not destroyed are all there, sector by sector.
  static void compareContent(const Promise& promise, const Bytes& bytes) {
    size_t at = 0;
    for (size_t number = 0; number < promise.pieces.size(); ++number) {
      const Piece& piece = promise.pieces[number];
      if (!piece.destroyed) comparePiece(promise, bytes, at, number);
      at += piece.sectors;
    }
  }
  static void comparePiece(const Promise& promise, const Bytes& bytes, size_t at, size_t number) {
    const std::string name = "its fragment " + std::to_string(number);
    const size_t end = at + promise.pieces[number].sectors;
    const bool fills = promise.picture && bytes.size() > (end - 1) * hal::kSectorSize;
    if (!fills && bytes.size() < end * hal::kSectorSize)
      throw wrong(name + " of " + owed(promise) + " lies behind its end" +
                  (promise.whole() ? "" : ", others are destroyed"));
    for (size_t i = at; i < bytes.size() / hal::kSectorSize && i < end; ++i)
      if (sectorHash(bytes, i) != promise.hashes[i])
        throw wrong("sector " + std::to_string(i) + " of it is another than was acknowledged");
  }

  // As a PC sees it. Whatever is listed plays, promised or not.
  void judgeFile(CardReader& reader, const fw::ClipInfo& clip, bool decodedBefore) {
    if (clip.start.reason == fw::ClipReason::kSnapshot) return;
    if (reader.state() == fw::CardState::kReadOnly) return;  // nobody may name or end its file
    const SlotFile file(bench_.camera().card(), clip.slot);
    if (!clip.file.ends_with("/" + file.name()))
      throw wrong("it is listed as " + clip.file + ", and a PC shows " + file.name());
    const proof::FileShape shape = file.shape();
    // Of a slot that takes no writes, the fragment that failed cannot be covered any more.
    const bool bad = bench_.book().slots()[clip.slot].bad;
    const bool oneMore = bad && shape.fragments.size() == clip.fragments + 1;
    if (!oneMore && (shape.end != clip.bytes || shape.fragments.size() != clip.fragments))
      throw wrong("its file holds " + std::to_string(shape.fragments.size()) + " fragments in " +
                  std::to_string(shape.end) + " bytes, listed are " +
                  std::to_string(clip.fragments) + " in " + std::to_string(clip.bytes));
    if (decodedBefore) return;
    const proof::Played played = proof::play(file.whole());
    verdict_.decoded += played.frames;
    if (played.frames < clip.frames || (!oneMore && played.frames > clip.frames) ||
        played.lens != clip.start.lens)
      throw wrong("of " + std::to_string(clip.frames) + " frames, " +
                  std::to_string(played.frames) + " play");
  }

  using Told = std::tuple<uint64_t, uint64_t, std::string>;

  Bench& bench_;
  bool check_;
  Verdict verdict_;
  std::optional<std::set<Told>> toldToApp_;
};

}  // namespace

json toJson(const Verdict& v) {
  return {{"promises", v.promises},   {"fragments", v.fragments}, {"lost", v.lost},
          {"destroyed", v.destroyed}, {"decoded", v.decoded},     {"complaints", v.complaints},
          {"broken", v.broken},       {"played", v.played}};
}

Verdict verdictFrom(const json& v) {
  return {v.at("promises"), v.at("fragments"),  v.at("lost"),   v.at("destroyed"),
          v.at("decoded"),  v.at("complaints"), v.at("broken"), v.at("played")};
}

Verdict judgeCard(Bench& bench, bool check) { return Judge(bench, check).judge(); }

}  // namespace tw::cardsoak
