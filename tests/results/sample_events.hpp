// One event of each type with a value of its own in every field, made by reflection so that a new field is tested at once.
#pragma once

#include <ltk/results/canonical_json.hpp>
#include <ltk/results/event.hpp>

#include <string>
#include <type_traits>

class SampleFiller {
public:
    template <class T>
    void fill(T& value) {
        ++count_;
        if constexpr (std::is_same_v<T, bool>) {
            value = !value;
        } else if constexpr (std::is_integral_v<T>) {
            value = sizeof(T) == 8 ? static_cast<T>(9'007'199'254'740'990ULL + static_cast<unsigned long long>(count_))
                                   : static_cast<T>(1000 + count_);
        } else if constexpr (std::is_floating_point_v<T>) {
            value = 0.1 * count_ + 1e-9;
        } else if constexpr (std::is_enum_v<T>) {
            value = static_cast<T>(3);
        } else if constexpr (std::is_same_v<T, std::string>) {
            value = "text " + std::to_string(count_) + " \"\\/\b\f\n\r\t\x01\x1f\x7f \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80";
        } else if constexpr (ltk::detail::is_vector<T>) {
            value.resize(2);
            for (auto& each : value) fill(each);
        } else if constexpr (ltk::detail::is_text_map<T>) {
            fill(value["cpu.model"]);
            fill(value["\xF0\x9F\x98\x80"]);
            fill(value["\xEF\xBF\xBD"]);
        } else {
            ltk::reflect::for_each_field(value, [this](std::string_view, auto& field) { this->fill(field); });
        }
    }

private:
    int count_ = 0;
};

template <class Event>
Event sample_event() {
    Event event;
    SampleFiller().fill(event);
    return event;
}
