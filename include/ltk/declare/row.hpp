// A growing row of values for the author's header, where <vector> would cost more than everything else.
#pragma once

#include <ltk/declare/memory_at.hpp>

namespace ltk::inline v1::detail {

/// Values one behind the other.
template <class T>
class row {
public:
    row() = default;
    row(row const& other) {
        for (T const& one : other) add(one);
    }
    row(row&& other) noexcept : first_(other.first_), size_(other.size_), capacity_(other.capacity_) {
        other.first_ = nullptr;
        other.size_ = other.capacity_ = 0;
    }
    row& operator=(row other) noexcept {
        T* const mine = first_;
        first_ = other.first_;
        other.first_ = mine;
        std::size_t const count = size_;
        size_ = other.size_;
        other.size_ = count;
        capacity_ = other.capacity_;
        return *this;
    }
    ~row() {
        for (std::size_t i = 0; i < size_; ++i) first_[i].~T();
        ::operator delete(first_);
    }

    void add(T one) {
        if (size_ == capacity_) grow();
        ::new (memory_at{first_ + size_}) T(static_cast<T&&>(one));
        ++size_;
    }
    T const* begin() const noexcept { return first_; }
    T const* end() const noexcept { return first_ + size_; }
    std::size_t size() const noexcept { return size_; }

private:
    void grow() {
        std::size_t const wanted = capacity_ == 0 ? 4 : 2 * capacity_;
        auto* const next = static_cast<T*>(::operator new(sizeof(T) * wanted));
        for (std::size_t i = 0; i < size_; ++i) {
            ::new (memory_at{next + i}) T(static_cast<T&&>(first_[i]));
            first_[i].~T();
        }
        ::operator delete(first_);
        first_ = next;
        capacity_ = wanted;
    }

    T* first_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace ltk::inline v1::detail
