// What a validator answers.
#pragma once

#include <ltk/declare/memory_at.hpp>
#include <ltk/declare/message.hpp>

namespace ltk::inline v1 {

enum class verdict : unsigned char { valid, warning, invalid };

/// One statement about the environment, with a remedy that can be pasted.
class Finding {
public:
    Finding(verdict grade, text seen) : grade_(grade), seen_(static_cast<text&&>(seen)) {}

    /// How it is put right. Arguments are quoted for the shell, so that the line can be pasted as it is.
    template <class... A>
    Finding& remedy(message_format<A...> format, A const&... arguments) & {
        shown const all[] = {show(arguments)..., shown{}};
        remedy_ = detail::format_message(format.text, all, static_cast<int>(sizeof...(A)), true);
        return *this;
    }
    template <class... A>
    Finding&& remedy(message_format<A...> format, A const&... arguments) && {
        this->remedy(format, arguments...);
        return static_cast<Finding&&>(*this);
    }

    verdict grade() const noexcept { return grade_; }
    text const& seen() const noexcept { return seen_; }
    text const& remedy() const noexcept { return remedy_; }

private:
    verdict grade_;
    text seen_;
    text remedy_;
};

/// Several findings of one validator; a single Finding converts to it.
class Findings {
public:
    Findings() = default;
    Findings(Finding finding) { add(static_cast<Finding&&>(finding)); }
    Findings(Findings&& other) noexcept : first_(other.first_), size_(other.size_), capacity_(other.capacity_) {
        other.first_ = nullptr;
        other.size_ = other.capacity_ = 0;
    }
    Findings(Findings const&) = delete;
    Findings& operator=(Findings const&) = delete;
    ~Findings() { clear(); }

    Findings& add(Finding finding) {
        if (size_ == capacity_) grow();
        ::new (detail::memory_at{first_ + size_}) Finding(static_cast<Finding&&>(finding));
        ++size_;
        return *this;
    }
    Finding const* begin() const noexcept { return first_; }
    Finding const* end() const noexcept { return first_ + size_; }
    std::size_t size() const noexcept { return size_; }

private:
    void grow() {
        std::size_t const wanted = capacity_ == 0 ? 4 : 2 * capacity_;
        auto* const next = static_cast<Finding*>(::operator new(sizeof(Finding) * wanted));
        for (std::size_t i = 0; i < size_; ++i) {
            ::new (detail::memory_at{next + i}) Finding(static_cast<Finding&&>(first_[i]));
            first_[i].~Finding();
        }
        ::operator delete(first_);
        first_ = next;
        capacity_ = wanted;
    }
    void clear() noexcept {
        for (std::size_t i = 0; i < size_; ++i) first_[i].~Finding();
        ::operator delete(first_);
    }

    Finding* first_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

namespace detail {
template <class... A>
Finding finding(verdict grade, char const* format, A const&... arguments) {
    shown const all[] = {show(arguments)..., shown{}};
    return {grade, format_message(format, all, static_cast<int>(sizeof...(A)))};
}
}  // namespace detail

/// The environment is as it should be; say what was seen.
template <class... A>
Finding valid(message_format<A...> seen, A const&... arguments) {
    return detail::finding(verdict::valid, seen.text, arguments...);
}
/// Tests can run, but somebody should know.
template <class... A>
Finding warning(message_format<A...> seen, A const&... arguments) {
    return detail::finding(verdict::warning, seen.text, arguments...);
}
/// Tests that need this cannot run.
template <class... A>
Finding invalid(message_format<A...> seen, A const&... arguments) {
    return detail::finding(verdict::invalid, seen.text, arguments...);
}

}  // namespace ltk::inline v1
