// For the one translation unit of a program that has main(): the command line and, unless ltk::engine is linked, the engine.
//
//     #include <ltk/main.hpp>
//     LTK_MAIN()
#pragma once

namespace ltk::inline v1 {

/// The whole program: the worker when it was started as one, else the command line. Returns the exit code.
int main(int argc, char** argv);

}  // namespace ltk::inline v1

#if !defined(LTK_ENGINE_LINKED)
#    include <ltk/engine.hpp>
#endif

#define LTK_MAIN() \
    int main(int argc, char** argv) { return ::ltk::main(argc, argv); }
