// expect: LTK: .at_least\(\) and .at_most\(\) are for numbers, sizes, durations and versions
#include <ltk/config.hpp>

#include <vector>

struct Site {
    std::vector<int> ports;
};
LTK_CONFIG("site", Site, ltk::field(&Site::ports, "ports").at_least(1));
