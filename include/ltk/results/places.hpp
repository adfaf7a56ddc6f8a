// Where the tests of a plan stand in their sources, kept small: 16 bytes for each test, for reporters that name the place of a
// test that crashed or hung without a failed check of its own.
#pragma once

#include <ltk/results/event.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail::report {

struct source_place {
    std::string_view file;  ///< empty when it is not known
    unsigned line = 0;
};

class Places {
public:
    void on(event::TestPlanned const& e) {
        if (e.file.empty()) return;
        places_.push_back({std::hash<std::string_view>{}(e.test), number_of(e.file), e.line});
        sorted_ = false;
    }
    source_place of(std::string_view test) {
        auto const before = [](Place const& a, Place const& b) { return a.test < b.test; };
        if (!sorted_) std::sort(places_.begin(), places_.end(), before);
        sorted_ = true;
        Place const wanted{std::hash<std::string_view>{}(test), 0, 0};
        auto const found = std::lower_bound(places_.begin(), places_.end(), wanted, before);
        if (found == places_.end() || found->test != wanted.test) return {};
        return {files_[found->file], found->line};
    }

private:
    struct Place {
        std::uint64_t test;  // hash of its id
        std::uint32_t file;
        std::uint32_t line;
    };

    std::uint32_t number_of(std::string const& file) {
        if (last_ < files_.size() && files_[last_] == file) return last_;
        auto const found = std::find(files_.begin(), files_.end(), file);
        last_ = static_cast<std::uint32_t>(found - files_.begin());
        if (found == files_.end()) files_.push_back(file);
        return last_;
    }

    std::vector<Place> places_;
    std::vector<std::string> files_;
    std::uint32_t last_ = 0;
    bool sorted_ = true;
};

}  // namespace ltk::inline v1::detail::report
