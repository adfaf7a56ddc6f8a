// What stands for a secret. Apart, because stored journals and locks are searched for it without any configuration.
#pragma once

#include <string_view>

namespace ltk::inline v1::detail {

/// What stands for a secret everywhere.
inline constexpr std::string_view mask = "******";

}  // namespace ltk::inline v1::detail
