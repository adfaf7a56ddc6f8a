// How structs travel between the processes of one run: driver, keeper and attempts are the same program, so a struct is
// written field by field in a compact binary form, by the same reflection that serves everything else. Reading trusts
// nothing: a test may have written garbage into its channel.
#pragma once

#include <boost/pfr/core.hpp>

#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail::wire {

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class K, class V>
inline constexpr bool is_map<std::map<K, V>> = true;

inline void put_size(std::string& out, std::size_t size) {
    auto const narrow = static_cast<std::uint32_t>(size);
    out.append(reinterpret_cast<char const*>(&narrow), sizeof narrow);
}

template <class T>
void put(std::string& out, T const& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
        out.append(reinterpret_cast<char const*>(&value), sizeof value);
    } else if constexpr (std::is_same_v<T, std::string>) {
        put_size(out, value.size());
        out.append(value);
    } else if constexpr (is_vector<T>) {
        put_size(out, value.size());
        for (auto const& element : value) put(out, element);
    } else if constexpr (is_map<T>) {
        put_size(out, value.size());
        for (auto const& [key, mapped] : value) {
            put(out, key);
            put(out, mapped);
        }
    } else {
        static_assert(std::is_aggregate_v<T>);
        boost::pfr::for_each_field(value, [&](auto const& field) { put(out, field); });
    }
}

/// Reads in the order of writing; after the first thing that does not fit everything is empty and `good()` is false.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    template <class T>
    void get(T& value) {
        if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
            if (!has(sizeof value)) return;
            if constexpr (std::is_same_v<T, bool>)
                value = rest_[0] != 0;  // any other byte would be no bool at all
            else
                std::memcpy(&value, rest_.data(), sizeof value);
            rest_.remove_prefix(sizeof value);
        } else if constexpr (std::is_same_v<T, std::string>) {
            std::size_t const size = get_size();
            if (!has(size)) return;
            value.assign(rest_.substr(0, size));
            rest_.remove_prefix(size);
        } else if constexpr (is_vector<T>) {
            for (std::size_t left = get_size(); left != 0 && good_; --left) get(value.emplace_back());
        } else if constexpr (is_map<T>) {
            for (std::size_t left = get_size(); left != 0 && good_; --left) {
                typename T::key_type key{};
                get(key);
                get(value[std::move(key)]);
            }
        } else {
            boost::pfr::for_each_field(value, [&](auto& field) { get(field); });
        }
    }

    bool good() const noexcept { return good_; }
    bool finished() const noexcept { return good_ && rest_.empty(); }

private:
    bool has(std::size_t size) {
        good_ = good_ && rest_.size() >= size;
        return good_;
    }
    std::size_t get_size() {
        std::uint32_t size = 0;
        get(size);
        return size;
    }

    std::string_view rest_;
    bool good_ = true;
};

template <class T>
std::string packed(T const& value) {
    std::string bytes;
    put(bytes, value);
    return bytes;
}

template <class T>
bool unpack(std::string_view bytes, T& value) {
    Reader reader(bytes);
    reader.get(value);
    return reader.finished();
}

}  // namespace ltk::inline v1::detail::wire
