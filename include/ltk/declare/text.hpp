// Texts without <string>: a view for parameters, an owner for results. Both convert to and from the standard types at the
// place of use, where the author has included them if he wants them.
#pragma once

#include <ltk/declare/sizes.hpp>
#include <ltk/declare/traits.hpp>

namespace ltk::inline v1 {

/// A borrowed piece of text; made from a literal, a std::string, a std::string_view or an ltk::text.
class text_view {
public:
    constexpr text_view() noexcept = default;
    constexpr text_view(char const* terminated) noexcept : data_(terminated), size_(__builtin_strlen(terminated)) {}
    constexpr text_view(char const* data, std::size_t size) noexcept : data_(data), size_(size) {}
    template <class S>
        requires requires(S const& s) {
            s.size();
            requires detail::same<decltype(s.data()), char const*>;
        }
    constexpr text_view(S const& s) noexcept : data_(s.data()), size_(s.size()) {}

    constexpr char const* data() const noexcept { return data_; }
    constexpr std::size_t size() const noexcept { return size_; }
    constexpr bool empty() const noexcept { return size_ == 0; }

    friend constexpr bool operator==(text_view a, text_view b) noexcept {
        return a.size_ == b.size_ && (a.size_ == 0 || __builtin_memcmp(a.data_, b.data_, a.size_) == 0);
    }

private:
    char const* data_ = "";
    std::size_t size_ = 0;
};

/// A text that owns its characters; always terminated by a NUL that does not count.
class text {
public:
    constexpr text() noexcept = default;
    text(text_view from) : data_(new char[from.size() + 1]), size_(from.size()) {
        if (size_ != 0) __builtin_memcpy(data_, from.data(), size_);
        data_[size_] = '\0';
    }
    text(char const* terminated) : text(text_view(terminated)) {}
    text(text const& other) : text(text_view(other)) {}
    text(text&& other) noexcept : data_(other.data_), size_(other.size_) {
        other.data_ = nullptr;
        other.size_ = 0;
    }
    text& operator=(text other) noexcept {
        char* const mine = data_;
        data_ = other.data_;
        other.data_ = mine;
        size_ = other.size_;
        return *this;
    }
    ~text() { delete[] data_; }

    char const* data() const noexcept { return data_ == nullptr ? "" : data_; }
    char const* c_str() const noexcept { return data(); }
    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }

    /// To std::string or std::string_view, wherever one of these is wanted.
    template <class S>
        requires requires { typename S::traits_type; } && requires(char const* d, std::size_t n) { S(d, n); }
    operator S() const {
        return S(data(), size());
    }

    friend bool operator==(text const& a, text_view b) noexcept { return text_view(a) == b; }
    friend bool operator==(text const& a, text const& b) noexcept { return text_view(a) == text_view(b); }
    friend bool operator==(text const& a, char const* b) noexcept { return text_view(a) == text_view(b); }

private:
    char* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace ltk::inline v1
