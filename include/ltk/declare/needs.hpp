// What a test needs of the machine, as data: `.needs = {ltk::root, ltk::tool("fio", ">=3.0")}`. Whether it is there is decided
// once, before the run, so that a test that cannot work here says so in the plan and is never started. Only the declaration
// stands here; the engine decides (environment/answer_demand.hpp).
#pragma once

#include <ltk/declare/bytes.hpp>
#include <ltk/declare/identity.hpp>
#include <ltk/declare/text.hpp>

namespace ltk::inline v1 {

/// One thing that is there or not. The functions below make it; `name` and `version` must outlive it.
struct demand {
    enum class kind_type : unsigned char { root, user, tool, kernel, kernel_module, cpus, memory, free_space, fs_type } kind;
    char const* name = "";          ///< of the user, tool, module or file system type
    char const* version = "";       ///< condition such as ">=3.0" or ">=2.15, <2.17"; "": any
    unsigned long long amount = 0;  ///< processors, or bytes
    /// The configuration whose field is the path that is meant; null: the directory under test.
    type_identity const* configuration = nullptr;
    void const* (*field)(void const* object) = nullptr;  ///< where that field is
    char const* (*path)(void const* object) = nullptr;   ///< what it holds
};

/// The tests run as root. An enumerator and no constant, so that nobody's variable of that name shadows it.
enum root_user : unsigned char { root };

/// What a test needs: one demand, or several of which one is enough.
struct requirement {
    static constexpr unsigned most = 6;  ///< alternatives

    demand any[most] = {};
    unsigned count = 0;

    constexpr requirement() noexcept = default;
    constexpr requirement(demand const& one) noexcept : any{one}, count(1) {}
    constexpr requirement(root_user) noexcept : requirement(demand{demand::kind_type::root}) {}
};

namespace detail {

// The names below are what the author reads in the compiler's error.
void a_version_is_asked_for_with_an_operator_as_in_greater_equal_3_0();
void the_name_of_what_is_needed_is_empty();
void a_need_of_nothing_is_no_need();
void any_of_takes_at_most_6_alternatives();

/// Whether a text is one or several comparisons with versions, separated by commas: ">=3.0", ">= 2.15, < 2.17".
constexpr bool is_version_condition(char const* at) noexcept {
    auto const skip_blanks = [&at] {
        while (*at == ' ') ++at;
    };
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (;;) {
        skip_blanks();
        bool const doubled = (*at == '>' || *at == '<' || *at == '=' || *at == '!') && at[1] == '=';
        if (!doubled && *at != '>' && *at != '<') return false;
        at += doubled ? 2 : 1;
        skip_blanks();
        if ((*at == 'v' || *at == 'V') && is_digit(at[1])) ++at;
        if (!is_digit(*at)) return false;
        for (; *at != '\0' && *at != ',' && *at != ' '; ++at)
            if ((*at == '.' || *at == '_' || *at == '-') && (at[1] == '\0' || at[1] == ',' || at[1] == ' ' || at[1] == *at)) return false;
        skip_blanks();
        if (*at == '\0') return true;
        if (*at++ != ',') return false;
    }
}

struct version_condition {
    char const* text = "";
    consteval version_condition() = default;
    consteval version_condition(char const* literal) : text(literal) {
        if (!is_version_condition(literal)) a_version_is_asked_for_with_an_operator_as_in_greater_equal_3_0();
    }
};
struct needed_name {
    char const* text;
    consteval needed_name(char const* literal) : text(literal) {
        if (*literal == '\0') the_name_of_what_is_needed_is_empty();
    }
};
template <class Amount>
struct needed_amount {
    unsigned long long count;
    consteval needed_amount(Amount amount) : count(0) {
        if constexpr (same<Amount, bytes>)
            count = amount.count();
        else
            count = amount > 0 ? static_cast<unsigned long long>(amount) : 0;
        if (count == 0) a_need_of_nothing_is_no_need();
    }
};

template <auto Field>
void const* field_at(void const* object) noexcept {
    return &(static_cast<typename owner_of<decltype(Field)>::type const*>(object)->*Field);
}
template <auto Field>
char const* path_at(void const* object) noexcept {
    return (static_cast<typename owner_of<decltype(Field)>::type const*>(object)->*Field).c_str();
}
template <auto Field>
constexpr demand in_path(demand what) noexcept {
    static_assert(HasCString<bare<decltype(make_value<typename owner_of<decltype(Field)>::type>().*Field)>>,
                  "LTK: a need speaks of a path: name a field of a configuration that is a path or a text");
    what.configuration = &type_of<typename owner_of<decltype(Field)>::type>;
    what.field = &field_at<Field>;
    what.path = &path_at<Field>;
    return what;
}

}  // namespace detail

/// The machine has an account of that name.
constexpr requirement user(detail::needed_name name) noexcept { return demand{demand::kind_type::user, name.text}; }
/// A program in PATH, or under an absolute path; `version` is a condition on what it says to --version: ">=3.0", ">=2.15, <2.17".
constexpr requirement tool(detail::needed_name name, detail::version_condition version = {}) noexcept {
    return demand{demand::kind_type::tool, name.text, version.text};
}
/// The running kernel's release meets a condition: ">=5.14".
constexpr requirement kernel(detail::version_condition version) noexcept { return demand{demand::kind_type::kernel, "", version.text}; }
/// A kernel module is loaded or built in; `version` is a condition on the version that it states.
constexpr requirement module(detail::needed_name name, detail::version_condition version = {}) noexcept {
    return demand{demand::kind_type::kernel_module, name.text, version.text};
}
/// So many processors that this process may use.
constexpr requirement cpus(detail::needed_amount<int> count) noexcept { return demand{demand::kind_type::cpus, "", "", count.count}; }
/// So much main memory.
constexpr requirement memory(detail::needed_amount<bytes> amount) noexcept {
    return demand{demand::kind_type::memory, "", "", amount.count};
}
/// So much space that this user can fill, in the directory under test.
constexpr requirement free_space(detail::needed_amount<bytes> amount) noexcept {
    return demand{demand::kind_type::free_space, "", "", amount.count};
}
/// The same in a path field of a configuration: free_space<&Filesystem::scratch>(10_GiB).
template <auto Field>
constexpr requirement free_space(detail::needed_amount<bytes> amount) noexcept {
    return detail::in_path<Field>({demand::kind_type::free_space, "", "", amount.count});
}
/// The directory under test lies on a file system of that type, as /proc/mounts spells it: "lustre", "ext4".
constexpr requirement fs_type(detail::needed_name name) noexcept { return demand{demand::kind_type::fs_type, name.text}; }
/// The same of a path field of a configuration: fs_type<&Filesystem::scratch>("xfs").
template <auto Field>
constexpr requirement fs_type(detail::needed_name name) noexcept {
    return detail::in_path<Field>({demand::kind_type::fs_type, name.text});
}
/// One of these is enough: any_of(tool("fio"), tool("iozone", ">=3.400")).
template <class... R>
consteval requirement any_of(R const&... alternatives) {
    requirement all;
    auto const add = [&all](requirement const& one) {
        for (unsigned i = 0; i < one.count; ++i) {
            if (all.count == requirement::most) detail::any_of_takes_at_most_6_alternatives();
            all.any[all.count++] = one.any[i];
        }
    };
    (add(requirement(alternatives)), ...);
    if (all.count == 0) detail::a_need_of_nothing_is_no_need();
    return all;
}

}  // namespace ltk::inline v1
