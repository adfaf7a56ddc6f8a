// expect: LTK: a configuration cannot read this type of field
// expect: Socket
#include <ltk/config.hpp>

class Socket {
public:
    Socket() {}
};
struct Site {
    Socket socket;
};
LTK_CONFIG("site", Site);
