// For sources whose tests say what they need of the machine: `.needs = {ltk::root, ltk::tool("fio", ">=3.0")}`. Apart from ltk.hpp,
// so that only these sources pay for the words.
#pragma once

#include <ltk/declare/needs.hpp>
#include <ltk/ltk.hpp>
