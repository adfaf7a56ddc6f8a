// Finds a test by its id. A flat table of positions, because a suite of 10,000 tests is listed in a few milliseconds and a
// node for each id would be a good part of that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// Positions of things that have an `id`, found by that id; the things themselves stay in the caller's vector.
class IdIndex {
public:
    static constexpr std::size_t none = ~std::size_t{0};

    /// Indexes all things. Calls doubled(first, second) with the positions of any two that share an id.
    template <class Thing, class Doubled>
    void build(std::vector<Thing> const& things, Doubled doubled) {
        std::size_t size = 16;
        while (size < 2 * things.size()) size *= 2;
        slots_.assign(size, 0);
        for (std::size_t i = 0; i < things.size(); ++i) {
            auto const slot = slot_of(things[i].id, things);
            if (slots_[slot] == 0)
                slots_[slot] = static_cast<std::uint32_t>(i + 1);
            else
                doubled(slots_[slot] - 1, i);
        }
    }

    template <class Thing>
    std::size_t find(std::string_view id, std::vector<Thing> const& things) const {
        if (slots_.empty()) return none;
        auto const held = slots_[slot_of(id, things)];
        return held == 0 ? none : held - 1;
    }

private:
    // The slot that holds the id, or the empty one where it belongs; at most half of the slots are taken.
    template <class Thing>
    std::size_t slot_of(std::string_view id, std::vector<Thing> const& things) const {
        auto slot = std::hash<std::string_view>{}(id) & (slots_.size() - 1);
        while (slots_[slot] != 0 && things[slots_[slot] - 1].id != id) slot = (slot + 1) & (slots_.size() - 1);
        return slot;
    }

    std::vector<std::uint32_t> slots_;  // position + 1; 0: empty
};

}  // namespace ltk::inline v1::detail
