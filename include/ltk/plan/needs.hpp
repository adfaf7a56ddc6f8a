// What tests need in the end: the configurations, params and fixtures that they name and those that their fixtures need,
// however deep. Finds cycles of fixtures and per-run fixtures that need what exists for one test only.
#pragma once

#include <ltk/declare/fixture.hpp>
#include <ltk/declare/registry.hpp>
#include <ltk/declare/tempdir.hpp>
#include <ltk/plan/problems.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

struct identity_hash {
    std::size_t operator()(type_identity const& type) const noexcept {
        return std::hash<std::string_view>{}(std::string_view(type.name, type.size)) ^ std::hash<void const*>{}(type.local);
    }
};

/// A configuration that is needed, and the way there for messages: "" when the test names it itself, else the fixture's name.
struct needed_configuration {
    type_identity type;
    std::string through;
};

/// Everything that a list of parameters comes down to; each type once, in the order in which it is met.
struct needed {
    std::vector<needed_configuration> configurations;
    std::vector<param_type const*> params;
    std::vector<type_identity> fixtures;
    bool temp_dir = false;  ///< an ltk::TempDir in the directory under test is among them
};

/// The graph of fixtures, as far as the program's types make it. Reads the registry's LTK_FIXTURE lines for scopes.
class NeedsGraph {
public:
    NeedsGraph(Registry const& registry, Problems& problems) : problems_(problems) {
        for (auto const* edge = fixture_edges(); edge != nullptr; edge = edge->next) {
            auto& needs = edges_[edge->fixture];
            if (std::none_of(needs.begin(), needs.end(), [&](need const& known) { return same_need(known, edge->needed); }))
                needs.push_back(edge->needed);
        }
        for (auto& entry : edges_)  // static initialisation decides the order of edges; names do not depend on it
            std::sort(entry.second.begin(), entry.second.end(), [](need const& a, need const& b) {
                if (a.kind != b.kind) return a.kind < b.kind;
                return std::string_view(a.type.name, a.type.size) < std::string_view(b.type.name, b.type.size);
            });
        for (auto const* record = registry.fixtures(); record != nullptr; record = record->next) {
            auto const added = records_.emplace(record->type, record);
            if (added.second) continue;
            auto const one = place(record->where);
            auto const other = place(added.first->second->where);
            problems_.add("ltk.plan.duplicate_fixture", std::max(one, other) + ": LTK_FIXTURE(" + type_name(record->type) +
                                                            ", ...) stands at " + std::min(one, other) + " already; keep one of the two");
        }
    }
    NeedsGraph(NeedsGraph const&) = delete;
    NeedsGraph& operator=(NeedsGraph const&) = delete;

    FixtureRecord const* record_of(type_identity const& type) const {
        auto const found = records_.find(type);
        return found == records_.end() ? nullptr : found->second;
    }
    fixture_traits const* traits_of(type_identity const& type) const {
        auto const* const record = record_of(type);
        return record == nullptr ? nullptr : record->traits;
    }
    std::vector<need> const& needs_of(type_identity const& fixture) const {
        auto const found = edges_.find(fixture);
        return found == edges_.end() ? no_needs_ : found->second;
    }

    /// The closure of a parameter list. Tests of one signature share their list, so that it is worked out once. Problems on
    /// the way are blamed on the first that asks: `name` at `where`.
    needed const& of(need const* list, std::size_t count, std::string_view name, source where) {
        auto const known = closures_.find(list);
        if (known != closures_.end()) return known->second;
        asking_ = name;
        asking_at_ = where;
        needed all;
        std::vector<type_identity> path;
        for (std::size_t i = 0; i < count; ++i)  // ids show the params that a test itself takes before those of its fixtures
            if (list[i].kind == need_kind::param) follow(list[i], path, all);
        for (std::size_t i = 0; i < count; ++i) follow(list[i], path, all);
        return closures_.emplace(list, std::move(all)).first->second;
    }

private:
    static bool same_need(need const& a, need const& b) { return a.kind == b.kind && a.type == b.type; }

    void follow(need const& one, std::vector<type_identity>& path, needed& all) {
        switch (one.kind) {
            case need_kind::context: return;
            case need_kind::configuration:
                for (auto const& known : all.configurations)
                    if (known.type == one.type) return;
                all.configurations.push_back({one.type, path.empty() ? std::string() : type_name(path.back())});
                return;
            case need_kind::param:
                if (std::find_if(all.params.begin(), all.params.end(), [&](param_type const* p) { return p->type == one.type; }) ==
                    all.params.end())
                    all.params.push_back(one.param);
                return;
            case need_kind::fixture: break;
        }
        auto const on_path = std::find(path.begin(), path.end(), one.type);
        if (on_path != path.end()) {
            report_cycle(std::vector<type_identity>(on_path, path.end()));
            return;
        }
        if (std::find(all.fixtures.begin(), all.fixtures.end(), one.type) != all.fixtures.end()) return;
        all.fixtures.push_back(one.type);
        if (one.type == type_of<TempDir>) all.temp_dir = true;
        path.push_back(one.type);
        for (auto const& further : needs_of(one.type)) {
            check_scope(one.type, further);
            follow(further, path, all);
        }
        path.pop_back();
    }

    std::string name_and_place(type_identity const& fixture) const {
        auto const* const record = record_of(fixture);
        return record == nullptr ? type_name(fixture) : type_name(fixture) + " (" + place(record->where) + ")";
    }

    void report_cycle(std::vector<type_identity> cycle) {
        std::string words;
        for (auto const& fixture : cycle) {
            if (std::find(in_cycles_.begin(), in_cycles_.end(), fixture) != in_cycles_.end()) return;  // said already
            words += name_and_place(fixture) + " -> ";
        }
        words += type_name(cycle.front());
        in_cycles_.insert(in_cycles_.end(), cycle.begin(), cycle.end());
        problems_.add("ltk.plan.fixture_cycle", place(asking_at_) + ": " + std::string(asking_) +
                                                    " needs fixtures that need each other in a circle: " + words +
                                                    "; take one of them out of a constructor, or split off what both need");
    }

    void check_scope(type_identity const& fixture, need const& further) {
        auto const* const record = record_of(fixture);
        if (record == nullptr || record->traits == nullptr || record->traits->scope != per_run) return;
        std::string const who =
            place(record->where) + ": fixture " + type_name(fixture) + " is made once per run, but its constructor takes ";
        std::string what;
        if (further.kind == need_kind::context)
            what = "`ltk::Context&`, and no test is running when it is made; take the parameter out, or make " + type_name(fixture) +
                   " per test";
        else if (further.kind == need_kind::param)
            what = "the param " + type_name(further.type) + ", which has another value in each test; take the parameter out, or make " +
                   type_name(fixture) + " per test";
        else if (further.kind == need_kind::fixture && scope_of(further.type) == per_test)
            what = "`" + type_name(further.type) + "&`, which is made for each test; " +
                   (further.type == type_of<TempDir> ? std::string("make a directory of its own in a configured path")
                                                     : "give " + name_and_place(further.type) + " `.scope = ltk::per_run` too") +
                   ", or make " + type_name(fixture) + " per test";
        else
            return;
        if (std::find(scope_said_.begin(), scope_said_.end(), who + what) != scope_said_.end()) return;
        scope_said_.push_back(who + what);
        problems_.add("ltk.plan.fixture_scope", who + what);
    }

    fixture_scope scope_of(type_identity const& fixture) const {
        auto const* const traits = traits_of(fixture);
        return traits == nullptr ? per_test : traits->scope;
    }

    Problems& problems_;
    std::string_view asking_;
    source asking_at_;
    std::vector<need> const no_needs_;
    std::unordered_map<type_identity, std::vector<need>, identity_hash> edges_;
    std::unordered_map<type_identity, FixtureRecord const*, identity_hash> records_;
    std::unordered_map<need const*, needed> closures_;
    std::vector<type_identity> in_cycles_;
    std::vector<std::string> scope_said_;
};

}  // namespace ltk::inline v1::detail
