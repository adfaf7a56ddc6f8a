// expect: LTK: a std::variant in a configuration holds plain structs
#include <ltk/config.hpp>

#include <string>
#include <variant>

struct Site {
    std::variant<int, std::string> value;
};
LTK_CONFIG("site", Site);
