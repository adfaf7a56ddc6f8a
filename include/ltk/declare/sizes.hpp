// std::size_t and std::nullptr_t, at the lowest price: libstdc++ has them wherever <initializer_list> is read, which designated traits
// need anyhow. <cstddef> would bring std::byte and its operators into every test source.
#pragma once

#include <initializer_list>
#if !defined(__GLIBCXX__)
#    include <cstddef>
#endif
