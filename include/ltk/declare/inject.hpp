// Injection: a test, fixture or validator names what it needs as parameters, and this file finds out what these are.
//
//     T const&   a configuration (or a param, in a fixture's constructor)
//     T&         a fixture
//     T          a param (LTK_PARAM)
//     Context&   the facts about the running attempt
//
// Parameters of functions are plain to see. Those of a fixture's constructor are found by calling it with objects that
// convert to anything: which conversion the compiler picks says what the parameter is. Each picked conversion leaves an edge
// (fixture -> need) in a list before main(), so that cycles and missing declarations are known before anything runs.
#pragma once

#include <ltk/declare/placed.hpp>
#include <ltk/declare/registry.hpp>
#include <ltk/declare/traits.hpp>

namespace ltk::inline v1 {

class Context;

namespace detail {

/// Hands out the objects for one attempt (or validator); made by the engine.
class Injector {
public:
    virtual void const* configuration(type_identity const& type) = 0;  // also params, for fixtures
    virtual void* fixture(fixture_type const& type) = 0;
    virtual Context& context() = 0;

protected:
    ~Injector() = default;
};

template <class P>
concept IsParam = requires { typename P::ltk_param_values; };

template <class F>
constexpr fixture_type const& fixture_type_of() noexcept;
template <class P>
constexpr param_type const& param_type_of() noexcept;

template <class F, class Needed>
struct edge_node {
    static constexpr need make() noexcept;
    struct registrar {
        fixture_edge edge{type_of<F>, make()};
        registrar() noexcept { add_edge(edge); }
    };
    LTK_DETAIL_QUIET static inline registrar node{};
    LTK_DETAIL_LOUD
};

template <class F>
struct any_argument {
    Injector& injector;

    template <class T>
        requires(!same<T, F> && !is_const<T>)
    operator T&() const {
        (void)&edge_node<F, T&>::node;
        if constexpr (same<T, Context>)
            return injector.context();
        else
            return *static_cast<T*>(injector.fixture(fixture_type_of<T>()));
    }
    template <class T>
        requires(!same<T, F>)
    operator T const&() const {
        (void)&edge_node<F, T const&>::node;
        return *static_cast<T const*>(injector.configuration(type_of<T>));
    }
};

template <class F, std::size_t>
using any_for = any_argument<F>;

template <std::size_t... I>
struct indices {};

template <class F, class Indices>
inline constexpr bool takes = false;
template <class F, std::size_t... I>
inline constexpr bool takes<F, indices<I...>> = requires(any_for<F, I> const&... any) { F(any...); };

template <class F, std::size_t... I>
void make_fixture(indices<I...>, void* where, Injector& injector) {
    new (where) placed<F>{F(any_for<F, I>{injector}...)};
}

template <class F>
void make_fixture(void* where, Injector& injector) {
    if constexpr (takes<F, indices<0, 1, 2, 3, 4, 5, 6, 7>>)
        make_fixture<F>(indices<0, 1, 2, 3, 4, 5, 6, 7>{}, where, injector);
    else if constexpr (takes<F, indices<0, 1, 2, 3, 4, 5, 6>>)
        make_fixture<F>(indices<0, 1, 2, 3, 4, 5, 6>{}, where, injector);
    else if constexpr (takes<F, indices<0, 1, 2, 3, 4, 5>>)
        make_fixture<F>(indices<0, 1, 2, 3, 4, 5>{}, where, injector);
    else if constexpr (takes<F, indices<0, 1, 2, 3, 4>>)
        make_fixture<F>(indices<0, 1, 2, 3, 4>{}, where, injector);
    else if constexpr (takes<F, indices<0, 1, 2, 3>>)
        make_fixture<F>(indices<0, 1, 2, 3>{}, where, injector);
    else if constexpr (takes<F, indices<0, 1, 2>>)
        make_fixture<F>(indices<0, 1, 2>{}, where, injector);
    else if constexpr (takes<F, indices<0, 1>>)
        make_fixture<F>(indices<0, 1>{}, where, injector);
    else if constexpr (takes<F, indices<0>>)
        make_fixture<F>(indices<0>{}, where, injector);
    else if constexpr (takes<F, indices<>>)
        make_fixture<F>(indices<>{}, where, injector);
    else
        static_assert(never<F>,
                      "LTK cannot make this fixture: its constructor may take up to eight parameters, each a configuration (T const&), "
                      "a fixture (T&), a param (T) or ltk::Context&, and the type must be complete here");
}

template <class F>
inline constexpr fixture_type fixture_type_object{type_of<F>, sizeof(F), alignof(F),
                                                  [](void* where, Injector& injector) { make_fixture<F>(where, injector); },
                                                  [](void* object) { static_cast<F*>(object)->~F(); }};
template <class F>
constexpr fixture_type const& fixture_type_of() noexcept {
    return fixture_type_object<F>;
}

template <class P>
inline constexpr param_type param_type_object{type_of<P>, &P::ltk_param_values::count, &P::ltk_param_values::value,
                                              &P::ltk_param_values::put};
template <class P>
constexpr param_type const& param_type_of() noexcept {
    return param_type_object<P>;
}

// One parameter of a function, by its kind.
template <class A>
struct argument {
    static_assert(IsParam<A>,
                  "LTK: a parameter taken by value must be declared by LTK_PARAM(Name, type, values...); "
                  "take a configuration as `T const&` and a fixture as `T&`");
    static constexpr need what() noexcept { return {need_kind::param, type_of<A>, nullptr, &param_type_of<A>()}; }
    static A get(Injector& injector) { return *static_cast<A const*>(injector.configuration(type_of<A>)); }
};
template <class A>
struct argument<A const&> {
    static constexpr need what() noexcept {
        if constexpr (IsParam<A>)
            return {need_kind::param, type_of<A>, nullptr, &param_type_of<A>()};
        else
            return {need_kind::configuration, type_of<A>};
    }
    static A const& get(Injector& injector) { return *static_cast<A const*>(injector.configuration(type_of<A>)); }
};
template <class A>
struct argument<A&> {
    static constexpr need what() noexcept { return {need_kind::fixture, type_of<A>, &fixture_type_of<A>()}; }
    static A& get(Injector& injector) { return *static_cast<A*>(injector.fixture(fixture_type_of<A>())); }
};
template <>
struct argument<Context&> {
    static constexpr need what() noexcept { return {need_kind::context, type_identity{}}; }
    static Context& get(Injector& injector) { return injector.context(); }
};
template <class A>
struct argument<A&&> {
    static_assert(never<A>, "LTK: parameters are `T const&` (configuration), `T&` (fixture), `T` (param) or `ltk::Context&`");
};

template <class F, class Needed>
constexpr need edge_node<F, Needed>::make() noexcept {
    return argument<Needed>::what();
}

// The needs of a function, and how it is called with them.
template <class R, class... A>
struct needs_of {
    static constexpr std::size_t count = sizeof...(A);
    static constexpr need list[sizeof...(A) + 1] = {argument<A>::what()..., need{}};
    // For functions that are known at run time only.
    static R invoke(void (*body)(), Injector& injector) {
        (void)injector;
        return reinterpret_cast<R (*)(A...)>(body)(argument<A>::get(injector)...);
    }
};

template <class Function>
struct signature;
template <class R, class... A>
struct signature<R (*)(A...)> : needs_of<R, A...> {
    template <R (*Body)(A...)>
    static R call(void (*)(), Injector& injector) {
        (void)injector;
        return Body(argument<A>::get(injector)...);
    }
};

}  // namespace detail

}  // namespace ltk::inline v1
