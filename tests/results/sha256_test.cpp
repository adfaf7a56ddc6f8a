#include <ltk/results/sha256.hpp>

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <string>

namespace {

TEST_CASE("SHA-256 of the published examples", "[sha256]") {  // FIPS 180-4 and its example documents
    CHECK(ltk::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(ltk::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(ltk::sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(ltk::sha256_hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("the processor computes what Hash2 computes, in pieces of any size", "[sha256_x86]") {
    if (!ltk::detail::sha256_x86_available()) SKIP("this processor has no instructions for SHA-256");
    std::mt19937 random(3);
    std::string text;
    for (int i = 0; i < 500; ++i) {
        ltk::Sha256 fast(true);
        ltk::Sha256 judge(false);
        judge.update(text);
        for (std::size_t at = 0; at < text.size();) {
            std::size_t const piece = std::min<std::size_t>(random() % 150, text.size() - at);
            fast.update(std::string_view(text).substr(at, piece));
            at += piece;
        }
        if (fast.digest() != judge.digest()) FAIL("length " << text.size());
        text += static_cast<char>(random());
    }
}

}  // namespace
