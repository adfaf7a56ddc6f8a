// The texts that a secret consists of, each to be searched for by itself: of a secret struct every field, of a list every element.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/write_value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Appends the text of every single value in an object, from `least` bytes on.
inline void collect_texts(std::vector<std::string>& texts, value_type const& type, void const* object, std::size_t least = 0) {
    struct visiting {
        std::vector<std::string>& texts;
        value_type const* element;
        std::size_t least;
    } visit{texts, type.element, least};
    if (type.fields != nullptr) {
        type.fields(const_cast<void*>(object), {[](void* context, std::string_view, void* field, value_type const& of) {
                                                    auto& to = *static_cast<visiting*>(context);
                                                    collect_texts(to.texts, of, field, to.least);
                                                },
                                                &visit});
    } else if (type.kind == value_kind::choice) {
        visit.element = type.alternatives[type.chosen(object)].type;
        type.each(object, {[](void* context, void const*, void const* held) {
                               auto& to = *static_cast<visiting*>(context);
                               collect_texts(to.texts, *to.element, held, to.least);
                           },
                           &visit});
    } else if (type.each != nullptr && type.element != nullptr) {
        type.each(object, {[](void* context, void const*, void const* element) {
                               auto& to = *static_cast<visiting*>(context);
                               collect_texts(to.texts, *to.element, element, to.least);
                           },
                           &visit});
    } else {
        auto text = type.each != nullptr ? value_text(type, object, true) : plain_text(type, object);
        if (text.size() >= least) texts.push_back(std::move(text));
    }
}

}  // namespace ltk::inline v1::detail
