// The configuration of a whole site, with what the other sample has not: a choice, patterns, rules between fields, former names.
#pragma once

#include "sample.hpp"

#include <variant>

namespace sample {

struct Tcp {
    static constexpr char const* ltk_name = "tcp";
    std::uint16_t port = 988;
};
struct Infiniband {
    static constexpr char const* ltk_name = "o2ib";
    int credits = 8;
};
struct Window {
    ltk::bytes least = 4_KiB;
    ltk::bytes most = 1_MiB;
};
struct Cluster {
    std::vector<std::string> oss{"oss01"};
    std::string mgs = "10.0.0.1@tcp";
    std::variant<Tcp, Infiniband> network;
    Window window;
    std::map<std::string, Window> pools;
    ltk::version at_least{"2.12"};
    double load = 0.5;
    std::int64_t inodes = 0;
};

inline constexpr auto cluster_declaration = ltk::describe_config<Cluster>(
    ltk::field(&Cluster::oss, "object storage servers").non_empty().formerly("servers"),
    ltk::field(&Cluster::mgs, "management server").matches("[0-9.]+@(tcp|o2ib)[0-9]*", "must be a NID, as in 10.0.0.1@tcp").non_empty(),
    ltk::field(&Cluster::network, "what connects the nodes"), ltk::field(&Infiniband::credits, "in flight").at_least(1).at_most(256),
    ltk::field(&Cluster::at_least, "oldest server").at_least("2.10"),
    ltk::field(&Cluster::load, "share of the time").at_least(0).at_most(1),
    ltk::rule([](Window const& window) { return window.least <= window.most; }, "least must not be more than most", &Window::least,
              &Window::most),
    ltk::formerly("site"));

/// A registry with the cluster alone.
struct ClusterDeclared {
    ltk::Registry registry;
    ltk::ConfigRecord record{};
    ClusterDeclared() { ltk::declare::configuration(registry, record, "cluster", cluster_declaration, {"cluster.cpp", 5}); }
};
inline ltk::Registry const& cluster_registry() {
    static ClusterDeclared const one;
    return one.registry;
}

}  // namespace sample
