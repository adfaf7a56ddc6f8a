#include "sample.hpp"

#include <ltk/config/example.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace sample;

TEST_CASE("the example loads and changes nothing") {
    Declared const declared;
    auto const example = ltk::config_example(declared.registry);
    CHECK(declared.complaint(code(example)).empty());
    auto const configuration = declared.resolve(code(example));
    for (auto const& value : configuration.details()) CHECK(value.value == value.default_value);
    CHECK(configuration.warnings().empty());
}

TEST_CASE("the example says what each value is") {
    Declared const declared;
    auto const example = ltk::config_example(declared.registry);
    CHECK(example.find("    // directory under test\n"
                       "    // path; must be given, and not be empty; the directory under test\n"
                       "    \"mount\": \"/mnt/lustre\",\n") != std::string::npos);
    CHECK(example.find("    // for the management server\n    // secret text\n    // \"token\": \"@FILE\",\n") != std::string::npos);
    CHECK(example.find("    // text; one of \"any\", \"lustre\" or \"ext4\"\n") != std::string::npos);
    CHECK(example.find("  \"site\": {\n    \"lab\": {\n      // whole number\n      \"racks\": 1\n    }\n  }\n}\n") != std::string::npos);
}

TEST_CASE("what must be given has a placeholder that keeps the rules") {
    struct Needed {
        std::string server;
        std::filesystem::path where;
        std::string kind;
        std::vector<std::string> hosts;
        std::optional<std::string> port;
        int count = 0;
        ltk::secret<std::string> last;
    };
    static constexpr auto declaration_of_needed =
        ltk::describe_config<Needed>(ltk::field(&Needed::server, "two\nlines").non_empty(), ltk::field(&Needed::where, "").non_empty(),
                                     ltk::field(&Needed::kind, "").one_of({"a", "b"}), ltk::field(&Needed::hosts, "").non_empty(),
                                     ltk::field(&Needed::port, "").non_empty(), ltk::field(&Needed::count, "").at_least(2));
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "n", declaration_of_needed);
    auto const example = ltk::config_example(registry);
    auto const configuration = ltk::Configuration::resolve(registry, code(example));
    CHECK(configuration.find<Needed>()->kind == "a");
    CHECK(configuration.find<Needed>()->count == 2);
    CHECK(configuration.find<Needed>()->hosts == std::vector<std::string>{"CHANGE-ME"});
}

TEST_CASE("without configurations the example is empty and loads") {
    ltk::Registry const empty;
    CHECK_NOTHROW(ltk::Configuration::resolve(empty, code(ltk::config_example(empty))));
}
