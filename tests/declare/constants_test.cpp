// What the author's header decides while it is compiled: this file is its own test, and the cases below only say what was tried.
#include <ltk/ltk.hpp>

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>

using namespace ltk::literals;

namespace ids {
using ltk::detail::grade_id;
using ltk::detail::id_flaw;

static_assert(grade_id("suite/name") == id_flaw::none);
static_assert(grade_id("a/b/c/d") == id_flaw::none);
static_assert(grade_id("posix/rename: the target (atomically) [not] 'quoted', & more") == id_flaw::none);
static_assert(grade_id("größe/ßüñ 漢字 🙂") == id_flaw::none);
static_assert(grade_id("s/...") == id_flaw::none);
static_assert(grade_id("s/.hidden") == id_flaw::none);
static_assert(grade_id("s/a..b") == id_flaw::none);
static_assert(grade_id("name") == id_flaw::no_suite);
static_assert(grade_id("") == id_flaw::empty_segment);
static_assert(grade_id("/name") == id_flaw::empty_segment);
static_assert(grade_id("suite/") == id_flaw::empty_segment);
static_assert(grade_id("a//b") == id_flaw::empty_segment);
static_assert(grade_id("./a") == id_flaw::dot_segment);
static_assert(grade_id("a/.") == id_flaw::dot_segment);
static_assert(grade_id("a/../b") == id_flaw::dot_segment);
static_assert(grade_id("a/*") == id_flaw::forbidden_character);
static_assert(grade_id("a/?") == id_flaw::forbidden_character);
static_assert(grade_id("a/\"") == id_flaw::forbidden_character);
static_assert(grade_id("a/\n") == id_flaw::control_character);
static_assert(grade_id("a/\x7f") == id_flaw::control_character);
static_assert(grade_id("a/\xC2\x85") == id_flaw::control_character);  // a control character of Unicode
static_assert(grade_id("a/\xff") == id_flaw::not_utf8);
static_assert(grade_id("a/\xC3") == id_flaw::not_utf8);      // cut
static_assert(grade_id("a/\xC0\x80") == id_flaw::not_utf8);  // longer than need be
static_assert(grade_id("a/\xE0\x80\x80") == id_flaw::not_utf8);
static_assert(grade_id("a/\xED\xA0\x80") == id_flaw::not_utf8);      // half of a pair
static_assert(grade_id("a/\xF4\x90\x80\x80") == id_flaw::not_utf8);  // behind the last character
static_assert(grade_id("a/\xF0\x9F\x99\x82") == id_flaw::none);

#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
static_assert(grade_id("a/" HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN "01234567") == id_flaw::none);       // 200 bytes
static_assert(grade_id("a/" HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN "012345678") == id_flaw::too_long);  // 201
#undef TEN
#undef HUNDRED
}  // namespace ids

namespace traits {
// Their order is API: an aggregate's members can only be named in it.
[[maybe_unused]] constexpr ltk::test_traits of_test{
    .stages = {ltk::developer}, .tags = {"t"}, .timeout = 3_s, .covers = {"c"}, .purpose = "p"};
[[maybe_unused]] constexpr ltk::stage_traits of_stage{.after = {ltk::developer},
                                                      .budget = 4_h,
                                                      .repeat = 2,
                                                      .jobs = 3,
                                                      .order = ltk::shuffled,
                                                      .entry = {ltk::passed(ltk::developer), ltk::environment_valid},
                                                      .exit = {ltk::no_new_failures},
                                                      .purpose = "p"};
[[maybe_unused]] constexpr ltk::fixture_traits of_fixture{.scope = ltk::per_run, .timeout = 1_min, .purpose = "p"};
[[maybe_unused]] constexpr ltk::validator_traits of_validator{
    .severity = ltk::advised, .stages = {ltk::scale}, .tests = "posix/*", .timeout = 5_s, .purpose = "p"};
[[maybe_unused]] constexpr ltk::eventually_traits of_eventually{.within = 10_s, .every = 5_ms};
static_assert(std::is_aggregate_v<ltk::test_traits> && std::is_aggregate_v<ltk::stage_traits> && std::is_aggregate_v<ltk::fixture_traits> &&
              std::is_aggregate_v<ltk::validator_traits> && std::is_aggregate_v<ltk::eventually_traits>);
static_assert(ltk::test_traits{}.timeout == ltk::duration());
static_assert(ltk::stage_traits{}.jobs == 1 && ltk::stage_traits{}.repeat == 1 && ltk::stage_traits{}.order == ltk::declared);
static_assert(ltk::eventually_traits{}.within == 10_s && ltk::eventually_traits{}.every == 50_ms);
static_assert(ltk::fixture_traits{}.scope == ltk::per_test);
static_assert(ltk::validator_traits{}.severity == ltk::required);
static_assert(ltk::stage{"a"} == ltk::stage{"a"});
static_assert(!(ltk::stage{"a"} == ltk::stage{"ab"}));
}  // namespace traits

namespace amounts {
static_assert(1_KiB == ltk::bytes(1024) && 1_MiB == 1024_KiB && 1_GiB == 1024_MiB && 1_TiB == 1024_GiB && 7_B == ltk::bytes(7));
static_assert(ltk::bytes() == 0_B);
static_assert(1_KiB + 1_B == ltk::bytes(1025) && 1_KiB - 1_B == ltk::bytes(1023) && 1_KiB * 3 == 3_KiB);
static_assert(1_MiB / 1_KiB == 1024 && 1_MiB / 4 == 256_KiB);
static_assert(1_B < 2_B && 2_B > 1_B && 2_B <= 2_B && 2_B >= 2_B && 1_B != 2_B);
static_assert(3_MiB / 2_s == 1.5 * 1024 * 1024);  // a rate
static_assert((16_TiB).count() == 1ULL << 44);
constexpr ltk::bytes grown() {
    ltk::bytes sum;
    sum += 1_KiB;
    sum += 1_KiB;
    return sum;
}
static_assert(grown() == 2_KiB);
static_assert(!std::is_convertible_v<unsigned long long, ltk::bytes>);  // a number says no unit
}  // namespace amounts

namespace spans {
static_assert(1_s == 1000_ms && 1_ms == 1000_us && 1_us == 1000_ns && 1_min == 60_s && 1_h == 60_min);
static_assert(1_s + 500_ms == 1500_ms && 1_s - 1_ms == 999_ms && 2_s * 3 == 6_s);
static_assert(1_s < 2_s && 2_s > 1_s && 2_s <= 2_s && 2_s >= 2_s && 1_s != 2_s);
static_assert((1500_ms).seconds() == 1.5 && (2_us).nanoseconds() == 2000);
static_assert(ltk::duration::seconds(0.25) == 250_ms);
static_assert(ltk::duration(std::chrono::minutes(2)) == 2_min);
static_assert(ltk::duration(std::chrono::duration<double>(0.5)) == 500_ms);
static_assert(ltk::duration(std::chrono::nanoseconds(-3)) == ltk::duration::nanoseconds(-3));
static_assert(std::chrono::milliseconds(1500_us) == std::chrono::milliseconds(1));  // cut towards zero
static_assert(static_cast<std::chrono::seconds>(3_min) == std::chrono::seconds(180));
static_assert(!std::is_convertible_v<int, ltk::duration>);
}  // namespace spans

namespace versions {
using ltk::version;
static_assert(version("2.9") < version("2.15.51"));
static_assert(version("2.15.51") < version("2.16.0"));
static_assert(version("2.16") == version("2.16.0") && version("2.16.0") == version("2.16.0.0"));
static_assert(version("v2_17_50-410") > version("2.17.50"));
static_assert(version("v2_17_50") == version("2.17.50"));
static_assert(version("5.14.0-503.el9") > version("5.14.0-70.el9"));
static_assert(version("3.0-rc1") < version("3.0") && version("3.0-rc1") > version("2.99"));
static_assert(version("3.0-beta") < version("3.0") && version("1.0alpha2") < version("1.0"));
static_assert(!version() && !version("") && !version("unknown") && version("0"));
static_assert(version() < version("0") && version("nothing") == version());
static_assert(version("2.15.6").size() == 3 && version("2.15.6")[1] == 15 && version("2.15.6")[7] == 0);
static_assert(version("1.2.3.4.5.6.7.8.9").size() == version::most_numbers);
static_assert(version("99999999999999999999999999") > version("1"));  // never wraps
static_assert(version("2.16.0") >= "2.15");                           // as a constraint of a matrix writes it
static_assert(version("2.16.0") != "2.15" && version("2.15") <= "2.15");
constexpr bool is_cut() {
    version const made("1.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001");
    return std::string_view(made.c_str()).size() == version::most_characters;
}
static_assert(is_cut());
}  // namespace versions

namespace identities {
struct Here {};
namespace {
struct Hidden {};
}  // namespace
static_assert(ltk::type_of<Here> == ltk::type_of<Here>);
static_assert(!(ltk::type_of<int> == ltk::type_of<unsigned>));
static_assert(std::string_view(ltk::type_of<Here>.name, ltk::type_of<Here>.size) == "identities::Here");
// Not by static_assert: g++ 12 takes no comparison of an address with null for a constant under -fsanitize=undefined.
TEST_CASE("a type of an unnamed namespace is told apart by an address") {
    CHECK_FALSE(ltk::type_of<Here> == ltk::type_of<Hidden>);
    CHECK(ltk::type_of<Hidden> == ltk::type_of<Hidden>);
    CHECK(ltk::type_of<Here>.local == nullptr);
    CHECK(ltk::type_of<Hidden>.local != nullptr);
}
}  // namespace identities

namespace messages {
using ltk::detail::holes;
static_assert(holes("") == 0 && holes("plain") == 0 && holes("{}") == 1 && holes("{} and {}") == 2);
static_assert(holes("{{}}") == 0 && holes("{{{}}}") == 1);
}  // namespace messages

TEST_CASE("what is decided while compiling was decided as it should") { SUCCEED("the static_asserts of this file hold"); }

TEST_CASE("texts go to and from the standard's") {
    ltk::text const text(std::string("a\0b", 3));
    CHECK(text.size() == 3);
    std::string const standard = text;
    CHECK(standard == std::string("a\0b", 3));
    CHECK(std::string_view(text) == standard);
    ltk::text copy = text;
    CHECK(copy == text);
    ltk::text const moved = static_cast<ltk::text&&>(copy);
    CHECK(moved == text);
    CHECK(copy.empty());  // NOLINT: that it is empty is the point
    CHECK(copy.c_str()[0] == '\0');
    copy = moved;
    CHECK(copy == moved);
    CHECK(ltk::text("x") == "x");
    CHECK(ltk::text() == "");
}

TEST_CASE("findings are kept in order and moved whole") {
    ltk::Findings all;
    for (int i = 0; i < 20; ++i) all.add(ltk::warning("number {}", i));
    ltk::Findings const moved = static_cast<ltk::Findings&&>(all);
    CHECK(moved.size() == 20);
    CHECK(all.size() == 0);  // NOLINT
    int at = 0;
    for (auto const& one : moved) CHECK(one.seen() == ltk::format("number {}", at++));
    ltk::Findings const single = ltk::invalid("{} is not there", "/mnt/x").remedy("mount {} && echo '{}'", "/mnt/with space", "it's");
    CHECK(single.begin()->grade() == ltk::verdict::invalid);
    CHECK(single.begin()->seen() == "/mnt/x is not there");
}

TEST_CASE("arguments of a remedy are quoted for the shell, those of a message are not") {
    ltk::Finding const one = ltk::invalid("{}", "a b").remedy("ls {} {} {}", "a b", "plain", "it's");
    CHECK(one.seen() == "a b");
    CHECK(one.remedy() == "ls 'a b' plain 'it'\\''s'");
    CHECK(ltk::format("{{{}}}", 7) == "{7}");
    CHECK(ltk::format("{} {} {}", 'x', true, 1.5) == "x true 1.5");
    CHECK(ltk::format("{}", "\n") == "\n");
}

TEST_CASE("secrets show nothing of themselves") {
    ltk::secret<std::string> const token(std::string("open sesame"));
    CHECK(token.reveal() == "open sesame");
    CHECK(ltk::format("{}", token) == "******");
}
