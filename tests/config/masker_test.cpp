#include <ltk/config/masker.hpp>
#include <ltk/drive/values.hpp>
#include <ltk/results/shell_word.hpp>

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace {

using strings = std::vector<std::string>;

std::string masked(strings const& secrets, std::string const& text) { return ltk::Masker(secrets).masked(text); }

/// The text cut at these places, each piece handed over by itself.
std::string in_pieces(ltk::Masker const& masker, std::string const& text, std::vector<std::size_t> const& cuts) {
    std::string out;
    auto const append = [&](std::string_view piece) { out += piece; };
    ltk::MaskedStream stream(&masker);
    std::size_t from = 0;
    for (auto const cut : cuts) {
        stream.take(std::string_view(text).substr(from, cut - from), append);
        from = cut;
    }
    stream.take(std::string_view(text).substr(from), append);
    stream.finish(append);
    return out;
}

/// What masking means, told slowly: every byte of every occurrence is hidden, and hidden stretches that overlap are one.
std::string told_slowly(ltk::Masker const& masker, std::string const& text) {
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    for (auto const& pattern : masker.patterns())
        for (auto at = text.find(pattern.text); at != std::string::npos; at = text.find(pattern.text, at + 1))
            spans.emplace_back(at, at + pattern.text.size());
    std::sort(spans.begin(), spans.end());
    std::string out;
    std::size_t gone = 0;
    for (auto const& [begin, end] : spans) {
        if (begin >= gone) out += text.substr(gone, begin - gone) + "******";
        gone = std::max(gone, end);
    }
    return out + text.substr(gone);
}

}  // namespace

TEST_CASE("Values are replaced wherever they stand", "[masker]") {
    CHECK(masked({"hunter2"}, "the password is hunter2, hunter2!") == "the password is ******, ******!");
    CHECK(masked({"hunter2"}, "hunter2") == "******");
    CHECK(masked({"hunter2"}, "hunter hunter2hunter2") == "hunter ************");
    CHECK(masked({"hunter2"}, "hunter1 unter2") == "hunter1 unter2");
    CHECK(masked({"hunter2"}, "") == "");
    CHECK(masked({}, "hunter2") == "hunter2");
}

TEST_CASE("Values count from four bytes on", "[masker]") {
    CHECK(ltk::Masker({"abc", ""}).empty());
    CHECK(masked({"abcd"}, "abcabcd") == "abc******");
}

TEST_CASE("Overlapping values leave nothing of each other", "[masker]") {
    CHECK(masked({"abcd1234", "1234efgh"}, "-abcd1234efgh-") == "-******-");
    CHECK(masked({"aaaa"}, "baaaaaab") == "b******b");
    CHECK(masked({"inner", "an inner value"}, "<an inner value>") == "<******>");
}

TEST_CASE("Values are known as LTK spells them", "[masker]") {
    std::string const secret = "a\"b\\c\nd\x01";
    CHECK(masked({secret}, "as it is: " + secret + ".") == "as it is: ******.");
    CHECK(masked({secret}, R"(shown: "a\"b\\c\nd\x01")") == R"(shown: "******")");
    CHECK(masked({secret}, R"(JSON: "a\"b\\c\nd\u0001")") == R"(JSON: "******")");
    CHECK(masked({"it's mine"}, R"(echo 'it'\''s mine')") == "echo '******'");
    CHECK(masked({"p\xFFss"}, "repaired: p\xEF\xBF\xBDss") == "repaired: ******");
}

TEST_CASE("Whatever byte is in a value, it is found as failed checks and lines to paste spell it", "[masker]") {
    for (int byte = 1; byte < 256; ++byte) {
        std::string const secret = "ab" + std::string(1, static_cast<char>(byte)) + "cd";
        INFO("byte " << byte);
        std::string shown;
        auto sink = ltk::detail::collecting(shown, true);
        ltk::detail::put_text(sink, secret.data(), secret.size());
        CHECK(masked({secret}, shown) == "\"******\"");
        CHECK(masked({secret}, ltk::detail::shell_word(secret + " ")) == "'****** '");
    }
}

TEST_CASE("Lines of a long value are values", "[masker]") {
    std::string const key = "-----BEGIN KEY-----\nMIIBVgIBADANBg\r\nkq\n-----END KEY-----";
    CHECK(masked({key}, key) == "******");
    CHECK(masked({key}, "  1: MIIBVgIBADANBg\n") == "  1: ******\n");
    CHECK(masked({key}, "kq") == "kq");
}

TEST_CASE("A value that is split is found, wherever it is cut", "[masker]") {
    ltk::Masker const masker({"hunter2", "terminal", "aabaab"});
    std::string const text = "xhunter2 hunterminal hunhunter2terminal aabaabaab aabaa";
    std::string const whole = masker.masked(text);
    CHECK(whole == "x****** hun****** hun************ ****** aabaa");
    for (std::size_t one = 0; one <= text.size(); ++one)
        for (std::size_t two = one; two <= text.size(); ++two) {
            INFO(one << " " << two);
            REQUIRE(in_pieces(masker, text, {one, two}) == whole);
        }
    std::vector<std::size_t> every(text.size());
    for (std::size_t i = 0; i < every.size(); ++i) every[i] = i;
    CHECK(in_pieces(masker, text, every) == whole);
}

TEST_CASE("Random texts, secrets and cuts", "[masker]") {
    std::mt19937 random(20'250'101);
    auto const below = [&](std::size_t limit) { return random() % limit; };
    auto const text_of = [&](std::size_t size) {
        std::string text;
        while (text.size() < size) text += static_cast<char>('a' + below(2));
        return text;
    };
    for (int round = 0; round < 3000; ++round) {
        strings secrets;
        for (std::size_t i = below(4); i != 0; --i) secrets.push_back(text_of(4 + below(5)));
        ltk::Masker const masker(secrets);
        std::string const text = text_of(below(80));
        std::vector<std::size_t> cuts;
        for (std::size_t i = below(6); i != 0; --i) cuts.push_back(below(text.size() + 1));
        std::sort(cuts.begin(), cuts.end());
        INFO("seed round " << round << ": " << text);
        REQUIRE(in_pieces(masker, text, cuts) == told_slowly(masker, text));
    }
}

TEST_CASE("What is held back is no longer than the longest value", "[masker]") {
    ltk::Masker const masker({"aaaa"});
    ltk::MaskedStream stream(&masker);
    std::size_t out = 0;
    std::string const piece(65536, 'a');
    for (int i = 0; i < 100; ++i) stream.take(piece, [&](std::string_view text) { out += text.size(); });
    CHECK(out == 6);  // one mask for all of it
    stream.take("bbbb", [&](std::string_view text) { out += text.size(); });
    CHECK(out == 10);
}
