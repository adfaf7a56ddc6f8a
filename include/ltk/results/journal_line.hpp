// One line of the journal, taken apart and put together: {"at":...,"data":{...},"event":"...","hash":"...","seq":...}, canonical JSON
// (RFC 8785). The hash is SHA-256, in lower-case hexadecimal, over the hash of the line before (64 zeros for the first) followed by
// the line's own canonical JSON without the key "hash"; so the chain shows every change, loss and insertion.
#pragma once

#include <ltk/results/sha256.hpp>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace ltk::inline v1::detail {

using journal_hash = std::array<char, 64>;

inline constexpr journal_hash first_journal_hash = [] {
    journal_hash zeros{};
    for (char& digit : zeros) digit = '0';
    return zeros;
}();

inline constexpr std::string_view event_key = ",\"event\":\"";
inline constexpr std::string_view hash_key = ",\"hash\":\"";
inline constexpr std::string_view seq_key = ",\"seq\":";

/// The parts of a line in exactly the form that LTK writes; `valid` is false for any other, equally good JSON.
struct journal_line {
    bool valid = false;
    std::string_view body;  ///< up to the key "hash"
    std::string_view data;  ///< from `"data":` on, up to the comma before "event"
    std::string_view event;
    std::string_view hash;
    std::string_view rest;  ///< from `,"seq"` on
    std::string_view at;
    std::uint64_t sequence = 0;
};

/// Takes a line apart from its end, without reading the data.
inline journal_line split_journal_line(std::string_view line) noexcept {
    journal_line parts;
    if (line.size() < 110 || line.back() != '}') return parts;
    std::size_t at = line.size() - 1;
    while (at > 0 && line[at - 1] >= '0' && line[at - 1] <= '9') --at;
    if (auto const read = std::from_chars(line.data() + at, line.data() + line.size() - 1, parts.sequence);
        read.ec != std::errc() || read.ptr != line.data() + line.size() - 1)
        return parts;
    if (at < seq_key.size() || line.substr(at - seq_key.size(), seq_key.size()) != seq_key) return parts;
    at -= seq_key.size();
    parts.rest = line.substr(at);
    if (at < 65 + hash_key.size() || line[at - 1] != '"') return parts;
    parts.hash = line.substr(at - 65, 64);
    at -= 65 + hash_key.size();
    if (line.substr(at, hash_key.size()) != hash_key) return parts;
    parts.body = line.substr(0, at);
    if (at == 0 || line[--at] != '"') return parts;
    std::size_t const name_end = at;
    while (at > 0 && ((line[at - 1] >= 'a' && line[at - 1] <= 'z') || line[at - 1] == '_')) --at;
    parts.event = line.substr(at, name_end - at);
    if (at < event_key.size() || line.substr(at - event_key.size(), event_key.size()) != event_key) return parts;
    at -= event_key.size();
    constexpr std::string_view at_key = "{\"at\":";
    constexpr std::string_view data_key = ",\"data\":";
    if (line.substr(0, at_key.size()) != at_key) return parts;
    std::size_t const comma = line.substr(0, 64).find(',', at_key.size());
    if (comma == std::string_view::npos || line.substr(comma, data_key.size()) != data_key || comma + data_key.size() > at) return parts;
    parts.at = line.substr(at_key.size(), comma - at_key.size());
    parts.data = line.substr(comma + data_key.size(), at - comma - data_key.size());
    parts.valid = true;
    return parts;
}

/// The hash of a line whose canonical JSON without "hash" is `body` followed by `rest`.
inline journal_hash hash_journal_line(journal_hash const& before, std::string_view body, std::string_view rest) {
    Sha256 sum;
    sum.update({before.data(), before.size()});
    sum.update(body);
    sum.update(rest);
    return hex(sum.digest());
}

}  // namespace ltk::inline v1::detail
