// A suite whose validators answer as its configuration says, for the tests of how they are asked, fixed and compared.
#include <ltk/config.hpp>
#include <ltk/main.hpp>
#include <ltk/validators.hpp>

#include <unistd.h>
#include <string>

using namespace ltk::literals;

struct Lab {
    std::string flag = "flag";    // a file that must be there
    std::string first = "valid";  // what the first validator says
    std::string mount = "/tmp";   // for the ready validators
    std::string change = "";      // "hostname": the test changes the machine's name
};

LTK_CONFIG("lab", Lab, ltk::field(&Lab::flag, "file"), ltk::field(&Lab::first, "verdict"), ltk::field(&Lab::mount, "directory"),
           ltk::field(&Lab::change, "what"));

LTK_VALIDATOR("first", (Lab const& lab)) {
    if (lab.first == "warning") return ltk::warning("so so");
    if (lab.first == "invalid") return ltk::invalid("bad").remedy("make it good");
    return ltk::valid("good");
}

LTK_VALIDATOR("second", (Lab const&), .after = {"first"}) { return ltk::valid("asked"); }
LTK_VALIDATOR("third", (Lab const&), .after = {"second"}) { return ltk::valid("asked"); }

LTK_VALIDATOR("flag", (Lab const& lab), .severity = ltk::advised) {
    if (::access(lab.flag.c_str(), F_OK) == 0) return ltk::valid("{} is there", lab.flag).id("lab.flag");
    return ltk::invalid("{} is not there", lab.flag)
        .id("lab.flag")
        .expected("a file {}", lab.flag)
        .fix("echo making; : > {}", lab.flag)
        .data("name", lab.flag)
        .data("length", lab.flag.size());
}

LTK_VALIDATOR("answers", (Lab const& lab), .stages = {ltk::scale}) { return ltk::ready::answers(lab.mount, 1_s); }
LTK_VALIDATOR("type", (Lab const& lab), .stages = {ltk::scale}) { return ltk::ready::mounted(lab.mount, "fuse"); }
LTK_VALIDATOR("space", (Lab const& lab), .stages = {ltk::scale}) { return ltk::ready::free_space(lab.mount, 1_B, 1_s); }
LTK_VALIDATOR("inodes", (Lab const& lab), .stages = {ltk::scale}) { return ltk::ready::free_inodes(lab.mount, 0, 1_s); }
LTK_VALIDATOR("writable", (Lab const& lab), .stages = {ltk::scale}) { return ltk::ready::writable(lab.mount, 1_s); }
LTK_VALIDATOR("touches the mount itself", (Lab const& lab), .stages = {ltk::scale}, .timeout = 1_s) {
    return ::access(lab.mount.c_str(), F_OK) == 0 ? ltk::valid("there") : ltk::invalid("not there");
}

LTK_TEST("lab/runs", (Lab const& lab), .stages = {ltk::developer, ltk::scale}) {
    if (lab.change == "hostname") LTK_REQUIRE(::sethostname("drifted.example", 15) == 0);
}
LTK_TEST("lab/needs nothing", (), .stages = {ltk::developer}) {}

LTK_MAIN()
