// For people who embed LTK in their own harness: the steps of a run as function calls.
//
//     int main(int argc, char** argv) {
//         if (auto code = ltk::worker_main(argc, argv)) return *code;   // this process was started as a worker
//         ltk::Session session;
//         auto const plan = session.plan({.stage = "regression"});
//         return session.run(plan, {ltk::reporter("junit", "out.xml")}).exit_code();
//     }
//
// The engine is linked (ltk::engine) or compiled into one translation unit that includes ltk/engine.hpp. LTK changes nothing
// process-wide: no signal handler, umask, locale, working directory or standard stream. Several sessions may live in one
// process, one after another or side by side in different threads; one session belongs to one thread at a time.
#pragma once

#include <ltk/session/session.hpp>  // IWYU pragma: export

#if !defined(LTK_ENGINE_LINKED)
#    include <ltk/engine.hpp>
#endif
