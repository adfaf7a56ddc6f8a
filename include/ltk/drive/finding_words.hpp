// The other half of declare/finding.hpp: what findings hold. Compiled once, in the engine; weak for the reason that values.hpp gives.
#pragma once

#include <ltk/declare/finding.hpp>
#include <ltk/drive/values.hpp>

#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1 {

namespace detail {

/// Facts for programs, by key.
struct finding_data {
    std::vector<std::pair<text, text>> all;
    auto begin() const noexcept { return all.begin(); }
    auto end() const noexcept { return all.end(); }
    std::size_t size() const noexcept { return all.size(); }
};

struct finding_words {
    verdict grade;
    text seen{};
    text id{};
    text expected{};
    text remedy{};
    text fix{};
    finding_data data{};
};

struct finding_list {
    std::vector<Finding> all;
};

}  // namespace detail

LTK_DETAIL_ENGINE Finding::Finding(verdict grade, text seen) : words_(new detail::finding_words{grade, std::move(seen)}) {}
LTK_DETAIL_ENGINE Finding::Finding(Finding const& other) : words_(new detail::finding_words(*other.words_)) {}
LTK_DETAIL_ENGINE Finding::Finding(Finding&& other) noexcept : words_(std::exchange(other.words_, nullptr)) {}
LTK_DETAIL_ENGINE Finding& Finding::operator=(Finding other) noexcept {
    std::swap(words_, other.words_);
    return *this;
}
LTK_DETAIL_ENGINE Finding::~Finding() { delete words_; }

LTK_DETAIL_ENGINE Finding& Finding::id(text_view stable) {
    words_->id = text(stable);
    return *this;
}
LTK_DETAIL_ENGINE Finding& Finding::put_words(detail::finding_part part, char const* format, shown const* arguments, int count) {
    using enum detail::finding_part;
    text& words = part == expected ? words_->expected : part == remedy ? words_->remedy : words_->fix;
    words = detail::format_message(format, arguments, count, part != expected);
    return *this;
}
LTK_DETAIL_ENGINE Finding& Finding::put_datum(text_view key, shown value) {
    words_->data.all.emplace_back(key, detail::format_message("{}", &value, 1));
    return *this;
}

LTK_DETAIL_ENGINE verdict Finding::grade() const noexcept { return words_->grade; }
LTK_DETAIL_ENGINE text const& Finding::seen() const noexcept { return words_->seen; }
LTK_DETAIL_ENGINE text const& Finding::remedy() const noexcept { return words_->remedy; }
LTK_DETAIL_ENGINE text const& Finding::id() const noexcept { return words_->id; }
LTK_DETAIL_ENGINE text const& Finding::expected() const noexcept { return words_->expected; }
LTK_DETAIL_ENGINE text const& Finding::fix() const noexcept { return words_->fix; }
LTK_DETAIL_ENGINE detail::finding_data const& Finding::data() const noexcept { return words_->data; }

LTK_DETAIL_ENGINE Findings::Findings(Finding finding) { add(std::move(finding)); }
LTK_DETAIL_ENGINE Findings::~Findings() { delete list_; }
LTK_DETAIL_ENGINE Findings& Findings::add(Finding finding) {
    if (list_ == nullptr) list_ = new detail::finding_list;
    list_->all.push_back(std::move(finding));
    return *this;
}
LTK_DETAIL_ENGINE Finding const* Findings::begin() const noexcept { return list_ == nullptr ? nullptr : list_->all.data(); }
LTK_DETAIL_ENGINE Finding const* Findings::end() const noexcept { return begin() + size(); }
LTK_DETAIL_ENGINE std::size_t Findings::size() const noexcept { return list_ == nullptr ? 0 : list_->all.size(); }

}  // namespace ltk::inline v1
