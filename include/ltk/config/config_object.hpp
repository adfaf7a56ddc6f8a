// An object of a configuration's struct, known by its description only.
#pragma once

#include <ltk/config/config_type.hpp>

#include <memory>
#include <new>

namespace ltk::inline v1::detail {

struct config_destroyer {
    config_type const* type;
    void operator()(void* memory) const {
        type->destroy(memory);
        ::operator delete(memory, std::align_val_t(type->alignment));
    }
};
using config_object = std::unique_ptr<void, config_destroyer>;

/// A fresh object with the defaults of its struct.
inline config_object make_config_object(config_type const& type) {
    void* const memory = ::operator new(type.value->size, std::align_val_t(type.alignment));
    try {
        type.make(memory);
    } catch (...) {
        ::operator delete(memory, std::align_val_t(type.alignment));
        throw;
    }
    return {memory, config_destroyer{&type}};
}

}  // namespace ltk::inline v1::detail
