// LTK, the Lustre Testing Toolkit: the header for people who write tests. It declares and nothing more; the engine that runs
// what is declared lives in the program's one translation unit with main() (ltk/main.hpp) or in ltk::main.
// The list of standard headers that it may read, with what each costs, is tests/headers/budget.txt.
#pragma once

// IWYU pragma: begin_exports
#include <ltk/declare/bytes.hpp>
#include <ltk/declare/check.hpp>
#include <ltk/declare/context.hpp>
#include <ltk/declare/duration.hpp>
#include <ltk/declare/eventually.hpp>
#include <ltk/declare/finding.hpp>
#include <ltk/declare/fixture.hpp>
#include <ltk/declare/metric.hpp>
#include <ltk/declare/param.hpp>
#include <ltk/declare/path.hpp>
#include <ltk/declare/secret.hpp>
#include <ltk/declare/stage.hpp>
#include <ltk/declare/step.hpp>
#include <ltk/declare/tempdir.hpp>
#include <ltk/declare/test.hpp>
#include <ltk/declare/throws.hpp>
#include <ltk/declare/validator.hpp>
#include <ltk/declare/verdict.hpp>
#include <ltk/declare/version.hpp>
// IWYU pragma: end_exports
