// The engine, whole: everything that the author's header only declares. Read by the one translation unit of a program that
// has main() (through ltk/main.hpp), or once by the library ltk::engine.
#pragma once

// IWYU pragma: begin_exports
#include <ltk/about.hpp>
#include <ltk/command/main_impl.hpp>
#include <ltk/config/configuration.hpp>
#include <ltk/drive/driver.hpp>
#include <ltk/drive/files.hpp>
#include <ltk/drive/finding_words.hpp>
#include <ltk/drive/guard.hpp>
#include <ltk/drive/hooks.hpp>
#include <ltk/drive/values.hpp>
#include <ltk/environment/validators/hardware.hpp>
#include <ltk/environment/validators/kernel.hpp>
#include <ltk/environment/validators/mount.hpp>
#include <ltk/environment/validators/network.hpp>
#include <ltk/environment/validators/process.hpp>
#include <ltk/plan/default_registry.hpp>
#include <ltk/results/console.hpp>
#include <ltk/results/stored_journal.hpp>
#include <ltk/session/session_impl.hpp>
// IWYU pragma: end_exports
