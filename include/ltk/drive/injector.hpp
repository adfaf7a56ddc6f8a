// Makes what a test names as its parameters: configurations and params are looked up, per-run fixtures taken from the keeper,
// per-test fixtures made in the order in which they are needed and destroyed in reverse.
#pragma once

#include <ltk/declare/inject.hpp>
#include <ltk/drive/attempt.hpp>
#include <ltk/drive/hooks.hpp>

#include <functional>
#include <memory>
#include <new>
#include <string>
#include <vector>

namespace ltk::inline v1::detail {

/// Raw memory of a fixture, with what destroys it.
class FixtureObject {
public:
    FixtureObject(fixture_type const& type, Injector& injector)
        : type_(&type), where_(::operator new(type.size, std::align_val_t{type.alignment})) {
        try {
            type.make(where_, injector);
        } catch (...) {
            ::operator delete(where_, std::align_val_t{type.alignment});
            throw;
        }
    }
    FixtureObject(FixtureObject&& other) noexcept : type_(other.type_), where_(std::exchange(other.where_, nullptr)) {}
    FixtureObject& operator=(FixtureObject&& other) noexcept {
        std::swap(type_, other.type_);
        std::swap(where_, other.where_);
        return *this;
    }
    ~FixtureObject() {
        if (where_ == nullptr) return;
        type_->destroy(where_);
        ::operator delete(where_, std::align_val_t{type_->alignment});
    }

    fixture_type const& type() const noexcept { return *type_; }
    void* object() const noexcept { return where_; }
    /// Forgets the object without destroying it: in a child that a test forked, it belongs to somebody else.
    void abandon() noexcept { where_ = nullptr; }

private:
    fixture_type const* type_;
    void* where_;
};

inline std::string type_text(type_identity const& type) { return std::string(type.name, type.size); }

/// The fixtures that live in one process: the keeper's per-run ones, or an attempt's own.
using FixtureObjects = std::vector<FixtureObject>;

inline void* find_fixture(FixtureObjects const& objects, type_identity const& type) {
    for (auto const& one : objects)
        if (one.type().type == type) return one.object();
    return nullptr;
}

class ObjectInjector final : public Injector {
public:
    using configurations = std::function<void const*(type_identity const&)>;

    /// `per_run` are objects that exist already; new ones go into `own`.
    ObjectInjector(configurations find, FixtureObjects const* per_run, FixtureObjects& own, Attempt& attempt)
        : find_(std::move(find)), per_run_(per_run), own_(own), attempt_(attempt) {}

    /// Gives a param type its value for this test.
    void set_param(type_identity const& type, void const* value) { params_.emplace_back(type, value); }

    void const* configuration(type_identity const& type) override {
        for (auto const& [param, value] : params_)
            if (param == type) return value;
        if (void const* const found = find_(type)) return found;
        throw Error("ltk.drive.unknown_parameter", type_text(type) +
                                                       " is neither a declared configuration nor a param of this test; declare it with "
                                                       "LTK_CONFIG, or let the test take the param");
    }

    void* fixture(fixture_type const& type) override {
        if (per_run_ != nullptr)
            if (void* const found = find_fixture(*per_run_, type.type)) return found;
        if (void* const found = find_fixture(own_, type.type)) return found;
        making_.push_back(type_text(type.type));
        FixtureObject made(type, *this);  // may come back here for what its constructor needs
        making_.pop_back();
        own_.push_back(std::move(made));
        return own_.back().object();
    }

    Context& context() override { return attempt_; }

    /// The fixture whose constructor is running, innermost; "" for none.
    std::string making() const { return making_.empty() ? std::string() : making_.back(); }

private:
    configurations find_;
    FixtureObjects const* per_run_;
    FixtureObjects& own_;
    Attempt& attempt_;
    std::vector<std::pair<type_identity, void const*>> params_;
    std::vector<std::string> making_;
};

}  // namespace ltk::inline v1::detail
