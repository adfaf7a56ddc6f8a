#include <ltk/main.hpp>
LTK_MAIN()
