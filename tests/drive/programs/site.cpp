// A suite with a configuration, a directory under test and validators, for the tests of where things lie and of what refuses a run.
#include <ltk/config.hpp>
#include <ltk/ltk.hpp>

#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

using namespace ltk::literals;

struct Site {
    std::filesystem::path mount = "/tmp";
    std::filesystem::path scratch = "/tmp";
    std::string mood = "good";     // "bad": the validator of everything refuses
    std::string weather = "fine";  // "stormy": a validator warns
    ltk::bytes size = 4_KiB;
    ltk::secret<std::string> token;
};
struct Special {
    bool there = true;
};

LTK_CONFIG("site", Site, ltk::field(&Site::mount, "directory under test").under_test(), ltk::field(&Site::size, "of files").at_least(1_KiB));
LTK_CONFIG("special", Special);

LTK_VALIDATOR("the mood is good", ()) {
    // One that looks at nothing but the environment concerns every test.
    if (std::getenv("BAD_MOOD") != nullptr) return ltk::invalid("the mood is {}", "bad").remedy("unset {}", "BAD MOOD");
    return ltk::valid("the mood is good");
}
LTK_VALIDATOR("the weather is fine", (Site const& site), .severity = ltk::advised) {
    if (site.weather != "fine") return ltk::warning("it is {}", site.weather);
    return ltk::valid("it is fine");
}
LTK_VALIDATOR("the special thing is there", (Special const& special)) {
    if (!special.there) return ltk::invalid("there is none");
    return ltk::valid("it is there");
}
LTK_VALIDATOR("answers", (), .stages = {ltk::scale}, .timeout = 300_ms) {
    if (std::getenv("NO_ANSWER") != nullptr)
        for (;;) ::pause();
    if (std::getenv("DEADLY_ANSWER") != nullptr) std::abort();
    return ltk::valid("here");
}

LTK_TEST("site/directory under test", (ltk::TempDir& dir), .tags = {"place"}, .covers = {"PLACE-1"}, .purpose = "Directories lie where the site says.") {
    std::fputs(dir.c_str(), stdout);
}
LTK_TEST("site/another directory", (ltk::TempDirOf<&Site::scratch>& dir)) { std::fputs(dir.c_str(), stdout); }
LTK_TEST("site/sees values", (Site const& site)) {
    std::printf("%s %llu %s", site.mount.c_str(), site.size.count(), site.token.reveal().c_str());
}
LTK_TEST("site/needs the special thing", (Special const&)) { LTK_CHECK(true); }
LTK_TEST("site/large", (), .stages = {ltk::scale}) { LTK_CHECK(true); }
