// For people who write a reporter: a class with `on` for the events that it wants, and one line that names it.
//
//     struct Chat {
//         void on(ltk::event::RunFinished const& e) { post(e.failed, e.total); }
//     };
//     LTK_REPORTER("chat", Chat);
#pragma once

#include <ltk/declare/registry.hpp>
#include <ltk/results/event.hpp>

#include <concepts>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <string>

namespace ltk::inline v1 {

/// What a reporter may use; a reporter that wants it takes it in its constructor (by const reference, kept as long as the
/// reporter lives).
struct ReporterContext {
    std::ostream& out;                 ///< the target: a file that appears under its name when the report is complete, or standard output
    std::filesystem::path target;      ///< where `out` ends up; empty for standard output
    std::filesystem::path run_folder;  ///< what paths in events are relative to
    bool terminal = false;             ///< `out` is a terminal: colour and progress are welcome
    std::map<std::string, std::string> options;  ///< "--report junit:out.xml,dialect=extended": dialect -> extended
    std::string reproduce;                       ///< how this program is called again: "./posix"; for the line to paste
    /// Value of an option; `otherwise` when it was not given.
    std::string option(std::string const& name, std::string otherwise = {}) const {
        auto const found = options.find(name);
        return found == options.end() ? std::move(otherwise) : found->second;
    }
};

/// When an event happened: seconds since the run's start, and its number in the journal.
struct Stamp {
    double at = 0;
    std::uint64_t sequence = 0;
};

class Journal;

/// Something that takes events: a type-erased reporter.
class Listener {
public:
    virtual ~Listener() = default;
    /// `event` points to the event type of that index (event::index_of).
    virtual void take(std::size_t index, void const* event, Stamp const& stamp) = 0;
    /// The run has ended; the journal can be read again.
    virtual void finish(Journal const& journal) = 0;
};

/// The complete journal of a run, readable as often as wanted and too large to keep in memory.
class Journal {
public:
    virtual ~Journal() = default;
    /// Replays every event, in order, to a listener.
    virtual void replay(Listener& listener) const = 0;

    /// Replays into any object with `on(event)` for the events that it wants.
    template <class Reporter>
    void for_each(Reporter& reporter) const;
};

namespace detail {

template <class R, class E>
concept TakesStamped = requires(R& reporter, E const& event, Stamp const& stamp) { reporter.on(event, stamp); };
template <class R, class E>
concept Takes = requires(R& reporter, E const& event) { reporter.on(event); };
template <class R>
concept Finishes = requires(R& reporter, Journal const& journal) { reporter.finish(journal); };

/// Wraps a reporter, owned (T = the class) or somebody else's (T = a reference to it).
template <class T>
class Listening final : public Listener {
public:
    using reporter_class = std::remove_reference_t<T>;
    template <class... A>
    explicit Listening(A&&... arguments) : reporter_(std::forward<A>(arguments)...) {}

    void take(std::size_t index, void const* event, Stamp const& stamp) override {
        auto const& call = table()[index];
        if (call != nullptr) call(reporter_, event, stamp);
    }
    void finish(Journal const& journal) override {
        if constexpr (Finishes<reporter_class>) reporter_.finish(journal);
    }

private:
    using entry = void (*)(reporter_class&, void const*, Stamp const&);
    static std::array<entry, event::type_count> const& table() {
        static constexpr auto made = [] {
            std::array<entry, event::type_count> calls{};
            std::size_t at = 0;
            event::for_each_type([&]<class E>(char const*) {
                if constexpr (TakesStamped<reporter_class, E>)
                    calls[at] = [](reporter_class& r, void const* e, Stamp const& s) { r.on(*static_cast<E const*>(e), s); };
                else if constexpr (Takes<reporter_class, E>)
                    calls[at] = [](reporter_class& r, void const* e, Stamp const&) { r.on(*static_cast<E const*>(e)); };
                ++at;
            });
            return calls;
        }();
        return made;
    }

    T reporter_;
};

template <class R>
consteval bool takes_any_event() {
    bool any = Finishes<R>;
    event::for_each_type([&]<class E>(char const*) { any = any || TakesStamped<R, E> || Takes<R, E>; });
    return any;
}

struct reporter_type {
    std::unique_ptr<Listener> (*make)(ReporterContext const&);
};

template <class R>
std::unique_ptr<Listener> make_listener(ReporterContext const& context) {
    static_assert(takes_any_event<R>(),
                  "LTK: a reporter has at least one `void on(ltk::event::... const&)` or `void finish(ltk::Journal const&)`");
    if constexpr (std::constructible_from<R, ReporterContext const&>)
        return std::make_unique<Listening<R>>(context);
    else {
        static_assert(std::default_initializable<R>, "LTK: a reporter is made without arguments or from a `ltk::ReporterContext const&`");
        return std::make_unique<Listening<R>>();
    }
}

template <class R>
inline constexpr reporter_type reporter_type_object{&make_listener<R>};

}  // namespace detail

template <class Reporter>
void Journal::for_each(Reporter& reporter) const {
    detail::Listening<Reporter&> listening(reporter);
    replay(listening);
}

namespace declare {
/// Declares a reporter from code; record and name must outlive the registry.
template <class R>
void reporter(Registry& registry, ReporterRecord& record, char const* name, source where = {}) {
    record = {name, where, &detail::reporter_type_object<R>};
    registry.add(record);
}
}  // namespace declare

}  // namespace ltk::inline v1

/// LTK_REPORTER("chat", Chat): `--report chat` makes one.
#define LTK_REPORTER(name, ...) LTK_DETAIL_REPORTER(LTK_DETAIL_UNIQUE(reporter), name, __VA_ARGS__)
#define LTK_DETAIL_REPORTER(symbol, name, ...)                                                                                          \
    LTK_DETAIL_QUIET                                                                                                                    \
    namespace {                                                                                                                         \
    constinit ::ltk::ReporterRecord LTK_DETAIL_CAT(symbol, _record){name, LTK_HERE, &::ltk::detail::reporter_type_object<__VA_ARGS__>}; \
    ::ltk::detail::registration const LTK_DETAIL_CAT(symbol, _registration){LTK_DETAIL_CAT(symbol, _record)};                           \
    }                                                                                                                                   \
    LTK_DETAIL_LOUD static_assert(true)
