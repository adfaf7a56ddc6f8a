#include <ltk/results/utf8.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

TEST_CASE("every character is written and read", "[utf8]") {
    for (char32_t code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 61) {
        if (code >= 0xD800 && code < 0xE000) continue;
        std::string text;
        ltk::detail::append_utf8(text, code);
        auto const step = ltk::detail::utf8_next(text.data(), text.size());
        if (!step.good || step.code != code || step.size != text.size()) FAIL("U+" << std::hex << static_cast<unsigned>(code));
        if (text.size() > 1 && ltk::detail::utf8_next(text.data(), text.size() - 1).good)
            FAIL("cut U+" << std::hex << static_cast<unsigned>(code));
    }
}

TEST_CASE("the ASCII at the start is measured", "[utf8]") {
    for (std::size_t length = 0; length < 30; ++length) {
        CHECK(ltk::detail::ascii_prefix(std::string(length, 'x')) == length);
        CHECK(ltk::detail::ascii_prefix(std::string(length, 'x') + "\xC3\xA9xxxxxxxxxxxx") == length);
    }
}

}  // namespace
