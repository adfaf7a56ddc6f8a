// ltk::main. Compiled once, in the engine; weak so that programs which only link it find it.
#pragma once

#include <ltk/command/command_line.hpp>
#include <ltk/main.hpp>
#include <ltk/session/session.hpp>

namespace ltk::inline v1 {

__attribute__((weak)) int main(int argc, char** argv) {
    if (auto const code = worker_main(argc, argv)) return *code;
    Session session;
    return command::run_command_line(session, argc, argv);
}

}  // namespace ltk::inline v1
