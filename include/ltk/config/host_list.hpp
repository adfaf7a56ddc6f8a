// Host lists as pdsh and Slurm write them: "client[01-16]", "oss[01-04,07]-ib,mds1", "rack[1-2]n[1-3]", "[a[1-2],b]". Zeros in
// front are kept: [08-10] is 08, 09, 10.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

/// Hosts in the order in which they are written, or why the text is no host list as the end of a sentence about it.
struct host_list {
    std::vector<std::string> hosts;
    std::string flaw;
};

class HostListReader {
public:
    static constexpr std::size_t most_hosts = 100'000;
    static constexpr std::size_t longest_host = 253;
    static constexpr int deepest = 8;

    explicit HostListReader(std::string_view text) : text_(text) {}

    host_list read() {
        host_list list;
        if (text_.find_first_not_of(" \t\n") == std::string_view::npos) return list;
        list.hosts = items(0);
        if (flaw_.empty() && at_ < text_.size()) fail("has a `]` that closes nothing");
        list.flaw = flaw_;
        if (!flaw_.empty()) list.hosts.clear();
        return list;
    }

private:
    void fail(std::string what) {
        if (flaw_.empty()) flaw_ = "is not a host list: it " + std::move(what);
    }
    bool failed() const { return !flaw_.empty(); }

    // Items with commas (outermost also: blanks) between them, up to the end or a closing bracket.
    std::vector<std::string> items(int depth) {
        std::vector<std::string> all;
        if (depth > deepest) {
            fail("has brackets in brackets more than 8 deep");
            return all;
        }
        while (!failed()) {
            if (depth == 0) at_ = std::min(text_.find_first_not_of(" ,\t\n", at_), text_.size());
            if (depth == 0 && (at_ >= text_.size() || text_[at_] == ']')) return all;
            auto more = item(depth);
            if (all.size() + more.size() > most_hosts) fail("has more than 100000 hosts");
            all.insert(all.end(), more.begin(), more.end());
            if (at_ >= text_.size() || text_[at_] == ']') return all;
            ++at_;  // the separator
        }
        return all;
    }

    // Letters and brackets in a row: the combinations of what each stands for.
    std::vector<std::string> item(int depth) {
        std::vector<std::string> made{std::string()};
        auto const begin = at_;
        bool brackets = false;
        while (!failed() && at_ < text_.size() && !ends_item(text_[at_], depth)) {
            if (text_[at_] == '[') {
                brackets = true;
                ++at_;
                auto const inner = items(depth + 1);
                if (failed()) return {};
                if (at_ >= text_.size()) fail("has a `[` that is not closed");
                ++at_;
                std::vector<std::string> combined;
                if (made.size() * inner.size() > most_hosts) fail("has more than 100000 hosts");
                if (failed()) return {};
                combined.reserve(made.size() * inner.size());
                for (auto const& front : made)
                    for (auto const& back : inner) combined.push_back(front + back);
                made = std::move(combined);
            } else {
                auto const c = static_cast<unsigned char>(text_[at_]);
                if (c <= 0x20 || c == 0x7f || c == '"' || c == '{' || c == '}') fail("has a character that no host name has");
                for (auto& host : made) host += text_[at_];
                ++at_;
            }
            if (made.front().size() > longest_host) fail("has a name of more than 253 characters");
        }
        if (failed()) return {};
        if (at_ == begin) {
            fail(depth == 0 ? "has nothing between two commas" : "has nothing in a bracket or between two commas");
            return {};
        }
        if (depth > 0 && !brackets) return range(text_.substr(begin, at_ - begin));
        return made;
    }

    static bool ends_item(char c, int depth) { return c == ',' || c == ']' || (depth == 0 && (c == ' ' || c == '\t' || c == '\n')); }

    // "01-16" or a plain word.
    std::vector<std::string> range(std::string_view word) {
        auto const all_digits = [](std::string_view part) {
            return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
        };
        auto const dash = word.find('-');
        if (dash == std::string_view::npos || !all_digits(word.substr(0, dash)) || !all_digits(word.substr(dash + 1)))
            return {std::string(word)};
        auto const low = word.substr(0, dash);
        auto const high = word.substr(dash + 1);
        std::uint64_t first = 0;
        std::uint64_t last = 0;
        if (low.size() > 18 || high.size() > 18) {
            fail("has a number of more than 18 digits");
            return {};
        }
        for (char const c : low) first = first * 10 + static_cast<std::uint64_t>(c - '0');
        for (char const c : high) last = last * 10 + static_cast<std::uint64_t>(c - '0');
        if (first > last)
            fail("has the range [" + std::string(word) + "], which runs backwards");
        else if (last - first >= most_hosts)
            fail("has more than 100000 hosts");
        std::vector<std::string> all;
        for (auto n = first; !failed() && n <= last; ++n) {
            auto digits = std::to_string(n);
            if (digits.size() < low.size()) digits.insert(0, low.size() - digits.size(), '0');
            all.push_back(std::move(digits));
        }
        return all;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string flaw_;
};

/// Expands a host list; duplicates stay.
inline host_list expand_hosts(std::string_view text) { return HostListReader(text).read(); }

}  // namespace ltk::inline v1::detail
