// What travels between the processes of a run comes out as it went in, and garbage comes out as nothing.
#include <ltk/drive/job.hpp>
#include <ltk/drive/protocol.hpp>
#include <ltk/drive/wire.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace wire = ltk::detail::wire;
namespace protocol = ltk::detail::protocol;
namespace event = ltk::event;
using strings = std::vector<std::string>;

namespace {

enum class colour : std::uint8_t { red = 3 };
struct Inner {
    std::string text;
    double number = 0;
};
struct Whole {
    bool flag = false;
    std::int32_t small = 0;
    std::uint64_t large = 0;
    colour shade{};
    std::string text;
    std::vector<Inner> list;
    std::map<std::string, std::string> table;
};

Whole sample() {
    return {true, -5, 1ULL << 60, colour::red, std::string("a\0b", 3), {{"x", 1.5}, {"", -0.25}}, {{"key", "value"}, {"", ""}}};
}

std::string frame_of(std::size_t index, std::string const& packed) {
    std::string frame(4, '\0');
    frame += static_cast<char>(index);
    frame += packed;
    auto const size = static_cast<std::uint32_t>(frame.size() - 4);
    std::memcpy(frame.data(), &size, 4);
    return frame;
}

/// Takes every event, counting, and keeps the failures.
struct Taken {
    int count = 0;
    std::vector<event::CheckFailed> failures;
    template <class E>
    void operator()(E& e) {
        ++count;
        if constexpr (std::is_same_v<E, event::CheckFailed>) failures.push_back(e);
    }
};

}  // namespace

TEST_CASE("a struct comes out of the wire as it went in") {
    std::string const bytes = wire::packed(sample());
    Whole read;
    REQUIRE(wire::unpack(bytes, read));
    CHECK(read.flag);
    CHECK(read.small == -5);
    CHECK(read.large == 1ULL << 60);
    CHECK(read.shade == colour::red);
    CHECK(read.text == std::string("a\0b", 3));
    REQUIRE(read.list.size() == 2);
    CHECK(read.list[1].number == -0.25);
    CHECK(read.table == sample().table);
    CHECK(wire::packed(read) == bytes);
}

TEST_CASE("bytes that are cut or too many are refused, wherever") {
    std::string const bytes = wire::packed(sample());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        Whole read;
        INFO("cut to " << size);
        CHECK_FALSE(wire::unpack(std::string_view(bytes).substr(0, size), read));
    }
    Whole read;
    CHECK_FALSE(wire::unpack(bytes + '\0', read));
}

TEST_CASE("a size that cannot be is refused without asking for the memory") {
    std::vector<Inner> list;
    CHECK_FALSE(wire::unpack(std::string("\xff\xff\xff\xff", 4), list));
    CHECK(list.size() <= 1);
    std::string text;
    CHECK_FALSE(wire::unpack(std::string("\xff\xff\xff\xff", 4), text));
    std::map<std::string, std::string> table;
    CHECK_FALSE(wire::unpack(std::string("\xff\xff\xff\x7f", 4), table));
}

TEST_CASE("garbage in the wire never crashes and never yields a bool that is none") {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string bytes = wire::packed(sample());
        for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
        Whole read;
        wire::unpack(bytes, read);
        CHECK(static_cast<int>(read.flag) <= 1);
    }
}

TEST_CASE("messages of driver and keeper are told apart by their letter") {
    protocol::Ended ended;
    ended.slot = 3;
    ended.left_over = {"sleep (pid 12)"};
    std::string const bytes = protocol::Ended::tag + wire::packed(ended);
    protocol::Ended read;
    REQUIRE(protocol::read(bytes, read));
    CHECK(read.slot == 3);
    CHECK(read.left_over == strings{"sleep (pid 12)"});
    protocol::Finished other;
    CHECK_FALSE(protocol::read(bytes, other));
    CHECK_FALSE(protocol::read("", read));
}

TEST_CASE("events come out of the channel whole, however the bytes are cut") {
    event::CheckFailed failure;
    failure.message = "one";
    failure.info = {"a", "b"};
    std::string stream;
    for (int i = 0; i < 3; ++i) stream += frame_of(event::index_of<event::CheckFailed>(), wire::packed(failure));
    stream += frame_of(event::index_of<event::Noted>(), wire::packed(event::Noted{"t", 1, "words"}));
    for (std::size_t const piece : {std::size_t{1}, std::size_t{3}, std::size_t{50}, stream.size()}) {
        ltk::detail::EventFrames frames;
        Taken taken;
        for (std::size_t at = 0; at < stream.size(); at += piece) frames.feed(std::string_view(stream).substr(at, piece), taken);
        CHECK(taken.count == 4);
        REQUIRE(taken.failures.size() == 3);
        CHECK(taken.failures.back().info == strings{"a", "b"});
        CHECK_FALSE(frames.garbage());
    }
}

TEST_CASE("texts of events are repaired when they are no UTF-8") {
    event::CheckFailed failure;
    failure.message = "bad \xff";
    failure.info = {"\xc3("};
    ltk::detail::EventFrames frames;
    Taken taken;
    frames.feed(frame_of(event::index_of<event::CheckFailed>(), wire::packed(failure)), taken);
    REQUIRE(taken.failures.size() == 1);
    CHECK(taken.failures.front().message == "bad \xEF\xBF\xBD");
    CHECK(taken.failures.front().info == strings{"\xEF\xBF\xBD("});
}

TEST_CASE("garbage in the channel is noticed once, and what came before counts") {
    ltk::detail::EventFrames frames;
    Taken taken;
    std::string const good = frame_of(event::index_of<event::Noted>(), wire::packed(event::Noted{"t", 1, "words"}));
    SECTION("an event that there is not") { frames.feed(good + frame_of(event::type_count, ""), taken); }
    SECTION("an event that is cut") { frames.feed(good + frame_of(event::index_of<event::Noted>(), "xx"), taken); }
    SECTION("an empty frame") { frames.feed(good + std::string(8, '\0'), taken); }
    SECTION("a frame that is too large") { frames.feed(good + "garbage garbage", taken); }
    CHECK(taken.count == 1);
    CHECK(frames.garbage());
    frames.feed(good, taken);
    CHECK(taken.count == 1);
    frames.clear();
    frames.feed(good, taken);
    CHECK(taken.count == 2);
    CHECK_FALSE(frames.garbage());
}

TEST_CASE("random bytes in the channel never crash") {
    std::mt19937 random(11);
    for (int round = 0; round < 500; ++round) {
        ltk::detail::EventFrames frames;
        Taken taken;
        std::string bytes(1 + random() % 64, '\0');
        for (auto& byte : bytes) byte = static_cast<char>(random());
        std::string const framed = frame_of(random() % (event::type_count + 1), bytes);
        frames.feed(round % 2 == 0 ? bytes : framed, taken);
        frames.feed(framed, taken);
        CHECK(taken.count <= 2);
    }
}
