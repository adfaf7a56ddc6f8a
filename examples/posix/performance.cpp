// The performance stage: numbers for comparison over time. Nothing here fails because it is slow; what is a regression is
// decided from the history of the metrics.
#include "calls.hpp"
#include "pattern.hpp"
#include "site.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace posix;

namespace {

LTK_PARAM(Transfer, ltk::bytes, 4_KiB, 64_KiB, 1_MiB);

using clock = std::chrono::steady_clock;

double seconds_since(clock::time_point start) { return std::chrono::duration<double>(clock::now() - start).count(); }

// So many operations that the result is not noise, on a laptop's disk and on a cluster.
constexpr int operations = 2'000;

/// Times `operations` calls of `call(i)` and records how many there were in a second.
template <class Call>
void record_rate(ltk::text_view name, Call const& call) {
    auto const start = clock::now();
    for (int i = 0; i < operations; ++i) call(i);
    ltk::metric(name, operations / seconds_since(start), "1/s", ltk::higher_is_better);
}

ltk::path numbered(ltk::TempDir const& dir, int i) { return dir.file(std::to_string(i)); }

}  // namespace

LTK_TEST("posix/performance/sequential write and read", (Filesystem const& fs, ltk::TempDir& dir, Transfer transfer),
         .stages = {ltk::performance},
         .tags = {"data", "bandwidth"}, .timeout = 600_s, .covers = {"POSIX-write", "POSIX-read"},
         .purpose = "bandwidth of one client and one file") {
    auto const size = std::min(fs.data, ltk::free_space(dir) / 2);
    auto const rounds = size / transfer.value;
    LTK_SKIP_IF(rounds == 0, "no space for one transfer of {}", transfer);
    auto block = pattern(transfer.value.count());
    auto const name = dir.file("file");
    auto const total = static_cast<double>(rounds * transfer.value.count());
    LTK_STEP("write and sync") {
        auto const file = open_file(name, O_WRONLY | O_CREAT);
        auto const start = clock::now();
        for (unsigned long long i = 0; i < rounds; ++i) append(file, block);
        LTK_REQUIRE(error_of(::fsync(file)) == success);
        ltk::metric("write bandwidth", total / seconds_since(start), "B/s", ltk::higher_is_better);
    }
    LTK_STEP("read") {
        auto const file = open_file(name, O_RDONLY);
        ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);  // from the device, where the system follows advice
        unsigned long long got = 0;
        auto const start = clock::now();
        for (ssize_t size_read = 0; (size_read = ::read(file, block.data(), block.size())) > 0;)
            got += static_cast<unsigned long long>(size_read);
        ltk::metric("read bandwidth", total / seconds_since(start), "B/s", ltk::higher_is_better);
        LTK_CHECK(got == rounds * transfer.value.count());
    }
}

LTK_TEST("posix/performance/random reads", (Filesystem const& fs, ltk::TempDir& dir, ltk::Context& context), .stages = {ltk::performance},
         .tags = {"data", "latency"}, .timeout = 600_s, .covers = {"POSIX-pread"}) {
    auto const blocks = std::min(fs.data, ltk::free_space(dir) / 2) / 4_KiB;
    LTK_SKIP_IF(blocks == 0, "no space for one block");
    auto const name = dir.file("file");
    auto const file = open_file(name, O_RDWR | O_CREAT);
    auto const block = pattern(4096);
    for (unsigned long long i = 0; i < blocks; ++i) append(file, block);
    LTK_REQUIRE(error_of(::fsync(file)) == success);
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    Random random(context.seed());
    char byte[4096];
    record_rate("random read rate",
                [&](int) { LTK_REQUIRE(::pread(file, byte, sizeof byte, static_cast<off_t>(random.below(blocks) * 4096)) == 4096); });
}

LTK_TEST("posix/performance/metadata rates", (ltk::TempDir& dir), .stages = {ltk::performance}, .tags = {"metadata", "rate"},
         .timeout = 600_s,
         .covers = {"POSIX-open", "POSIX-stat", "POSIX-rename", "POSIX-unlink"}) {
    LTK_STEP("create") {
        record_rate("create rate", [&](int i) { open_file(numbered(dir, i), O_WRONLY | O_CREAT | O_EXCL).close(); });
    }
    LTK_STEP("stat") {
        record_rate("stat rate", [&](int i) { stat_of(numbered(dir, i)); });
    }
    LTK_STEP("open") {
        record_rate("open rate", [&](int i) { open_file(numbered(dir, i), O_RDONLY).close(); });
    }
    LTK_STEP("rename") {
        record_rate("rename rate", [&](int i) {
            LTK_REQUIRE(error_of(::rename(numbered(dir, i).c_str(), numbered(dir, i + operations).c_str())) == success);
        });
    }
    LTK_STEP("unlink") {
        record_rate("unlink rate", [&](int i) { LTK_REQUIRE(error_of(::unlink(numbered(dir, i + operations).c_str())) == success); });
    }
}

LTK_TEST("posix/performance/fsync latency", (ltk::TempDir& dir), .stages = {ltk::performance}, .tags = {"data", "latency"},
         .timeout = 600_s,
         .covers = {"POSIX-fsync"}, .purpose = "what a data base waits for with every commit") {
    auto const file = open_file(dir.file("file"), O_WRONLY | O_CREAT);
    auto const block = pattern(4096);
    std::vector<double> latencies;
    auto const begin = clock::now();
    while (latencies.size() < 200 && (latencies.size() < 10 || seconds_since(begin) < 5)) {
        append(file, block);
        auto const start = clock::now();
        LTK_REQUIRE(error_of(::fsync(file)) == success);
        latencies.push_back(seconds_since(start));
    }
    std::sort(latencies.begin(), latencies.end());
    ltk::metric("fsync latency, median", latencies[latencies.size() / 2], "s", ltk::lower_is_better);
    ltk::metric("fsync latency, 95 of 100", latencies[latencies.size() * 95 / 100], "s", ltk::lower_is_better);
}
