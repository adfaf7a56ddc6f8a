#include <ltk/config/host_list.hpp>

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <string>
#include <vector>

using ltk::detail::expand_hosts;

namespace {

std::vector<std::string> hosts(std::string const& text) {
    auto const list = expand_hosts(text);
    INFO(list.flaw);
    CHECK(list.flaw.empty());
    return list.hosts;
}
using list = std::vector<std::string>;

}  // namespace

TEST_CASE("host lists are written as pdsh and Slurm do") {
    CHECK(hosts("client[01-03]") == list{"client01", "client02", "client03"});
    CHECK(hosts("oss[1,3-4],mds") == list{"oss1", "oss3", "oss4", "mds"});
    CHECK(hosts("a b\tc") == list{"a", "b", "c"});
    CHECK(hosts("a[1-2]-ib0") == list{"a1-ib0", "a2-ib0"});
    CHECK(hosts("r[1-2]n[1-2]") == list{"r1n1", "r1n2", "r2n1", "r2n2"});
    CHECK(hosts("[a[1-2],b]") == list{"a1", "a2", "b"});
    CHECK(hosts("n[a,b-c]") == list{"na", "nb-c"});
    CHECK(hosts("node-1-2") == list{"node-1-2"});
    CHECK(hosts("client1.lab.example").size() == 1);
    CHECK(hosts("").empty());
    CHECK(hosts(" , ").empty());
    CHECK(hosts("n[1-100000]").size() == 100'000);
}

TEST_CASE("zeros in front are kept") {
    CHECK(hosts("n[08-11]") == list{"n08", "n09", "n10", "n11"});
    CHECK(hosts("n[98-101]") == list{"n98", "n99", "n100", "n101"});
    CHECK(hosts("n[000-001]") == list{"n000", "n001"});
}

TEST_CASE("what is no host list says why") {
    CHECK(expand_hosts("a[1-3").flaw == "is not a host list: it has a `[` that is not closed");
    CHECK(expand_hosts("a1]").flaw == "is not a host list: it has a `]` that closes nothing");
    CHECK(expand_hosts("a[]").flaw == "is not a host list: it has nothing in a bracket or between two commas");
    CHECK(expand_hosts("a[1,,2]").flaw == "is not a host list: it has nothing in a bracket or between two commas");
    CHECK(expand_hosts("a[3-1]").flaw == "is not a host list: it has the range [3-1], which runs backwards");
    CHECK(expand_hosts("a[1 - 2]").flaw == "is not a host list: it has a character that no host name has");
    CHECK(expand_hosts("a\nb\x01").flaw == "is not a host list: it has a character that no host name has");
    CHECK(expand_hosts("a[0-100000]").flaw == "is not a host list: it has more than 100000 hosts");
    CHECK(expand_hosts("a[1-1000][1-1000]").flaw == "is not a host list: it has more than 100000 hosts");
    CHECK(expand_hosts("a[1-60000],b[1-60000]").flaw == "is not a host list: it has more than 100000 hosts");
    CHECK(expand_hosts("a[1-9999999999999999999]").flaw == "is not a host list: it has a number of more than 18 digits");
    CHECK(expand_hosts(std::string(254, 'x')).flaw == "is not a host list: it has a name of more than 253 characters");
    CHECK(expand_hosts(std::string(100'000, '[')).flaw == "is not a host list: it has brackets in brackets more than 8 deep");
}

TEST_CASE("random characters are refused or read, in bounded time and memory") {
    std::mt19937 random(7);
    std::string const characters = "ab019-[],. ";
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto length = random() % 24; length > 0; --length) text += characters[random() % characters.size()];
        auto const read = expand_hosts(text);
        if (!read.flaw.empty() && !read.hosts.empty()) FAIL(text);
        for (auto const& host : read.hosts)
            if (host.empty() || host.find_first_of("[], ") != std::string::npos) FAIL(text << " -> " << host);
    }
}
