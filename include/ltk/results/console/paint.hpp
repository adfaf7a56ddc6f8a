// Colour for terminals; nothing for everybody else.
#pragma once

#include <string>
#include <string_view>

namespace ltk::inline v1::detail::report {

enum class tint : unsigned char { plain, bold, dim, red, green, yellow, magenta, cyan };

struct Paint {
    bool on = false;

    std::string operator()(tint how, std::string_view text) const {
        if (!on || how == tint::plain || text.empty()) return std::string(text);
        char const* code = "";
        switch (how) {
            case tint::plain: break;
            case tint::bold: code = "\x1b[1m"; break;
            case tint::dim: code = "\x1b[2m"; break;
            case tint::red: code = "\x1b[1;31m"; break;
            case tint::green: code = "\x1b[32m"; break;
            case tint::yellow: code = "\x1b[33m"; break;
            case tint::magenta: code = "\x1b[1;35m"; break;
            case tint::cyan: code = "\x1b[36m"; break;
        }
        return std::string(code).append(text).append("\x1b[0m");
    }
};

}  // namespace ltk::inline v1::detail::report
