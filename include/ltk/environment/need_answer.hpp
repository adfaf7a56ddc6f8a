// What the machine says to one thing that a test needs.
#pragma once

#include <string>

namespace ltk::inline v1 {

/// An answer with what was found, so that a person need not ask again.
struct NeedAnswer {
    enum class state : unsigned char {
        met,
        unmet,
        unknown,  ///< it could not be found out: a probe failed or did not end in time
    };
    state is = state::met;
    std::string found;   ///< "found 2.19 at /usr/bin/fio", "no such program in PATH"
    std::string remedy;  ///< what a person can do: a line to paste or a sentence; may be empty
};

}  // namespace ltk::inline v1
