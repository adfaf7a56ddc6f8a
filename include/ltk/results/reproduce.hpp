// The line that runs one test again as it ran here. It is made from the run's own events, so that a report made from a stored
// journal shows the same line.
#pragma once

#include <ltk/config/mask.hpp>
#include <ltk/config/units.hpp>
#include <ltk/reporter.hpp>
#include <ltk/results/event.hpp>
#include <ltk/results/shell_word.hpp>

#include <charconv>
#include <string>
#include <string_view>

namespace ltk::inline v1 {

namespace detail {

/// The text of a JSON string; other JSON values as they stand.
inline std::string unquote_json(std::string_view json) {
    if (json.size() < 2 || json.front() != '"' || json.back() != '"') return std::string(json);
    std::string out;
    for (std::size_t i = 1; i + 1 < json.size(); ++i) {
        if (json[i] != '\\') {
            out += json[i];
            continue;
        }
        switch (json[++i]) {
            case 'n': out += '\n'; break;
            case 't': out += '\t'; break;
            case 'r': out += '\r'; break;
            case 'b': out += '\b'; break;
            case 'f': out += '\f'; break;
            case 'u': return std::string(json);  // rare: JSON is accepted as well
            default: out += json[i];
        }
    }
    return out;
}

}  // namespace detail

/// Gathers what a run was told, and writes it as a command line.
class Reproduction {
public:
    /// `program`: how the program is called, ready for the shell (ReporterContext::reproduce); empty: the name that the run noted.
    explicit Reproduction(std::string program = {}) : program_(std::move(program)), given_(!program_.empty()) {}

    void on(event::RunStarted const& e) {
        if (!given_) program_ = e.program.empty() ? "suite" : "./" + detail::shell_word(e.program);
        hints_.clear();
        settings_.clear();
        stage_ = e.stage.empty() ? " --stage all" : e.stage != "developer" ? " --stage " + detail::shell_word(e.stage) : "";
        if (e.seed != 0) {
            char digits[24];
            auto const end = std::to_chars(digits, digits + sizeof digits, e.seed).ptr;
            hints_.append(" --seed ").append(digits, end);
        }
        if (e.timeout > 0) hints_ += " --timeout " + detail::duration_text(static_cast<long long>(e.timeout * 1e9));
        if (e.isolation == "none") hints_ += " --isolation none";
    }
    /// Values that the program would not find by itself the next time; what has a masked secret in it cannot be given again.
    void on(event::Configured const& e) {
        if (found_again(e.layer) || e.value.find(detail::mask) != std::string::npos) return;
        settings_ += " --set " + detail::shell_word(e.key + "=" + detail::unquote_json(e.value));
    }

    /// Runs this test alone: "./posix run --select '"posix/rename"'".
    std::string line(std::string_view test) const {
        return program_ + " run --select " + detail::shell_word("\"" + std::string(test) + "\"") + stage_ + hints_ + settings_;
    }
    /// Goes on with a run, named by its id or its folder.
    std::string resume(std::string_view run) const { return program_ + " run --resume " + detail::shell_word(run) + settings_; }
    /// Runs every test that failed in that run.
    std::string rerun_failed(std::string_view run) const {
        return program_ + " run --rerun-failed " + detail::shell_word(run) + hints_ + settings_;
    }

private:
    // "site file" is what earlier versions called the three kinds.
    static bool found_again(std::string_view layer) {
        return layer.empty() || layer == "default" || layer == "system file" || layer == "user file" || layer == "project file" ||
               layer == "site file";
    }

    std::string program_;
    bool given_;
    std::string stage_;
    std::string hints_;
    std::string settings_;
};

}  // namespace ltk::inline v1
