// What a validator answers. The words of a finding lie in the engine (drive/finding_words.hpp): every test source reads this header,
// and few make a finding.
#pragma once

#include <ltk/declare/message.hpp>

namespace ltk::inline v1 {

enum class verdict : unsigned char { valid, warning, invalid };

namespace detail {
struct finding_words;
struct finding_data;
struct finding_list;
enum class finding_part : unsigned char { expected, remedy, fix };
}  // namespace detail

/// One statement about the environment: what was seen, what was expected, and how it is put right.
class Finding {
public:
    Finding(verdict grade, text seen);
    Finding(Finding const& other);
    Finding(Finding&& other) noexcept;
    Finding& operator=(Finding other) noexcept;
    ~Finding();

    /// A name that stays the same when words change, so that programs can wait for it: "space.inodes". Without one a finding has the
    /// name of its validator.
    Finding& id(text_view stable);
    /// What should have been seen.
    template <class... A>
    Finding& expected(message_format<A...> format, A const&... arguments) {
        return put(detail::finding_part::expected, format.text, arguments...);
    }
    /// How it is put right. Arguments are quoted for the shell, so that the line can be pasted as it is.
    template <class... A>
    Finding& remedy(message_format<A...> format, A const&... arguments) {
        return put(detail::finding_part::remedy, format.text, arguments...);
    }
    /// A command for /bin/sh that puts it right without a person: `check --fix` shows it and runs it, nothing else ever does. Arguments
    /// are quoted. Without a remedy of its own the finding shows it as its remedy.
    template <class... A>
    Finding& fix(message_format<A...> command, A const&... arguments) {
        return put(detail::finding_part::fix, command.text, arguments...);
    }
    /// A value for programs; anything that can be shown.
    template <class V>
    Finding& data(text_view key, V const& value) {
        return put_datum(key, show(value));
    }

    verdict grade() const noexcept;
    text const& seen() const noexcept;
    text const& remedy() const noexcept;
    text const& id() const noexcept;
    text const& expected() const noexcept;
    text const& fix() const noexcept;
    detail::finding_data const& data() const noexcept;

private:
    template <class... A>
    Finding& put(detail::finding_part part, char const* format, A const&... arguments) {
        shown const all[] = {show(arguments)..., shown{}};
        return put_words(part, format, all, static_cast<int>(sizeof...(A)));
    }
    Finding& put_words(detail::finding_part part, char const* format, shown const* arguments, int count);
    Finding& put_datum(text_view key, shown value);

    detail::finding_words* words_;
};

/// Several findings of one validator; a single Finding converts to it.
class Findings {
public:
    Findings() noexcept = default;
    Findings(Finding finding);
    Findings(Findings&& other) noexcept : list_(other.list_) { other.list_ = nullptr; }
    Findings(Findings const&) = delete;
    Findings& operator=(Findings const&) = delete;
    ~Findings();

    Findings& add(Finding finding);
    Finding const* begin() const noexcept;
    Finding const* end() const noexcept;
    std::size_t size() const noexcept;

private:
    detail::finding_list* list_ = nullptr;
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
