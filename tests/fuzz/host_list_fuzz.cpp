// Fuzz target: any bytes as a host list. Either there is a reason why they are none, or the hosts, written with commas between them,
// are the same list again.
#include <ltk/config/host_list.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const list = ltk::detail::expand_hosts(text);
    if (!list.flaw.empty()) {
        if (!list.hosts.empty()) std::abort();
        return 0;
    }
    std::string written;
    for (auto const& host : list.hosts) {
        if (host.empty() || host.size() > 2 * ltk::detail::HostListReader::longest_host ||
            host.find_first_of("[], \t\n") != std::string::npos)
            std::abort();
        written += (written.empty() ? "" : ",") + host;
    }
    auto const again = ltk::detail::expand_hosts(written);
    if (!again.flaw.empty() || again.hosts != list.hosts) std::abort();
    return 0;
}
