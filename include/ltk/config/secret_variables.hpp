// Names of environment variables that hold secrets. Whoever reads one notes its name here, and whoever starts a process leaves
// these variables out: a secret is for the process that was given it, not for everything that this starts.
#pragma once

#include <algorithm>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace ltk::inline v1::detail {

/// The names; any thread.
class SecretVariables {
public:
    void note(std::string_view name) {
        std::scoped_lock const lock(mutex_);
        if (!knows(name)) names_.emplace_back(name);
    }
    /// The variables of this process without those that hold secrets, ready for execve(2); they point into the environment.
    std::vector<char*> others() const {
        std::scoped_lock const lock(mutex_);
        std::vector<char*> all;
        for (char** at = environ; at != nullptr && *at != nullptr; ++at) {
            std::string_view const variable = *at;
            if (!knows(variable.substr(0, variable.find('=')))) all.push_back(*at);
        }
        all.push_back(nullptr);
        return all;
    }

private:
    bool knows(std::string_view name) const { return std::find(names_.begin(), names_.end(), name) != names_.end(); }

    mutable std::mutex mutex_;
    std::vector<std::string> names_;
};

/// Those of this process. Never destroyed, because processes are started until the very end.
inline SecretVariables& secret_variables() {
    static auto& names = *new SecretVariables;
    return names;
}

}  // namespace ltk::inline v1::detail
