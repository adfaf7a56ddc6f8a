// Events and documents with secrets replaced. Whatever a field is called and whenever it was added, its text is masked, but for
// those few that programs go by: names of tests, folders, kinds. A value that happens to be such a word is no secret there.
#pragma once

#include <ltk/config/masker.hpp>
#include <ltk/config/reflect.hpp>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

/// Fields that hold names which are compared, looked up or opened.
inline constexpr std::array<std::string_view, 28> structural_fields{
    "covers", "direction",   "file",   "format",  "host",  "id",      "isolation", "key",    "kind",     "layer",
    "log",    "ltk_version", "order",  "outcome", "path",  "program", "resumed",   "run",    "severity", "stage",
    "stages", "started",     "stream", "tags",    "taken", "test",    "validator", "verdict"};

constexpr bool is_structural(std::string_view name) noexcept {
    for (auto const one : structural_fields)
        if (one == name) return true;
    return false;
}

}  // namespace detail

/// Masks the texts of a struct, also those of structs, lists and maps in it.
template <class T>
void mask_texts(T& value, Masker const& masker) {
    if (masker.empty()) return;
    if constexpr (std::is_same_v<T, std::string>) {
        masker.mask(value);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
        return;
    } else if constexpr (requires { typename T::mapped_type; }) {
        for (auto& [name, mapped] : value) mask_texts(mapped, masker);
    } else if constexpr (requires { value.begin(); }) {
        for (auto& element : value) mask_texts(element, masker);
    } else if constexpr (std::is_aggregate_v<T>) {
        reflect::for_each_field(value, [&masker](std::string_view name, auto& field) {
            if (!detail::is_structural(name)) mask_texts(field, masker);
        });
    }
}

}  // namespace ltk::inline v1
