// expect: LTK: .at_least\(\) and .at_most\(\) are for numbers, sizes, durations and versions
#include <ltk/config.hpp>

#include <string>

struct Site {
    std::string name;
};
LTK_CONFIG("site", Site, ltk::field(&Site::name, "name").at_least("a"));
