// How functions are defined that the author's headers declare plainly: weak instead of inline, so that several translation units may
// contain them, and an author's object file finds them.
#pragma once

#define LTK_DETAIL_ENGINE __attribute__((weak))
