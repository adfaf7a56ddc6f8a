// A slot is the place where one attempt at a time runs. Its page of shared memory tells the truth about the attempt also
// when the attempt has closed all its descriptors, or when the keeper was killed: where in its life it was, and which
// temporary directories it owns.
#pragma once

#include <ltk/drive/descriptor.hpp>

#include <linux/memfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace ltk::inline v1::detail {

enum class phase : std::uint32_t {
    idle,
    making,  ///< fixtures are being made
    body,
    destroying,  ///< fixtures are being destroyed
    finished,    ///< everything is done and said; the process only has to go
};

struct Slot {
    std::atomic<phase> at{phase::idle};
    std::atomic<std::uint32_t> failed{0};   ///< a failure was recorded
    std::atomic<std::uint32_t> lost{0};     ///< the event channel was found closed
    std::atomic<std::uint32_t> refused{0};  ///< events of other processes (both sides of a fork returned)
    std::atomic<std::uint32_t> sent{0};     ///< events were written into the channel
    std::atomic<std::uint64_t> checks{0};
    std::atomic<std::uint32_t> has_status{0};  ///< a nursery waited for the attempt: the next three are its result
    std::atomic<std::int32_t> status{0};       ///< as wait(2) gives it
    std::atomic<std::uint64_t> cpu{0};         ///< microseconds
    std::atomic<std::uint64_t> max_rss{0};     ///< bytes
    std::atomic<std::uint32_t> step_size{0};   ///< bytes used in `step`
    std::atomic<std::uint32_t> owned_size{0};  ///< bytes used in `owned`
    char step[248];                            ///< the step that the attempt's main thread is in: "write/sync"
    char owned[8192 - 72 - 248];               ///< paths of temporary directories, each with its NUL

    void begin() noexcept {
        failed = 0;
        lost = 0;
        refused = 0;
        sent = 0;
        checks = 0;
        has_status = 0;
        owned_size = 0;
        step_size = 0;
        at = phase::making;
    }
};
static_assert(sizeof(Slot) <= 8192);

/// The slots of a run in memory that driver, keeper and attempts share.
class Slots {
public:
    Slots() noexcept = default;
    /// Makes the memory.
    explicit Slots(std::size_t count) : memory_(static_cast<int>(::syscall(SYS_memfd_create, "ltk-slots", MFD_CLOEXEC))), count_(count) {
        if (!memory_) throw_errno("LTK cannot make shared memory for its attempts");
        if (::ftruncate(memory_.get(), static_cast<off_t>(bytes())) != 0) throw_errno("LTK cannot size the shared memory for its attempts");
        map();
    }
    /// Takes memory that another process made. The descriptor is closed: tests write into whatever they find open.
    Slots(Descriptor memory, std::size_t count) : memory_(std::move(memory)), count_(count) {
        map();
        memory_.reset();
    }
    Slots(Slots&& other) noexcept
        : memory_(std::move(other.memory_)), count_(std::exchange(other.count_, 0)), first_(std::exchange(other.first_, nullptr)) {}
    Slots& operator=(Slots&& other) noexcept {
        std::swap(memory_, other.memory_);
        std::swap(count_, other.count_);
        std::swap(first_, other.first_);
        return *this;
    }
    ~Slots() {
        if (first_ != nullptr) ::munmap(first_, bytes());
    }

    int descriptor() const noexcept { return memory_.get(); }
    std::size_t count() const noexcept { return count_; }
    Slot& operator[](std::size_t i) const noexcept { return first_[i]; }

private:
    std::size_t bytes() const noexcept { return count_ * sizeof(Slot); }
    void map() {
        void* const at = ::mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_SHARED, memory_.get(), 0);
        if (at == MAP_FAILED) throw_errno("LTK cannot map the shared memory for its attempts");
        first_ = static_cast<Slot*>(at);
    }

    Descriptor memory_;
    std::size_t count_ = 0;
    Slot* first_ = nullptr;
};

/// Notes which step the attempt is in, "" for none. A test that hangs or dies cannot say so any more.
inline void enter_step(Slot& slot, std::string_view step) noexcept {
    auto const size = step.size() < sizeof slot.step ? step.size() : sizeof slot.step;
    slot.step_size = 0;  // whoever looks in between sees no step, not half of two
    std::memcpy(slot.step, step.data(), size);
    slot.step_size = static_cast<std::uint32_t>(size);
}

/// The step that the attempt was in last.
inline std::string step_of(Slot const& slot) {
    std::uint32_t const size = slot.step_size;
    return size <= sizeof slot.step ? std::string(slot.step, size) : std::string();  // else a test wrote over its page
}

/// Notes that the attempt in this slot owns a directory; false when there is no room left.
inline bool own(Slot& slot, std::string_view path) noexcept {
    std::uint32_t const used = slot.owned_size;
    if (used + path.size() + 1 > sizeof slot.owned) return false;
    std::memcpy(slot.owned + used, path.data(), path.size());
    slot.owned[used + path.size()] = '\0';
    slot.owned_size = static_cast<std::uint32_t>(used + path.size() + 1);
    return true;
}

/// Takes back what own() noted; order does not matter.
inline void disown(Slot& slot, std::string_view path) noexcept {
    std::uint32_t const used = slot.owned_size;
    for (std::uint32_t at = 0; at < used;) {
        std::size_t const length = ::strnlen(slot.owned + at, used - at);
        if (std::string_view(slot.owned + at, length) == path) {
            std::memmove(slot.owned + at, slot.owned + at + length + 1, used - at - length - 1);
            slot.owned_size = static_cast<std::uint32_t>(used - length - 1);
            return;
        }
        at += static_cast<std::uint32_t>(length + 1);
    }
}

/// The directories that the attempt in this slot still owns.
inline std::vector<std::string> owned_by(Slot const& slot) {
    std::vector<std::string> paths;
    std::uint32_t const used = slot.owned_size;
    if (used > sizeof slot.owned) return paths;  // a test wrote over its page
    for (std::uint32_t at = 0; at < used;) {
        std::size_t const length = ::strnlen(slot.owned + at, used - at);
        paths.emplace_back(slot.owned + at, length);
        at += static_cast<std::uint32_t>(length + 1);
    }
    return paths;
}

}  // namespace ltk::inline v1::detail
