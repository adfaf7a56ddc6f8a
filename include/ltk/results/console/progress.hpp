// The one line at the bottom of a terminal that says how far the run is. It is wiped before anything else is printed.
#pragma once

#include <ltk/results/console/columns.hpp>
#include <ltk/results/console/paint.hpp>
#include <ltk/results/console/words.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace ltk::inline v1::detail::report {

class Progress {
public:
    Progress(Paint paint, std::size_t width) : paint_(paint), width_(width) {}

    void started(std::string const& test) {
        running_.push_back(test);
        stale_ = true;
    }
    void ended(std::string const& test) {
        auto const found = std::find(running_.begin(), running_.end(), test);
        if (found != running_.end()) running_.erase(found);
    }

    /// Appends what removes the line; nothing when there is none.
    void wipe(std::string& out) {
        if (shown_) out += "\r\x1b[K";
        shown_ = false;
    }
    /// Appends the line, when a test has started since or the line was wiped. Nothing is drawn by the clock: what stands there is
    /// right until the next event.
    void draw(std::string& out, std::uint64_t done, std::uint64_t planned, std::uint64_t failed) {
        if (shown_ && !stale_) return;
        wipe(out);
        if (!running_.empty()) name_ = in_one_line(running_.front());
        out += text(done, planned, failed);
        shown_ = true;
        stale_ = false;
    }

private:
    std::string text(std::uint64_t done, std::uint64_t planned, std::uint64_t failed) const {
        constexpr std::uint64_t bar = 20;
        std::uint64_t const full = planned == 0 ? 0 : std::min(bar, done * bar / planned);
        std::string const counts = " " + decimal(done) + "/" + decimal(planned) + "  ";
        std::string const bad = failed == 0 ? "" : decimal(failed) + " failed  ";
        std::string const more = running_.size() > 1 ? "  (+" + decimal(running_.size() - 1) + ")" : "";
        std::size_t const taken = bar + 2 + counts.size() + bad.size() + more.size() + 1;
        std::string const name = taken >= width_ ? "" : clipped(name_, width_ - taken);
        return paint_(tint::dim, "[") + paint_(failed == 0 ? tint::green : tint::red, std::string(full, '#')) +
               paint_(tint::dim, std::string(bar - full, '.') + "]") + counts + paint_(tint::red, bad) + name + more;
    }

    Paint paint_;
    std::size_t width_;
    std::vector<std::string> running_;
    bool shown_ = false;
    bool stale_ = false;
    std::string name_;
};

}  // namespace ltk::inline v1::detail::report
