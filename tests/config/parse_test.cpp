#include <ltk/config/parse.hpp>

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <string>

using namespace ltk::detail;

namespace {

struct parsed {
    Document document;
    bool good = false;
    std::string message;
};

parsed parse(std::string text) {
    parsed result;
    result.document.name = "f.json";
    result.document.has_places = true;
    result.document.source = std::move(text);
    ConfigProblems problems;
    result.good = parse_document(result.document, problems);
    try {
        problems.throw_if_any();
    } catch (ltk::Error const& error) {
        result.message = error.what();
    }
    return result;
}

std::string message(std::string text) {
    auto const result = parse(std::move(text));
    CHECK_FALSE(result.good);
    return result.message;
}

std::string where_of(Document const& document, std::string const& name) {
    for (auto const& one : document.nodes)
        if (one.name == name) return document.where(one.name_at) + " " + document.where(one.at);
    return "nowhere";
}

}  // namespace

TEST_CASE("every name and value knows where it stands") {
    auto const result = parse(
        "// a comment with \"quotes\", {brackets}\n"
        "{\n"
        "  \"a\": 1, /* 2, */ \"b\":-2.5e3,\r\n"
        "\t\"c\" : [true,{\"d\"\n:\n null}],\n"
        "  \"\xC3\xA9\": \"//\", \"e\": \"x\\\"y\", \"f\": {}, \"g\": []\n"
        "} // end");
    REQUIRE(result.good);
    auto const& document = result.document;
    CHECK(document.where(document.root().at) == "f.json:2:1");
    CHECK(where_of(document, "a") == "f.json:3:3 f.json:3:8");
    CHECK(where_of(document, "b") == "f.json:3:20 f.json:3:24");
    CHECK(where_of(document, "c") == "f.json:4:2 f.json:4:8");
    CHECK(where_of(document, "d") == "f.json:4:15 f.json:6:2");
    CHECK(where_of(document, "\xC3\xA9") == "f.json:7:3 f.json:7:8");
    CHECK(where_of(document, "e") == "f.json:7:14 f.json:7:19");
    CHECK(where_of(document, "f") == "f.json:7:27 f.json:7:32");
    CHECK(where_of(document, "g") == "f.json:7:36 f.json:7:41");
}

TEST_CASE("numbers keep their spelling") {
    auto const result = parse("[0, -0.0, 18446744073709551615, 123456789012345678901234567890, 1E+2]");
    REQUIRE(result.good);
    CHECK(result.document.nodes[1].text == "0");
    CHECK(result.document.nodes[2].text == "-0.0");
    CHECK(result.document.nodes[3].text == "18446744073709551615");
    CHECK(result.document.nodes[4].text == "123456789012345678901234567890");
    CHECK(result.document.nodes[5].text == "1E+2");
}

TEST_CASE("mistakes are named with what to do") {
    CHECK(message("") == "f.json:1:1: there is nothing in it; write at least {}");
    CHECK(message("// nothing\n") == "f.json:2:1: there is nothing in it; write at least {}");
    CHECK(message("{\"a\": 1,}") == "f.json:1:8: the comma in front of `}` is one too many");
    CHECK(message("[1, 2, // two\n]") == "f.json:1:6: the comma in front of `]` is one too many");
    CHECK(message("{\"a\": 1\n \"b\": 2}") == "f.json:2:2: a comma is missing in front of this");
    CHECK(message("[1 2]") == "f.json:1:4: a comma is missing in front of this");
    CHECK(message("{a: 1}") == "f.json:1:2: a key in double quotes is expected here: {\"key\": value}");
    CHECK(message("{'a': 1}") == "f.json:1:2: texts and keys stand in double quotes, not in single ones");
    CHECK(message("{\"a\": 'x'}") == "f.json:1:7: texts and keys stand in double quotes, not in single ones");
    CHECK(message("{\"a\" 1}") == "f.json:1:6: a colon is expected here, between a key and its value");
    CHECK(message("{\"a\": }") == "f.json:1:7: a value is missing in front of this `}`");
    CHECK(message("{,}") == "f.json:1:2: a comma with nothing in front of it");
    CHECK(message("[1,,2]") == "f.json:1:4: a comma with nothing in front of it");
    CHECK(message("{\"a\":") == "f.json:1:6: it ends too early: the `{` of f.json:1:1 is not closed");
    CHECK(message("{\"a\": [1,\n") == "f.json:2:1: it ends too early: the `[` of f.json:1:7 is not closed");
    CHECK(message("{\"a\": [1}") == "f.json:1:9: `}` closes nothing here: the innermost open bracket is the `[` of f.json:1:7");
    CHECK(message("{\"a\": 1]") == "f.json:1:8: `]` closes nothing here: the innermost open bracket is the `{` of f.json:1:1");
    CHECK(message("{]") == "f.json:1:2: `]` closes nothing here: the innermost open bracket is the `{` of f.json:1:1");
    CHECK(message("{} {}") == "f.json:1:4: something follows the end of the value; a file holds one object { ... }");
    CHECK(message("{\"a\": 1}}") == "f.json:1:9: something follows the end of the value; a file holds one object { ... }");
    CHECK(message("{\"a\": \"x\ny\"}") ==
          "f.json:1:9: a text has a line break or another control character here; end it with a quote, or write \\n");
    CHECK(message("{\"a\": \"xy") == "f.json:1:7: a text begins here and has no closing quote");
    CHECK(message("{\"a\": \"x\\q\"}") ==
          "f.json:1:10: a backslash in a text is followed by one of \" \\ / b f n r t uXXXX; write \\\\ for a backslash");
    CHECK(message("{\"a\": \"\xFF\"}") == "f.json:1:8: a text has bytes here that are not UTF-8; save the file as UTF-8");
    CHECK(message("{\"a\": 1 /* x }") == "f.json:1:9: a comment begins here and has no closing */");
    CHECK(message("{ /* x") == "f.json:1:3: a comment begins here and has no closing */");
    CHECK(message("{\"a\": /mnt}") == "f.json:1:7: a comment begins with // or /*; a text stands in double quotes");
    CHECK(message("{\"a\": 1e999}") == "f.json:1:7: this number is too large for any field");
    CHECK(message("{\"a\": 01}") == "f.json:1:8: this is not a number; numbers look like 7, -0.5 and 1e9");
    CHECK(message("{\"a\": .5}") == "f.json:1:7: this is not a number; numbers look like 7, -0.5 and 1e9");
    CHECK(message("{\"a\": -x}") == "f.json:1:7: this is not a number; numbers look like 7, -0.5 and 1e9");
    CHECK(message("{\"a\": True}") ==
          "f.json:1:7: this is not a value; write a number, true, false, null, a text in double quotes, a list [ ] or an object { }");
    CHECK(message(std::string(1000, '[')) == "f.json:1:65: brackets are nested more than 64 deep here; no configuration is");
}

TEST_CASE("a word without quotes is not repeated: it may be a secret") {
    CHECK(message("{\"token\": hunter2}").find("hunter2") == std::string::npos);
    CHECK(message("{\"token\": \"hunter2}").find("hunter2") == std::string::npos);
    CHECK(message("{\"token\": hunter2 \"x\"}").find("hunter2") == std::string::npos);
}

TEST_CASE("doubled names are found, all of them, with both places") {
    CHECK(message("{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 2}") ==
          "f.json:1:24: b.c: is set here for the second time, first at f.json:1:16; keep one of the two\n"
          "f.json:2:2: a: is set here for the second time, first at f.json:1:2; keep one of the two");
}

TEST_CASE("garbage gives an error and nothing else") {
    std::mt19937 random(11);
    std::string const pieces = "{}[]\",:/*0a-. \n\\tru\xC3\xFF";
    for (int i = 0; i < 20'000; ++i) {
        std::string text = "{\"a\": ";
        for (auto length = random() % 30; length > 0; --length) text += pieces[random() % pieces.size()];
        auto const result = parse(text);
        if (result.good != result.message.empty()) FAIL(text);
        if (!result.good && result.message.compare(0, 7, "f.json:") != 0) FAIL(text << " -> " << result.message);
    }
    auto const whole = parse(R"({"a": [1, {"b": "c"}], "d": null, /* x */ "e": -1.5e3 // y
    })");
    REQUIRE(whole.good);
    for (std::size_t size = 0; size < whole.document.source.size() - 1; ++size) {
        auto const cut = parse(whole.document.source.substr(0, size));
        if (cut.good || cut.message.empty()) FAIL(whole.document.source.substr(0, size));
    }
}
