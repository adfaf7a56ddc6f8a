// JSON text with secrets replaced: it stays JSON, also where the secret was a number.
#pragma once

#include <ltk/config/masker.hpp>

#include <cstddef>
#include <string>

namespace ltk::inline v1::detail {

/// Masks one JSON value in place.
inline void mask_json(Masker const& masker, std::string& json) {
    if (!masker.mask(json)) return;
    std::string made;
    bool in_text = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        if (in_text && json[at] == '\\' && at + 1 < json.size()) {
            made += json[at++];
        } else if (json[at] == '"') {
            in_text = !in_text;
        } else if (!in_text && json.compare(at, mask.size(), mask) == 0) {  // JSON has no asterisk but in texts
            // Digits that stand beside it belonged to the same number.
            while (!made.empty() && std::string_view("+-.0123456789eE").find(made.back()) != std::string_view::npos) made.pop_back();
            at += mask.size();
            while (at < json.size() && std::string_view("*+-.0123456789eE").find(json[at]) != std::string_view::npos) ++at;
            --at;
            append_quoted(made, mask);
            continue;
        }
        made += json[at];
    }
    json = std::move(made);
}

}  // namespace ltk::inline v1::detail
