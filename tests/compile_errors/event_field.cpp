// expect: LTK: an event holds texts, bool, numbers, named enums, optionals, vectors, maps with text keys
#include <ltk/results/canonical_json.hpp>

struct Event {
    int const* address = nullptr;
};
std::string text() { return ltk::canonical_json(Event{}); }
