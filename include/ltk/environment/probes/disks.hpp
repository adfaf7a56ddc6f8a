// Block devices, whole ones: what data ends up on.
#pragma once

#include <ltk/declare/bytes.hpp>
#include <ltk/environment/probes/files.hpp>

#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1 {

struct DiskFacts {
    std::string name;  ///< "sda", "nvme0n1"
    std::string model;
    bytes size;
    bool rotational = false;  ///< has a head that must move
    bool read_only = false;
    std::string scheduler;  ///< that is in use: "none", "mq-deadline"
};

/// By name; without those that are made of files, memory or other disks, and those without a medium.
inline std::vector<DiskFacts> probe_disks(std::string const& tree = "") {
    std::vector<DiskFacts> all;
    for (auto const& name : detail::names_in(tree + "/sys/block")) {
        static constexpr std::string_view made[] = {"loop", "ram", "zram", "nbd", "dm-", "md", "drbd"};
        if (std::any_of(std::begin(made), std::end(made), [&](std::string_view one) { return name.starts_with(one); })) continue;
        auto const file = [&](char const* one) { return detail::line_of(tree + "/sys/block/" + name + "/" + one); };
        DiskFacts disk;
        disk.size = bytes(detail::number_in(file("size")).value_or(0) * 512);  // sectors of this length, whatever the device has
        if (disk.size.count() == 0) continue;
        disk.name = name;
        disk.model = file("device/model");
        disk.rotational = file("queue/rotational") == "1";
        disk.read_only = file("ro") == "1";
        auto const schedulers = file("queue/scheduler");  // "mq-deadline kyber [none]", or one alone
        disk.scheduler = detail::bracketed_word(schedulers).value_or(schedulers);
        all.push_back(std::move(disk));
    }
    return all;
}

}  // namespace ltk::inline v1
