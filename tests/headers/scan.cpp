// Reads preprocessed text (compiler -E -dD) and reports what files below some folders leave behind in everybody's scope:
// macros without the prefix LTK_ that are not undefined again, and names outside of namespace ltk.
//
//   ltk_header_scan FOLDER... < preprocessed     exit code 0: clean, 1: something leaks, 2: used wrongly
//
// It is no parser. At the outermost level of a well-kept header only `namespace ltk... {` and closing braces occur, so
// whatever else stands there is reported. Specialisations for the standard library inside `namespace std {` are let pass.
#include <algorithm>
#include <cctype>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Place {
    std::string file;
    int line = 0;
};

// `# 12 "file" flags`, as gcc and clang write it.
bool line_marker(std::string const& text, Place& place) {
    if (!text.starts_with("# ")) return false;
    auto const open = text.find('"'), close = text.rfind('"');
    if (open == std::string::npos || close <= open) return false;
    place.line = std::stoi(text.substr(2));
    place.file = text.substr(open + 1, close - open - 1);
    return true;
}

std::string_view word_after(std::string_view text, std::string_view directive) {
    text.remove_prefix(directive.size());
    return text.substr(0, text.find_first_of(" ("));
}

class Names {
public:
    int leaks = 0;

    void report(Place const& place, std::string_view what) {
        std::cout << place.file << ':' << place.line << ": " << what << '\n';
        ++leaks;
    }

    // Feeds one line of code at the outermost or an inner level.
    void code(std::string_view text, Place const& place) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            char const c = text[at];
            if (raw_) {
                if (text.substr(at).starts_with(raw_end_)) {
                    at += raw_end_.size() - 1;
                    raw_ = false;
                }
                continue;
            }
            if (quote_) {
                if (c == '\\')
                    ++at;
                else if (c == quote_)
                    quote_ = 0;
                continue;
            }
            if (c == '"' || (c == '\'' && !digit_before(text, at))) {
                if (c == '"' && at > 0 && text[at - 1] == 'R') {
                    auto const open = text.find('(', at);
                    raw_end_ = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
                    raw_ = true;
                    at = open;
                } else {
                    quote_ = c;
                }
                continue;
            }
            if (c == '{') {
                if (depth_++ == 0) open_scope(place);
            } else if (c == '}') {
                if (--depth_ == 0) head_.clear();
            } else if (depth_ == 0) {
                if (c == ';') {
                    statement(place);
                    head_.clear();
                } else
                    head_ += c;
            }
        }
        if (depth_ == 0) head_ += ' ';
        quote_ = 0;  // literals other than raw ones end with their line
    }

private:
    static bool digit_before(std::string_view text, std::size_t at) {  // 1'000
        return at > 0 && std::isxdigit(static_cast<unsigned char>(text[at - 1])) != 0;
    }
    static std::string squeezed(std::string const& text) {
        std::string result;
        for (char const c : text) {
            if (c != ' ')
                result += c;
            else if (!result.empty() && result.back() != ' ')
                result += ' ';
        }
        while (!result.empty() && result.back() == ' ') result.pop_back();
        return result;
    }
    void open_scope(Place const& place) {
        auto const head = squeezed(head_);
        if (head != "namespace ltk" && !head.starts_with("namespace ltk::") && !head.starts_with("inline namespace ltk") &&
            head != "namespace std")
            report(place, "outside of namespace ltk: " + head + " {...}");
    }
    void statement(Place const& place) {
        auto const head = squeezed(head_);
        if (!head.empty() && !head.starts_with("static_assert")) report(place, "outside of namespace ltk: " + head + ";");
    }

    std::string head_, raw_end_;
    int depth_ = 0;
    char quote_ = 0;
    bool raw_ = false;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: ltk_header_scan FOLDER... < preprocessed text\n";
        return 2;
    }
    std::vector<std::string> const folders(argv + 1, argv + argc);
    std::map<std::string, Place> macros;
    Place place;
    Names names;
    int lines = 0;
    for (std::string text; std::getline(std::cin, text);) {
        if (line_marker(text, place)) continue;
        bool const ours = std::any_of(folders.begin(), folders.end(), [&](auto const& folder) { return place.file.starts_with(folder); });
        if (ours) ++lines;
        if (text.starts_with("#define ")) {
            std::string const name{word_after(text, "#define ")};
            if (ours && !name.starts_with("LTK_")) macros[name] = place;
        } else if (text.starts_with("#undef ")) {
            macros.erase(std::string{word_after(text, "#undef ")});
        } else if (ours && !text.starts_with('#')) {
            names.code(text, place);
        }
        ++place.line;
    }
    for (auto const& [name, where] : macros) names.report(where, "macro without the prefix LTK_: " + name);
    if (lines == 0) {
        std::cout << "no line comes from " << folders.front() << ": nothing was scanned\n";
        return 2;
    }
    return names.leaks == 0 ? 0 : 1;
}
