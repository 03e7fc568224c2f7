// Requests: what gets through, what is refused, and that no input breaks anything.
#include "firmware_core/net/app_protocol.h"

#include "firmware_core/net/binding.h"
#include "firmware_core/net/strict_json.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_net/fakes.h"

using namespace tw;
using namespace tw::fw;

namespace {

struct Recorder : AppHandler {
  std::optional<nlohmann::json> handle(const AppRequest& request) override {
    requests.push_back(request);
    if (request.command == "slow") return std::nullopt;
    return okAnswer({{"echo", request.args}});
  }
  bool bindingChanged(const std::string&) override { return true; }
  void viewersGone() override {}
  std::vector<AppRequest> requests;
};

struct Protocol {
  Recorder handler;
  AppProtocol protocol{handler};
  std::optional<nlohmann::json> ask(const std::string& text, const std::string& account = "anna") {
    return protocol.request(asBytes(text), account);
  }
};

const std::string kGood =
    R"({"account":"anna","request":{"id":5,"do":"settings.set","values":{"a":[1,2.5,"x",null]}}})";

std::string joined(std::initializer_list<std::string> parts) {
  std::string out;
  for (const std::string& part : parts) out.append(part);
  return out;
}

std::string nested(size_t depth) {
  return joined({R"({"account":"anna","request":{"id":5,"do":"x","v":)", std::string(depth, '['),
                 std::string(depth, ']'), "}}"});
}

}  // namespace

TEST_CASE("a good request reaches the handler without its envelope and is answered by its id") {
  Protocol p;
  const auto answer = p.ask(kGood);
  REQUIRE(answer);
  CHECK((*answer)["id"] == 5);
  CHECK((*answer)["ok"] == true);
  REQUIRE(p.handler.requests.size() == 1);
  CHECK(p.handler.requests[0].command == "settings.set");
  CHECK(p.handler.requests[0].args.dump() == R"({"values":{"a":[1,2.5,"x",null]}})");
}

TEST_CASE("only the account that the camera is bound to is served") {
  Protocol p;
  for (const char* account : {"", "bert", "Anna"}) {
    const auto answer = p.ask(kGood, account);
    REQUIRE(answer);
    CHECK((*answer)["ok"] == false);
    CHECK((*answer)["id"] == 5);
  }
  CHECK(p.handler.requests.empty());
  CHECK(p.protocol.refused() == 3);
}

TEST_CASE("malformed requests are refused and never reach the handler") {
  Protocol p;
  for (const std::string& text : std::vector<std::string>{
           "",
           "null",
           "[]",
           "{}",
           "{",
           joined({kGood, "x"}),
           nested(12000),
           nested(kMaxJsonDepth),
           R"({"account":"anna"})",
           R"({"account":"anna","request":[]})",
           R"({"account":"anna","request":{"do":"status"}})",
           R"({"account":"anna","request":{"id":-1,"do":"status"}})",
           R"({"account":"anna","request":{"id":1.5,"do":"status"}})",
           R"({"account":"anna","request":{"id":"1","do":"status"}})",
           R"({"account":"anna","request":{"id":18446744073709551615,"do":"status"}})",
           R"({"account":"anna","request":{"id":1}})",
           R"({"account":"anna","request":{"id":1,"do":7}})",
           R"({"account":"anna","request":{"id":1,"do":""}})",
           R"({"account":"anna","request":{"id":1,"do":"Status"}})",
           R"({"account":"anna","request":{"id":1,"do":"st atus"}})",
           joined(
               {R"({"account":"anna","request":{"id":1,"do":")", std::string(41, 'a'), R"("}})"}),
           R"({"account":"anna","account":"anna","request":{"id":1,"do":"status"}})",
           R"({"account":"anna","request":{"id":1,"do":"status","do":"restart"}})",
           R"({"account":"anna","extra":1,"request":{"id":1,"do":"status"}})",
           R"({"account":7,"request":{"id":1,"do":"status"}})",
           R"({"account":"anna","request":{"id":1,"do":"status","v":1e999}})",
           "{\"account\":\"anna\",\"request\":{\"id\":1,\"do\":\"status\",\"v\":\"\xff\"}}",
           R"({"account":"anna","request":{"id":1,"do":"unbind","really":true}})",
           joined({R"({"account":"anna","request":{"id":1,"do":"status","v":")",
                   std::string(kMaxJsonBytes, 'a'), R"("}})"})}) {
    INFO(text.substr(0, 100));
    const auto answer = p.ask(text);
    if (answer) CHECK((*answer)["ok"] == false);
  }
  CHECK(p.handler.requests.empty());
  CHECK_FALSE(p.protocol.takeUnbind());
}

TEST_CASE("50000 mutated requests crash nothing and change nothing but by a whole request") {
  Protocol p;
  FakeEntropy random;
  const auto draw = [&](size_t below) {
    std::array<uint8_t, 4> raw{};
    random.fill(raw);
    return getLittle<uint32_t>(raw, 0) % below;
  };
  size_t reached = 0;
  for (int i = 0; i < 50000; ++i) {
    std::string text = kGood;
    for (size_t change = 0; change <= draw(4); ++change) {
      const size_t at = draw(text.size());
      switch (draw(4)) {
        case 0:
          text[at] = static_cast<char>(draw(256));
          break;
        case 1:
          text.erase(at, draw(8));
          break;
        case 2:
          text.insert(at, text.substr(draw(text.size()), draw(16)));
          break;
        default:
          text[at] ^= static_cast<char>(1 << draw(8));
          break;
      }
      if (text.empty()) text.push_back('{');
    }
    const size_t before = p.handler.requests.size();
    const auto answer = p.ask(text);
    if (p.handler.requests.size() == before) {
      if (answer) CHECK((*answer)["ok"] == false);
      continue;
    }
    ++reached;  // the mutation hit a value: then it is a whole request of the account
    const auto whole = nlohmann::json::parse(text, nullptr, false);
    REQUIRE_FALSE(whole.is_discarded());
    CHECK(whole["account"].get<std::string>() == "anna");
  }
  CHECK(reached > 0);
  CHECK(reached < 50000);
  CHECK_FALSE(p.protocol.takeUnbind());
}

TEST_CASE("deferred answers carry the app's id, once, and only within their session") {
  Protocol p;
  CHECK_FALSE(p.ask(R"({"account":"anna","request":{"id":9,"do":"slow"}})"));
  const uint64_t token = p.handler.requests.back().token;
  CHECK(p.protocol.idOf(token) == 9);
  const auto answer = p.protocol.answer(token, okAnswer());
  REQUIRE(answer);
  CHECK((*answer)["id"] == 9);
  CHECK_FALSE(p.protocol.answer(token, okAnswer()));
  p.ask(R"({"account":"anna","request":{"id":10,"do":"slow"}})");
  p.protocol.sessionEnded();
  CHECK_FALSE(p.protocol.answer(p.handler.requests.back().token, okAnswer()));
}

TEST_CASE("too many open requests are refused") {
  Protocol p;
  const std::string slow = R"({"account":"anna","request":{"id":9,"do":"slow"}})";
  for (size_t i = 0; i < AppProtocol::kMaxPending; ++i) CHECK_FALSE(p.ask(slow));
  const auto answer = p.ask(slow);
  REQUIRE(answer);
  CHECK((*answer)["ok"] == false);
}

TEST_CASE("unbind is done by the network part itself") {
  Protocol p;
  const auto answer = p.ask(R"({"account":"anna","request":{"id":9,"do":"unbind"}})");
  REQUIRE(answer);
  CHECK((*answer)["ok"] == true);
  CHECK(p.handler.requests.empty());
  CHECK(p.protocol.takeUnbind());
  CHECK_FALSE(p.protocol.takeUnbind());
}

TEST_CASE("binding needs the code, refuses a second account, and locks for a growing time") {
  FakeCrypto crypto;
  Binding binding(crypto, "CODE", "");
  Instant now{};
  CHECK(binding.bind(now, "anna", "CODE"));
  CHECK(binding.bind(now, "anna", "CODE"));
  CHECK(binding.bind(now, "bert", "CODE").error().code == Errc::kDenied);
  CHECK(binding.account() == "anna");
  binding.release();
  CHECK_FALSE(binding.bind(now, "", "CODE"));
  CHECK_FALSE(binding.bind(now, std::string(65, 'a'), "CODE"));
  for (int i = 0; i < Binding::kFreeTries; ++i) CHECK_FALSE(binding.bind(now, "bert", "CODF"));
  CHECK_FALSE(binding.bind(now + 29s, "bert", "CODE"));
  CHECK_FALSE(binding.bind(now + 31s, "bert", "WRONG"));
  CHECK_FALSE(binding.bind(now + 31s + 59s, "bert", "CODE"));
  CHECK(binding.bind(now + 31s + 61s, "bert", "CODE"));
}
