// Captured output and attachments as reports show them.
#pragma once

#include <ltk/reporter.hpp>
#include <ltk/results/failure_lines.hpp>
#include <ltk/results/story.hpp>
#include <ltk/results/visible.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail::report {

/// Everything that was kept of one stream, one line each, with a note where something is missing; at most about `limit` bytes,
/// head and tail. `folder`: the run's folder, for the note.
inline std::string captured_text(AttemptStory const& attempt, std::string_view stream, std::size_t limit,
                                 std::filesystem::path const& folder) {
    std::string text;
    std::uint64_t cut = 0;
    std::string log;
    for (auto const& output : attempt.outputs) {
        if (output.stream != stream) continue;
        cut += output.cut;
        log = output.log;
        for (auto const& line : output.lines) {
            append_visible(text, line.text, line_breaks::keep);
            if (text.empty() || text.back() != '\n') text += '\n';
        }
    }
    std::string const where = log.empty() ? "" : "; all of it is in " + in_one_line((folder / log).string());
    if (text.size() > limit) {
        auto const front = head(text, limit / 2);
        auto const back = tail(text, limit / 2);
        std::string kept(front);
        if (!kept.empty() && kept.back() != '\n') kept += '\n';
        kept += "[ltk: " + decimal(text.size() - front.size() - back.size() + cut) + " bytes are left out here" + where + "]\n";
        kept += back;
        return kept;
    }
    if (cut != 0) text += "[ltk: " + decimal(cut) + " bytes from the middle were not kept here" + where + "]\n";
    return text;
}

/// Does a path stay below the run's folder? Others are named, but not offered to programs that fetch files.
inline bool stays_inside(std::filesystem::path const& path) {
    if (path.empty() || path.is_absolute()) return false;
    for (auto const& part : path.lexically_normal())
        if (part == "..") return false;
    return true;
}

}  // namespace ltk::inline v1::detail::report
