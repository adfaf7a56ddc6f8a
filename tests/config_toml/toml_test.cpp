// Files in TOML give the same configuration as files in JSON, with positions as good, and are refused with a place.
#include <config/sample.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

using namespace sample;

namespace {

struct Loaded {
    Folder folder;
    ltk::ConfigLayers layers;
    explicit Loaded(std::string_view toml) { layers.files.push_back(folder.file("site.toml", toml)); }
    ltk::Configuration resolve() const { return declared().resolve(layers); }
    /// Without the folder in front.
    std::string complaint() const {
        auto const message = declared().complaint(layers);
        auto const front = folder.path().string() + "/";
        return message.find(front) == 0 ? message.substr(front.size()) : message;
    }
    std::string place(char const* key) const {
        auto const where = value(resolve(), key).where;
        return where.substr(folder.path().string().size() + 1);
    }
};

constexpr std::string_view everything = R"(# what is different here
[fs]
mount = '/mnt/scratch'
type = "lustre"
min_free = "2GiB"
recovery = "10min"
server = "2.15.51"
clients = "client[01-03]"
disk = "zfs"
stripe = [4, 0x10]
ports = [ 988,
          1_988 ]
verbose = true
limits.jobs = 8
limits.ratio = 0.25

[fs.options]
user_xattr = "yes"

[[fs.osts]]
index = 3
size = "2GiB"
[[fs.osts]]
index = 4

[fs.tls]
"port" = 8443

[site.lab]
racks = 7
)";

}  // namespace

TEST_CASE("a TOML file gives every kind of value") {
    Loaded const loaded(everything);
    auto const configuration = loaded.resolve();
    auto const& fs = *configuration.find<Filesystem>();
    CHECK(fs.mount == "/mnt/scratch");
    CHECK(fs.type == "lustre");
    CHECK(fs.min_free == 2_GiB);
    CHECK(fs.recovery == 600_s);
    CHECK(fs.server == "2.15.51");
    CHECK(fs.clients == std::vector<std::string>{"client01", "client02", "client03"});
    CHECK(fs.disk == backend::zfs);
    CHECK(fs.stripe == std::array<int, 2>{4, 16});
    CHECK(fs.ports == std::set<int>{988, 1988});
    CHECK(fs.verbose);
    CHECK(fs.limits.jobs == 8);
    CHECK(fs.limits.ratio == 0.25);
    CHECK(fs.options.at("user_xattr") == "yes");
    REQUIRE(fs.osts.size() == 2);
    CHECK(fs.osts[0].size == 2_GiB);
    CHECK(fs.osts[1].index == 4);
    CHECK(fs.tls->port == 8443);
    CHECK(configuration.find<Lab>()->racks == 7);
}

TEST_CASE("each value knows its line and column, which count characters") {
    Loaded const loaded(everything);
    CHECK(loaded.place("fs.mount") == "site.toml:3:9");
    CHECK(loaded.place("fs.limits.jobs") == "site.toml:14:15");
    CHECK(loaded.place("fs.ports") == "site.toml:11:9");
    CHECK(loaded.place("site.lab.racks") == "site.toml:30:9");
    CHECK(Loaded("fs = { note = \"\xC3\xA9\xC3\xA9\", mount = \"/x\" }\n").place("fs.mount") == "site.toml:1:29");
    CHECK(Loaded("[fs]\r\nmount = \"/x\"\r\n").place("fs.mount") == "site.toml:2:9");
}

TEST_CASE("infinities and numbers are those of TOML") {
    CHECK(Loaded("fs.limits.ratio = -inf").resolve().find<Filesystem>()->limits.ratio < 0);
    CHECK(Loaded("fs.limits.ratio = 1e-3").resolve().find<Filesystem>()->limits.ratio == 0.001);
    CHECK(Loaded("fs.limits.ratio = nan").complaint() ==
          "site.toml:1:19: fs.limits.ratio: \"nan\" is neither large nor small, and has limits to keep (site.cpp:12)");
}

TEST_CASE("mistakes in TOML files are told with their places") {
    CHECK(Loaded("[fs]\nmount = 7\n").complaint() == "site.toml:2:9: fs.mount: 7 is not a path (in double quotes)");
    CHECK(Loaded("[fs]\nmont = \"/x\"\n").complaint() == "site.toml:2:1: fs.mont: there is no such key (did you mean fs.mount?)");
    CHECK(Loaded("[fss]\n").complaint() == "site.toml:1:2: fss: there is no such key (did you mean fs?)");
    CHECK(Loaded("[fs]\nnote = 2026-11-22\n").complaint() ==
          "site.toml:2:8: a date or a time is no value of a configuration; write a text in double quotes");
    for (auto const* const broken : {"[fs\n", "fs.mount = \n", "fs.mount = \"/x\n", "a = 1\na = 2\n", "= 1\n", "fs.token = hunter2\n",
                                     "[fs]\nmount = \"\\q\"\n", "\xFF\xFE", "a = [1, 2\n", "a = {b = 1,}\n"}) {
        Loaded const loaded(broken);
        INFO(loaded.complaint());
        CHECK(declared().complaint_id(loaded.layers) == "ltk.config.syntax");
        CHECK(loaded.complaint().find("this is not TOML: ") != std::string::npos);
        CHECK(loaded.complaint().find("hunter2") == std::string::npos);
    }
}

TEST_CASE("profiles and includes work in TOML, and mix with JSON") {
    Loaded loaded("\"$include\" = \"base.json\"\n[\"$profiles\".lab.fs]\nmount = \"/mnt/lab\"\n");
    loaded.folder.file("base.json", R"({"fs": {"type": "ext4", "mount": "/base"}})");
    CHECK(loaded.resolve().find<Filesystem>()->mount == "/base");
    loaded.layers.profiles = {"lab"};
    CHECK(loaded.resolve().find<Filesystem>()->mount == "/mnt/lab");
    CHECK(loaded.resolve().find<Filesystem>()->type == "ext4");
    CHECK(loaded.place("fs.mount") == "site.toml:3:9");
}

TEST_CASE("nesting has an end") {
    CHECK(Loaded("fs = " + std::string(100, '[') + std::string(100, ']')).complaint().find("nested more than 64 deep") !=
          std::string::npos);
    CHECK_FALSE(Loaded("fs = " + std::string(100'000, '[')).complaint().empty());
}
