// What a header of LTK must not do; the test of the scanner expects each leak, and no other.
#pragma once

#define LEAKED_MACRO 1
#define LTK_FINE 1
#define UNDEFINED_AGAIN 1
#undef UNDEFINED_AGAIN

namespace ltk::inner {
inline char const* fine = R"(})"
                          "{"
                          "\"}";
}  // namespace ltk::inner
extern int leaked_variable;
inline void leaked_function() {}
