// As many empty tests as LTK_BENCH_TESTS says, declared from code.
#include <ltk/ltk.hpp>

#include <cstdlib>
#include <string>
#include <vector>

namespace {

void empty() {}

struct Many {
    std::vector<std::string> ids;
    std::vector<ltk::TestRecord> records;
    Many() {
        char const* const wanted = std::getenv("LTK_BENCH_TESTS");
        std::size_t const count = wanted == nullptr ? 10'000 : std::strtoul(wanted, nullptr, 10);
        records.resize(count);
        for (std::size_t i = 0; i < count; ++i) ids.push_back("bench/test " + std::to_string(i));
        for (std::size_t i = 0; i < count; ++i)
            ltk::declare::test(ltk::default_registry(), records[i], ids[i].c_str(), &empty, ltk::detail::no_test_traits,
                               {__FILE__, static_cast<unsigned>(i + 1)});
    }
};
Many const many;

}  // namespace
