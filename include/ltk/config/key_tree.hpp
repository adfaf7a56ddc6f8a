// Texts under dotted keys -> one nested JSON object: {"fs.mount": x, "fs.net.port": y} -> {"fs": {"mount": x, "net": {"port": y}}}.
#pragma once

#include <ltk/config/json_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Keys keep the order in which they are first put.
class KeyTree {
public:
    /// `value`: JSON text.
    void put(std::string_view key, std::string value) {
        auto* at = this;
        while (true) {
            auto const dot = key.find('.');
            at = &at->inner(key.substr(0, dot));
            if (dot == std::string_view::npos) break;
            key.remove_prefix(dot + 1);
        }
        at->value_ = std::move(value);
    }

    /// Pretty, two blanks for each level.
    std::string text(std::string const& indent = {}) const {
        if (names_.empty()) return value_.empty() ? "{}" : value_;
        std::string out = "{";
        for (std::size_t i = 0; i < names_.size(); ++i)
            out += (i == 0 ? "\n" : ",\n") + indent + "  " + quote(names_[i]) + ": " + inner_[i].text(indent + "  ");
        return out + "\n" + indent + "}";
    }

private:
    KeyTree& inner(std::string_view name) {
        for (std::size_t i = 0; i < names_.size(); ++i)
            if (names_[i] == name) return inner_[i];
        names_.emplace_back(name);
        return inner_.emplace_back();
    }

    std::vector<std::string> names_;
    std::vector<KeyTree> inner_;  // by name
    std::string value_;
};

}  // namespace ltk::inline v1::detail
