// What a validator answers.
#pragma once

#include <ltk/declare/message.hpp>
#include <ltk/declare/row.hpp>

namespace ltk::inline v1 {

enum class verdict : unsigned char { valid, warning, invalid };

/// One fact that belongs to a finding, for programs: "free" = "12MiB".
struct finding_datum {
    text key;
    text value;
};

/// One statement about the environment: what was seen, what was expected, and how it is put right.
class Finding {
public:
    Finding(verdict grade, text seen) : grade_(grade), seen_(static_cast<text&&>(seen)) {}

    /// A name that stays the same when words change, so that programs can wait for it: "space.inodes". Without one a finding has the
    /// name of its validator.
    Finding& id(text_view stable) & {
        id_ = text(stable);
        return *this;
    }
    Finding&& id(text_view stable) && { return static_cast<Finding&&>(this->id(stable)); }

    /// What should have been seen.
    template <class... A>
    Finding& expected(message_format<A...> format, A const&... arguments) & {
        expected_ = formatted(format.text, false, arguments...);
        return *this;
    }
    template <class... A>
    Finding&& expected(message_format<A...> format, A const&... arguments) && {
        return static_cast<Finding&&>(this->expected(format, arguments...));
    }

    /// How it is put right. Arguments are quoted for the shell, so that the line can be pasted as it is.
    template <class... A>
    Finding& remedy(message_format<A...> format, A const&... arguments) & {
        remedy_ = formatted(format.text, true, arguments...);
        return *this;
    }
    template <class... A>
    Finding&& remedy(message_format<A...> format, A const&... arguments) && {
        return static_cast<Finding&&>(this->remedy(format, arguments...));
    }

    /// A command for /bin/sh that puts it right without a person: `check --fix` shows it and runs it, nothing else ever does. Arguments
    /// are quoted. Without a remedy of its own the finding shows it as its remedy.
    template <class... A>
    Finding& fix(message_format<A...> command, A const&... arguments) & {
        fix_ = formatted(command.text, true, arguments...);
        return *this;
    }
    template <class... A>
    Finding&& fix(message_format<A...> command, A const&... arguments) && {
        return static_cast<Finding&&>(this->fix(command, arguments...));
    }

    /// A value for programs; anything that can be shown.
    template <class V>
    Finding& data(text_view key, V const& value) & {
        data_.add({text(key), formatted("{}", false, value)});
        return *this;
    }
    template <class V>
    Finding&& data(text_view key, V const& value) && {
        return static_cast<Finding&&>(this->data(key, value));
    }

    verdict grade() const noexcept { return grade_; }
    text const& seen() const noexcept { return seen_; }
    text const& remedy() const noexcept { return remedy_; }
    text const& id() const noexcept { return id_; }
    text const& expected() const noexcept { return expected_; }
    text const& fix() const noexcept { return fix_; }
    detail::row<finding_datum> const& data() const noexcept { return data_; }

private:
    template <class... A>
    static text formatted(char const* format, bool quote_for_shell, A const&... arguments) {
        shown const all[] = {show(arguments)..., shown{}};
        return detail::format_message(format, all, static_cast<int>(sizeof...(A)), quote_for_shell);
    }

    verdict grade_;
    text seen_;
    text remedy_;
    text id_;
    text expected_;
    text fix_;
    detail::row<finding_datum> data_;
};

/// Several findings of one validator; a single Finding converts to it.
class Findings {
public:
    Findings() = default;
    Findings(Finding finding) { add(static_cast<Finding&&>(finding)); }
    Findings(Findings&&) noexcept = default;
    Findings(Findings const&) = delete;
    Findings& operator=(Findings const&) = delete;

    Findings& add(Finding finding) {
        all_.add(static_cast<Finding&&>(finding));
        return *this;
    }
    Finding const* begin() const noexcept { return all_.begin(); }
    Finding const* end() const noexcept { return all_.end(); }
    std::size_t size() const noexcept { return all_.size(); }

private:
    detail::row<Finding> all_;
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
