// The order of tests: that of the sources, whatever the order in which they were linked and registered.
#pragma once

#include <ltk/declare/registry.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// The records of a list, oldest first.
template <class Record>
std::vector<Record const*> records_of(Record const* newest) {
    std::vector<Record const*> all;
    for (; newest != nullptr; newest = newest->next) all.push_back(newest);
    std::reverse(all.begin(), all.end());
    return all;
}

/// The records by source file, line and id, so that the order of linking does not matter. Names of files are compared once for each
/// file and not for each pair of tests.
inline std::vector<TestRecord const*> by_place(std::vector<TestRecord const*> records) {
    std::map<std::string_view, std::uint64_t> ranks;
    for (char const* last = nullptr; auto const* record : records)
        if (record->where.file != last) ranks.try_emplace(last = record->where.file, 0);
    std::uint64_t next = 0;
    for (auto& file : ranks) file.second = next++;
    std::vector<std::pair<std::uint64_t, TestRecord const*>> keyed;
    keyed.reserve(records.size());
    char const* last = nullptr;
    std::uint64_t rank = 0;
    for (auto const* record : records) {
        if (record->where.file != last) rank = ranks.find(last = record->where.file)->second;
        keyed.emplace_back((rank << 32U) | record->where.line, record);
    }
    std::sort(keyed.begin(), keyed.end(), [](auto const& a, auto const& b) {
        return a.first != b.first ? a.first < b.first : std::strcmp(a.second->id, b.second->id) < 0;
    });
    for (std::size_t i = 0; i < records.size(); ++i) records[i] = keyed[i].second;
    return records;
}

}  // namespace ltk::inline v1::detail
