// Ordinary words that other people's headers define as macros. ltk/ltk.hpp is read after them; the headers of the engine
// are not, for they stand in one source, chosen by its author, and use std::min and its kin. Absent are the names of
// LTK's own public functions (fail, test): where they are macros they cannot be called anyway.
#pragma once

// NOLINTBEGIN
#define likely(x) ltk_hostile
#define unlikely(x) ltk_hostile
#define container_of(a, b, c) ltk_hostile
#define min_t(a, b, c) ltk_hostile
#define max_t(a, b, c) ltk_hostile
#define current ltk_hostile
#define min(a, b) ltk_hostile
#define max(a, b) ltk_hostile
#define check(x) ltk_hostile
#define verify(x) ltk_hostile
#define require(x) ltk_hostile
#define interface ltk_hostile
#define small ltk_hostile
#define near ltk_hostile
#define far ltk_hostile
// NOLINTEND
