// What the parts of the reader share: where in the configuration it is, and whom it tells what is wrong.
#pragma once

#include <ltk/config/document.hpp>
#include <ltk/config/json_text.hpp>
#include <ltk/config/problems.hpp>
#include <ltk/config/read_scalar.hpp>
#include <ltk/config/write_value.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// A node and the document that it is in.
struct located {
    Document const* document = nullptr;
    std::uint32_t index = 0;
    node const& value() const { return document->nodes[index]; }
};
/// What sets one value, lowest layer first.
using located_values = std::vector<located>;

struct Reading {
    ConfigProblems& problems;
    std::deque<Document>& documents;  // those made on the way stay as long as the others
    std::string key{};                // of the value being read
    int inside = 0;                   // of lists and maps, whose elements are no keys of their own
    bool masked = false;              // inside of a secret

    void problem(located const& at, char const* id, std::string const& what) { problems.add(*at.document, at.value().at, id, key, what); }
    /// What was given, as messages show it.
    std::string seen(located const& at) const { return masked ? quote(mask) : seen_text(at.value()); }
    /// A new document in the place of a value: what its raw text turned out to be. Fill `nodes` or `source`.
    Document& document_at(located const& at) {
        auto& made = documents.emplace_back();
        made.name = at.document->where(at.value().at);
        made.layer = at.document->layer;
        made.order = at.document->order;
        made.folder = at.document->folder;
        made.complete = at.document->complete;
        return made;
    }
};

}  // namespace ltk::inline v1::detail
