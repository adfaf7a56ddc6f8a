// The texts of all secrets in an object, each to be searched for by itself: of a secret struct every field, of a list every
// element. They are gathered from objects that are finished, so that it does not matter what set a secret.
#pragma once

#include <ltk/config/config_type.hpp>
#include <ltk/config/write_value.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

class SecretTexts {
public:
    explicit SecretTexts(std::vector<std::string>& texts) : texts_(texts) {}

    /// Appends the text of every single value that is a secret or part of one. `inside`: the object is.
    void collect(value_type const& type, void const* object, bool inside = false) {
        visiting visit{*this, type.element, inside || type.kind == value_kind::secret};
        if (type.kind == value_kind::choice) visit.element = type.alternatives[type.chosen(object)].type;
        if (type.fields != nullptr)
            type.fields(const_cast<void*>(object), {[](void* context, std::string_view, void* field, value_type const& of) {
                                                        auto const& to = *static_cast<visiting*>(context);
                                                        to.all.collect(of, field, to.inside);
                                                    },
                                                    &visit});
        else if (visit.element != nullptr)
            type.each(object, {[](void* context, void const*, void const* held) {
                                   auto const& to = *static_cast<visiting*>(context);
                                   to.all.collect(*to.element, held, to.inside);
                               },
                               &visit});
        else if (inside)
            texts_.push_back(plain_text(type, object));
    }

private:
    struct visiting {
        SecretTexts& all;
        value_type const* element;
        bool inside;
    };

    std::vector<std::string>& texts_;
};

}  // namespace ltk::inline v1::detail
