// A suite that tells its secrets in every way that there is, for the test that nothing of them is found afterwards.
#include <ltk/config.hpp>
#include <ltk/ltk.hpp>

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

using namespace ltk::literals;

struct Vault {
    ltk::secret<std::string> token;
    ltk::secret<std::string> odd;  // with characters that LTK spells in its own way
    ltk::secret<long> pin;
    std::string url;  // no secret, but one is part of it
    long number = 0;  // no secret, but it is one
};
LTK_CONFIG("vault", Vault);

namespace {

void say(int fd, std::string_view text) {
    while (!text.empty()) {
        ssize_t const wrote = ::write(fd, text.data(), text.size());
        if (wrote <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(wrote));
    }
}

/// Waits until the other side has read everything, so that what follows comes by another read.
void until_read(int fd) {
    for (int i = 0; i < 10'000; ++i) {
        int waiting = 0;
        if (::ioctl(fd, FIONREAD, &waiting) == 0 && waiting == 0) return;
        ::poll(nullptr, 0, 1);
    }
}

void complain(Vault const& vault) { throw std::runtime_error("nobody catches " + vault.token.reveal()); }

void say_in_two(int fd, std::string const& text) {
    say(fd, text.substr(0, text.size() / 2));
    until_read(fd);
    say(fd, text.substr(text.size() / 2) + "\n");
}

}  // namespace

LTK_VALIDATOR("tells the token", (Vault const& vault)) {
    std::puts(vault.token.reveal().c_str());
    return ltk::warning("the token is {}", vault.token.reveal()).remedy("echo {}", vault.odd.reveal());
}

struct Teller {
    explicit Teller(Vault const& vault) { std::printf("a fixture of the run knows %s\n", vault.token.reveal().c_str()); }
};
LTK_FIXTURE(Teller, .scope = ltk::per_run);
struct Failing {
    explicit Failing(Vault const& vault) { throw std::runtime_error("no door opens for " + vault.token.reveal()); }
};
LTK_FIXTURE(Failing, .scope = ltk::per_run);

LTK_TEST("secrets/printed", (Vault const& vault)) {
    std::printf("whole: %s, %s, %ld\n", vault.token.reveal().c_str(), vault.odd.reveal().c_str(), vault.pin.reveal());
    std::fprintf(stderr, "on standard error: %s\n", vault.token.reveal().c_str());
    std::fflush(stdout);
    say_in_two(STDOUT_FILENO, vault.token.reveal());
    say_in_two(STDERR_FILENO, vault.odd.reveal());
    for (char const c : vault.token.reveal()) {
        say(STDOUT_FILENO, std::string_view(&c, 1));
        until_read(STDOUT_FILENO);
    }
}
LTK_TEST("secrets/printed where output is cut", (Vault const& vault), .timeout = 60_s) {
    auto const& token = vault.token.reveal();
    auto const fill = [](std::size_t size) { say(STDOUT_FILENO, std::string(size, '.')); };
    fill(32 * 1024 - token.size() / 2);  // the head of the journal ends in its middle
    say(STDOUT_FILENO, token);
    fill(8 * 1024 * 1024 - 32 * 1024 - token.size());  // and the head of the log
    say(STDOUT_FILENO, token);
    fill(2 * 1024 * 1024);
    for (int i = 0; i < 100'000; ++i) say(STDOUT_FILENO, token);  // wherever the tails begin
}
LTK_TEST("secrets/printed, then killed", (Vault const& vault)) {
    say(STDOUT_FILENO, vault.token.reveal());
    std::abort();
}
LTK_TEST("secrets/checked", (Vault const& vault)) {
    LTK_CHECK(vault.token.reveal() == "guess");
    LTK_CHECK(vault.odd.reveal() == "guess");
    LTK_CHECK(vault.pin.reveal() == 4);
}
LTK_TEST("secrets/checked where text is cut", (Vault const& vault)) {
    auto const& token = vault.token.reveal();
    for (std::size_t size : {std::size_t{256}, std::size_t{512}, std::size_t{2048}})
        for (std::size_t back = 1; back < token.size() + 2; ++back)
            LTK_CHECK(std::string(size - back, '.') + token + std::string(9000, '.') == "guess");
}
LTK_TEST("secrets/thrown", (Vault const& vault)) { throw std::runtime_error("cannot log in with " + vault.token.reveal()); }
LTK_TEST("secrets/measured", (Vault const& vault)) { ltk::metric("logins with " + vault.token.reveal(), 1, vault.token.reveal()); }
LTK_TEST("secrets/attached", (Vault const& vault, ltk::TempDir& dir)) {
    auto const& token = vault.token.reveal();
    ltk::attach("login.txt", "password = " + token + "\n");
    ltk::attach("of " + token, "its name says it");
    std::string long_text(65536 - token.size() / 2, '.');  // files are read in such blocks
    ltk::attach(dir.file("long.txt", long_text + token + "\n" + vault.odd.reveal()));
}
LTK_TEST("secrets/skipped", (Vault const& vault)) { LTK_SKIP("the server does not know {}", vault.token.reveal()); }
LTK_TEST("secrets/failed", (Vault const& vault)) {
    LTK_INFO("with {} and {}", vault.token.reveal(), vault.pin.reveal());
    LTK_STEP("log in as {}", vault.token.reveal()) { LTK_FAIL("{} was refused", vault.token.reveal()); }
}
LTK_TEST("secrets/awaited", (Vault const& vault)) { LTK_EVENTUALLY(vault.token.reveal() == "guess", .within = 10_ms, .every = 1_ms); }
LTK_TEST("secrets/terminated", (Vault const& vault)) {
    [&]() noexcept { complain(vault); }();
}
LTK_TEST("secrets/with a fixture that tells", (Teller&)) { LTK_CHECK(true); }
LTK_TEST("secrets/with a fixture that fails", (Failing&)) { LTK_CHECK(true); }
LTK_TEST("secrets/not inherited", (Vault const& vault)) {
    LTK_CHECK(std::getenv("LTK_VAULT__TOKEN") == nullptr);
    LTK_CHECK(std::getenv("VAULT_PIN") == nullptr);
    for (char const* const file : {"/proc/self/environ", "/proc/self/cmdline"}) {
        std::string const content = ltk::read_file(file);
        LTK_CHECK(content.find(vault.token.reveal()) == std::string::npos);
        LTK_CHECK(content.find(std::to_string(vault.pin.reveal())) == std::string::npos);
    }
    LTK_CHECK(vault.token.reveal().size() > 8);
}
