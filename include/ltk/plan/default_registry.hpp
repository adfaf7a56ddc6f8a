// The registry that macros fill, and the edges between fixtures. Both are constant-initialised, so that a declaration in any
// translation unit finds them, whatever the order in which units are initialised. Compiled once, in the engine; weak because the
// author's header declares these functions plainly.
#pragma once

#include <ltk/declare/inject.hpp>
#include <ltk/declare/registry.hpp>

namespace ltk::inline v1 {

namespace detail {
inline constinit Registry macro_registry;
inline constinit fixture_edge* first_edge = nullptr;
}  // namespace detail

__attribute__((weak)) Registry& default_registry() noexcept { return detail::macro_registry; }

namespace detail {

__attribute__((weak)) void add_edge(fixture_edge& edge) noexcept {
    edge.next = first_edge;
    first_edge = &edge;
}
__attribute__((weak)) fixture_edge const* fixture_edges() noexcept { return first_edge; }

}  // namespace detail

}  // namespace ltk::inline v1
