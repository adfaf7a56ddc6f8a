// What LTK throws when the user has to do something: where, what was seen, what was expected, what to do, and a stable id
// that docs/errors.md explains.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace ltk::inline v1 {

/// An error with a stable id ("ltk.plan.duplicate_id"). what() is the whole message, place first, without the id.
/// Several problems found at once are several lines of one message.
class Error : public std::runtime_error {
public:
    Error(std::string id, std::string const& message) : std::runtime_error(message), id_(std::move(id)) {}
    std::string const& id() const noexcept { return id_; }

private:
    std::string id_;
};

}  // namespace ltk::inline v1
