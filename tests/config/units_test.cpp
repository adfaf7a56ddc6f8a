#include <ltk/config/units.hpp>

#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <limits>
#include <random>
#include <string>

using ltk::detail::bytes_text;
using ltk::detail::duration_text;
using ltk::detail::read_bytes;
using ltk::detail::read_duration;

TEST_CASE("sizes are read in binary and decimal units") {
    CHECK(read_bytes("64MiB").value == 64ULL << 20);
    CHECK(read_bytes("1.5GB").value == 1'500'000'000);
    CHECK(read_bytes("4096").value == 4096);
    CHECK(read_bytes("0").value == 0);
    CHECK(read_bytes("1kB").value == 1000);
    CHECK(read_bytes("1KB").value == 1000);
    CHECK(read_bytes(" 64 MiB ").value == 64ULL << 20);
    CHECK(read_bytes("0.5KiB").value == 512);
    CHECK(read_bytes("18446744073709551615").value == std::numeric_limits<std::uint64_t>::max());
    CHECK(read_bytes("15EiB").value == 15ULL << 60);
    CHECK(read_bytes("1.000000000000000000GiB").value == 1ULL << 30);
}

TEST_CASE("what is not a size says so") {
    CHECK(read_bytes("12 parsecs").flaw == "is not a size (try \"64MiB\")");
    CHECK(read_bytes("").flaw == "is not a size (try \"64MiB\")");
    CHECK(read_bytes("-1B").flaw == "is not a size (try \"64MiB\")");
    CHECK(read_bytes("1e3").flaw == "is not a size (try \"64MiB\")");
    CHECK(read_bytes("1.").flaw == "is not a size (try \"64MiB\")");
    CHECK(read_bytes(".5MiB").flaw == "is not a size (try \"64MiB\")");
    CHECK(read_bytes("1GiB 2MiB").flaw == "is not a size (try \"64MiB\")");
    CHECK(read_bytes("64M").flaw == "does not say whether it counts in 1024s or in 1000s (write \"MiB\" or \"MB\")");
    CHECK(read_bytes("64k").flaw == "does not say whether it counts in 1024s or in 1000s (write \"KiB\" or \"kB\")");
    CHECK(read_bytes("0.3KiB").flaw == "is not a whole number of bytes (use a smaller unit)");
    CHECK(read_bytes("0.00000000000000000001EiB").flaw == "is not a whole number of bytes (use a smaller unit)");
    CHECK(read_bytes("16EiB").flaw == "is larger than LTK can count (the most is 16EiB less one byte)");
    CHECK(read_bytes("15.99999999999999999EiB").flaw == "is not a whole number of bytes (use a smaller unit)");
    CHECK(read_bytes("99999999999999999999999").flaw == "is larger than LTK can count (the most is 16EiB less one byte)");
    CHECK_FALSE(read_bytes(std::string(1'000'000, '9')));
}

TEST_CASE("sizes are written in the largest exact binary unit") {
    CHECK(bytes_text(64ULL << 20) == "64MiB");
    CHECK(bytes_text(4096) == "4KiB");
    CHECK(bytes_text(1000) == "1000B");
    CHECK(bytes_text(0) == "0B");
    CHECK(bytes_text(1ULL << 60) == "1EiB");
}

TEST_CASE("durations are read with their units") {
    CHECK(read_duration("5min").value == 300'000'000'000);
    CHECK(read_duration("1h30m").value == 5'400'000'000'000);
    CHECK(read_duration("1h 30min").value == 5'400'000'000'000);
    CHECK(read_duration("250ms").value == 250'000'000);
    CHECK(read_duration("1.5s").value == 1'500'000'000);
    CHECK(read_duration("0.5h").value == 1'800'000'000'000);
    CHECK(read_duration("2d").value == 172'800'000'000'000);
    CHECK(read_duration("-2s").value == -2'000'000'000);
    CHECK(read_duration("1s1ms1us1ns").value == 1'001'001'001);
    CHECK(read_duration("3\xC2\xB5s").value == 3'000);
    CHECK(read_duration("9223372036854775807ns").value == std::numeric_limits<std::int64_t>::max());
    CHECK(read_duration("-9223372036854775808ns").value == std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("what is not a duration says so") {
    CHECK(read_duration("300").flaw == "has no unit (write \"300s\" for seconds)");
    CHECK(read_duration("1.5").flaw == "has no unit (write \"1.5s\" for seconds)");
    CHECK(read_duration("").flaw == "is not a duration (try \"5min\" or \"1h30m\")");
    CHECK(read_duration("-").flaw == "is not a duration (try \"5min\" or \"1h30m\")");
    CHECK(read_duration("soon").flaw == "is not a duration (try \"5min\" or \"1h30m\")");
    CHECK(read_duration("1h30").flaw == "is not a duration (try \"5min\" or \"1h30m\")");
    CHECK(read_duration("1s1h").flaw == "is not a duration (try \"5min\" or \"1h30m\")");
    CHECK(read_duration("1min1m").flaw == "is not a duration (try \"5min\" or \"1h30m\")");
    CHECK(read_duration("0.1ns").flaw == "is not a whole number of nanoseconds");
    CHECK(read_duration("9223372036854775808ns").flaw == "is longer than LTK can count (the most is 292 years)");
    CHECK(read_duration("300000000h").flaw == "is longer than LTK can count (the most is 292 years)");
    CHECK(read_duration("5124095h5124095h").flaw == "is not a duration (try \"5min\" or \"1h30m\")");
}

TEST_CASE("durations are written as a person would") {
    CHECK(duration_text(300'000'000'000) == "5min");
    CHECK(duration_text(5'400'000'000'000) == "1h30min");
    CHECK(duration_text(1'500'000'000) == "1.5s");
    CHECK(duration_text(61'500'000'000) == "1min1.5s");
    CHECK(duration_text(250'000'000) == "250ms");
    CHECK(duration_text(2'500) == "2.5us");
    CHECK(duration_text(7) == "7ns");
    CHECK(duration_text(0) == "0s");
    CHECK(duration_text(-2'000'000'000) == "-2s");
}

TEST_CASE("both directions are exact") {
    std::mt19937_64 random(20240601);
    for (int i = 0; i < 20'000; ++i) {
        auto const bits = random() >> (random() % 64);
        auto const size = read_bytes(bytes_text(bits));
        if (!size || size.value != bits) FAIL(bytes_text(bits));
        auto const span = static_cast<long long>(random() % 2 == 0 ? bits : 0 - bits);
        auto const time = read_duration(duration_text(span));
        if (!time || time.value != span) FAIL(duration_text(span));
    }
    CHECK(read_duration(duration_text(std::numeric_limits<std::int64_t>::min())).value == std::numeric_limits<std::int64_t>::min());
}
