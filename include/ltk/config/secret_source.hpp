// Where the value of a secret is: in the source itself, in a file, in what a command prints, or in a variable of the environment.
//
//     "@file"      {"file": "token"}                      "@@..." is a literal that begins with an @
//     "@!words"    {"command": ["pass", "show", "x"]}     run without a shell; with "timeout": "10s" if need be
//     "@$NAME"     {"environment": "NAME"}
//
// All but the literal can stand on a command line: they name the secret without telling it.
#pragma once

#include <ltk/config/load_file.hpp>
#include <ltk/config/nearest.hpp>
#include <ltk/config/reading.hpp>
#include <ltk/config/secret_command.hpp>
#include <ltk/config/secret_variables.hpp>

#include <cstddef>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

/// Notes which variables of the environment give this value, also those that something else wins over.
inline void note_variables(located_values const& values) {
    for (auto const& one : values)
        if (one.document->layer == config_layer::environment) secret_variables().note(one.document->where(one.value().at));
}

/// Drops values that are only the mask of a secret, as in a stored configuration; `warnings` gets a line for each.
inline void drop_masked(Reading& reading, located_values& values, std::vector<std::string>& warnings) {
    while (!values.empty()) {
        auto const& top = values.back().value();
        if ((top.kind != node_kind::text && top.kind != node_kind::raw) || top.text != mask) return;
        warnings.push_back(values.back().document->where(top.at) + ": " + reading.key +
                           ": the value is masked here, so it sets nothing; give the secret again");
        values.pop_back();
    }
}

/// Fetches the value of one secret.
class SecretSource {
public:
    SecretSource(Reading& reading, located& at) : reading_(reading), at_(at) {}

    /// Puts the secret itself into the place of what names it; false, with the problem noted, when that fails or when the secret
    /// stands on a command line. `may_be_object`: the secret is written as an object itself, so that one is its value.
    bool open(bool may_be_object) {
        auto const& given = at_.value();
        if (given.kind == node_kind::object && !may_be_object) return open_object();
        bool const text = given.kind == node_kind::text || given.kind == node_kind::raw;
        char const mark = text && given.text.size() > 1 && given.text[0] == '@' ? given.text[1] : '\0';
        bool const names = mark != '\0' && mark != '@';
        if (at_.document->layer == config_layer::command_line && !names) {
            reading_.problem(at_, "ltk.config.secret",
                             "a secret does not belong on a command line, where everybody on the machine can read it; "
                             "put it into a file and give @FILE, or set it in the environment");
            return false;
        }
        if (mark == '\0') return true;
        if (mark == '@') return put(given.text.substr(2));
        if (mark == '$') return from_variable(given.text.substr(2));
        if (mark != '!') return from_file(given.text.substr(1));
        auto const words = command_words(std::string_view(given.text).substr(2));
        if (words && !words->empty()) return from_command(*words, usual_deadline());
        reading_.problem(at_, "ltk.config.secret_command",
                         words ? "behind @! the command is missing; write \"@!pass show x\""
                               : "the command of this secret has a quote that is not closed");
        return false;
    }

private:
    static duration usual_deadline() { return duration::seconds(60); }

    bool put(std::string value) {
        auto& made = reading_.document_at(at_);
        auto& only = made.nodes.emplace_back();
        only.kind = node_kind::raw;
        only.text = std::move(value);
        at_ = {&made, 0};
        return true;
    }

    bool from_file(std::string const& name) {
        auto const file = at_.document->folder / name;
        auto loaded = load_file(file, SecretCommand::largest);
        if (!loaded.flaw.empty()) {
            reading_.problem(at_, "ltk.config.file", "the file of this secret, " + file.string() + ", " + loaded.flaw);
            return false;
        }
        return put(without_line_ends(std::move(loaded.content)));
    }

    bool from_variable(std::string const& name) {
        secret_variables().note(name);
        char const* const value = std::getenv(name.c_str());
        if (value != nullptr) return put(value);
        reading_.problem(at_, "ltk.config.secret_variable", "the variable of this secret, " + name + ", is not set");
        return false;
    }

    bool from_command(std::vector<std::string> words, duration deadline) {
        std::string const name = words.front();
        auto printed = SecretCommand(std::move(words), at_.document->folder).run(deadline);
        if (printed.flaw.empty()) return put(std::move(printed.content));
        reading_.problem(at_, "ltk.config.secret_command", "the command of this secret, " + name + ", " + printed.flaw);
        return false;
    }

    bool refuse_object(std::string const& what) {
        reading_.problem(at_, "ltk.config.secret_object",
                         what + R"(; a secret is a text, {"file": "..."}, {"command": ["...", "..."]} or {"environment": "NAME"})");
        return false;
    }

    bool open_object() {
        node const* source = nullptr;
        node const* timeout = nullptr;
        auto const& object = at_.value();
        for (auto child = object.first; child != 0; child = at_.document->nodes[child].next) {
            auto const& one = at_.document->nodes[child];
            bool const known = one.name == "file" || one.name == "command" || one.name == "environment";
            if (one.name == "timeout")
                timeout = &one;
            else if (!known)
                return refuse_object(quote_short(one.name) + " names no source of a secret" +
                                     did_you_mean(one.name, {"file", "command", "environment", "timeout"}));
            else if (std::exchange(source, &one) != nullptr)
                return refuse_object("two sources are named");
        }
        if (source == nullptr) return refuse_object("no source is named");
        if (timeout != nullptr && source->name != "command") return refuse_object("\"timeout\" is for commands");
        if (source->name == "command") return open_command(*source, timeout);
        if (source->kind != node_kind::text || source->text.empty()) return refuse_object(quote(source->name) + " is not a text");
        return source->name == "file" ? from_file(source->text) : from_variable(source->text);
    }

    bool open_command(node const& source, node const* timeout) {
        duration deadline = usual_deadline();
        if (timeout != nullptr) {
            auto const read = read_duration(timeout->text);
            if (!read || read.value <= 0) return refuse_object("\"timeout\" is not a span of time such as \"10s\"");
            deadline = duration::nanoseconds(read.value);
        }
        std::optional<std::vector<std::string>> words;
        if (source.kind == node_kind::text) words = command_words(source.text);
        if (source.kind == node_kind::list) {
            words.emplace();
            for (auto child = source.first; child != 0; child = at_.document->nodes[child].next) {
                auto const& word = at_.document->nodes[child];
                if (word.kind != node_kind::text) return refuse_object("a word of \"command\" is not a text");
                words->push_back(word.text);
            }
        }
        if (!words || words->empty() || words->front().empty()) return refuse_object("\"command\" is not a command");
        return from_command(std::move(*words), deadline);
    }

    Reading& reading_;
    located& at_;
};

}  // namespace ltk::inline v1::detail
