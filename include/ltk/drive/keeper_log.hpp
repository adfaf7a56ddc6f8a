// What the keeper itself prints, that is, its per-run fixtures: kept under logs/keeper/, with secrets masked.
#pragma once

#include <ltk/config/masked_stream.hpp>
#include <ltk/drive/attempt.hpp>
#include <ltk/drive/descriptor.hpp>
#include <ltk/drive/output.hpp>

#include <fcntl.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace ltk::inline v1::detail {

class KeeperLog {
public:
    /// `folder`: the run's; `masker` may be null.
    KeeperLog(std::string folder, Masker const* masker) : folder_(std::move(folder) + "/logs/keeper") {
        masked_.fill(MaskedStream(masker));
    }

    /// Takes what there is, from non-blocking descriptors: standard output, standard error.
    void take(int out, int err) {
        char block[65536];
        for (auto const& [fd, which] : {std::pair{out, 0U}, std::pair{err, 1U}})
            for (int limit = 0; limit < 64; ++limit) {  // a keeper that never stops printing must not keep the driver from its work
                ssize_t const got = ::read(fd, block, sizeof block);
                if (got <= 0) break;
                masked_[which].take(std::string_view(block, static_cast<std::size_t>(got)),
                                    [this, name = which](std::string_view harmless) { keep(name, harmless); });
            }
    }

    /// The keeper is gone: what looked like the beginning of a secret was none.
    void end() {
        for (std::size_t which = 0; which < masked_.size(); ++which)
            masked_[which].finish([this, which](std::string_view harmless) { keep(which, harmless); });
    }

private:
    // A full disk shows itself in the journal; here it costs a log.
    void keep(std::size_t which, std::string_view text) {
        if (!files_[which]) {
            make_directories(folder_);
            std::string const file = folder_ + (which == 0 ? "/stdout" : "/stderr");
            files_[which] = Descriptor(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
        }
        text = text.substr(0, most - kept_[which]);
        kept_[which] += text.size();
        while (files_[which] && !text.empty()) {
            ssize_t const written = ::write(files_[which].get(), text.data(), text.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return;
            text.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    static constexpr std::size_t most = OutputLimits{}.logged_head;  // of each stream, in a run

    std::string folder_;
    std::array<MaskedStream, 2> masked_;
    std::array<Descriptor, 2> files_;
    std::array<std::size_t, 2> kept_{};
};

}  // namespace ltk::inline v1::detail
