// The tests that the sessions of these tests run: declared from code, in a registry of their own.
#pragma once

#include <ltk/session.hpp>

#include <ltk/ltk.hpp>

namespace embedded {

/// Everything that is declared here; main() hands it to the worker.
ltk::Registry const& registry();

}  // namespace embedded
