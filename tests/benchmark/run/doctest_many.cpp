// As many empty test cases as LTK_BENCH_TESTS says, registered as doctest's own macro does it.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace {

void empty() {}

struct Many {
    std::vector<std::string> names;
    Many() {
        char const* const wanted = std::getenv("LTK_BENCH_TESTS");
        std::size_t const count = wanted == nullptr ? 10'000 : std::strtoul(wanted, nullptr, 10);
        for (std::size_t i = 0; i < count; ++i) names.push_back("bench/test " + std::to_string(i));
        for (std::size_t i = 0; i < count; ++i)
            doctest::detail::regTest(
                doctest::detail::TestCase(&empty, __FILE__, static_cast<unsigned>(i + 1), doctest::detail::TestSuite()) * names[i].c_str());
    }
};
Many const many;

}  // namespace
