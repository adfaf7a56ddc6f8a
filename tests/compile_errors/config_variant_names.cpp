// expect: LTK: two structs in a std::variant have one name
#include <ltk/config.hpp>

#include <variant>

namespace a {
struct Tcp {
    int port = 0;
};
}  // namespace a
namespace b {
struct Tcp {
    int port = 0;
};
}  // namespace b
struct Site {
    std::variant<a::Tcp, b::Tcp> value;
};
LTK_CONFIG("site", Site);
