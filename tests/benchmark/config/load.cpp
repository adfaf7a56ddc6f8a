// What it costs to load a large configuration file, with positions, provenance and all checks, in units of nlohmann-json's bare
// parse of the same bytes. Prints one line for each shape of file: name, lines, milliseconds of both (the best of many, in turns)
// and the ratio.
#include <ltk/config.hpp>
#include <ltk/config/configuration.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <stdlib.h>

using namespace ltk::literals;

namespace {

struct Node {
    std::string host;
    std::string nid;
    ltk::bytes memory;
    int cores = 1;
    bool spare = false;
    ltk::duration boot = 60_s;
};
struct Inventory {
    std::vector<Node> nodes;
    std::map<std::string, Node> servers;
    std::map<std::string, std::string> parameters;
    std::vector<int> ports;
};
constexpr auto inventory = ltk::describe_config<Inventory>(ltk::field(&Node::cores, "of the machine").at_least(1),
                                                           ltk::field(&Node::memory, "of the machine").at_most(64_TiB),
                                                           ltk::field(&Node::nid, "of the machine").matches("[0-9.]+@(tcp|o2ib)"));

constexpr int lines = 10'000;

std::string node_text(int i, char const* indent) {
    std::string const number = std::to_string(i);
    std::string const in = std::string(indent) + "  ";
    return "{\n" + in + R"("host": "client)" + number + "\",\n" + in + R"("nid": "10.0.)" + std::to_string(i / 250) + "." +
           std::to_string(i % 250) + "@tcp\",\n" + in + R"("memory": "64GiB",)" + "\n" + in + R"("cores": )" + number + ",\n" + in +
           R"("spare": false,)" + "\n" + in + R"("boot": "5min")" + "\n" + indent + "}";
}

std::string file_text(std::string const& shape) {
    std::string text = "{\n  \"site\": {\n    \"" + shape + (shape == "nodes" || shape == "ports" ? "\": [\n" : "\": {\n");
    int const count = shape == "nodes" || shape == "servers" ? lines / 8 : lines;
    for (int i = 1; i <= count; ++i) {
        text += "      ";
        if (shape == "nodes") text += node_text(i, "      ");
        if (shape == "servers") text += "\"oss" + std::to_string(i) + "\": " + node_text(i, "      ");
        if (shape == "parameters") text += "\"osc.scratch-OST" + std::to_string(i) + ".max_rpcs_in_flight\": \"" + std::to_string(i) + "\"";
        if (shape == "ports") text += std::to_string(i);
        text += i == count ? "\n" : ",\n";
    }
    return text + (shape == "nodes" || shape == "ports" ? "    ]\n  }\n}\n" : "    }\n  }\n}\n");
}

template <class Work>
double milliseconds(Work const& work) {
    auto const begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

int main() {
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ltk::declare::configuration(registry, record, "site", inventory);
    std::string folder = (std::filesystem::temp_directory_path() / "ltk-bench-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return 1;
    for (std::string const shape : {"nodes", "servers", "parameters", "ports"}) {
        auto const text = file_text(shape);
        ltk::ConfigLayers layers;
        layers.files.push_back(std::filesystem::path(folder) / (shape + ".json"));
        std::ofstream(layers.files.front(), std::ios::binary) << text;
        double bare = 1e9;
        double loaded = 1e9;
        std::size_t seen = 0;
        for (int round = 0; round < 60; ++round) {
            bare = std::min(bare, milliseconds([&] { seen += nlohmann::json::parse(text).size(); }));
            loaded = std::min(loaded, milliseconds([&] { seen += ltk::Configuration::resolve(registry, layers).warnings().size(); }));
        }
        std::printf("%-10s %6d lines  nlohmann %7.3f ms  ltk %7.3f ms  ratio %.2f%s\n", shape.c_str(),
                    static_cast<int>(std::count(text.begin(), text.end(), '\n')), bare, loaded, loaded / bare, seen == 0 ? "?" : "");
    }
    std::filesystem::remove_all(folder);
}
