# What the provider knows: the oldest usable version of each dependency and its names in Debian.
#
# ORIGIN any    headers only: a newer release of Debian will do, because nothing compiled is taken from it
# ORIGIN own    compiled code: only from this machine's own release and its backports, whose C++ library it was built for

include_guard(GLOBAL)

set(LTK_KNOWN_DEPENDENCIES "")

macro(ltk_known_dependency name)
    list(APPEND LTK_KNOWN_DEPENDENCIES ${name})
    cmake_parse_arguments(LTK_DEPENDENCY_${name} "" "MINIMUM;ORIGIN" "DEBIAN" ${ARGN})
endmacro()

# Boost.PFR knows field names since 1.84, Boost.Hash2 exists since 1.88.
ltk_known_dependency(Boost         MINIMUM 1.88   ORIGIN any DEBIAN libboost1.88-dev libboost1.90-dev)
ltk_known_dependency(fmt           MINIMUM 9.1    ORIGIN any DEBIAN libfmt-dev)
ltk_known_dependency(nlohmann_json MINIMUM 3.11   ORIGIN any DEBIAN nlohmann-json3-dev)
ltk_known_dependency(CLI11         MINIMUM 2.1    ORIGIN any DEBIAN libcli11-dev)
ltk_known_dependency(tomlplusplus  MINIMUM 3.3    ORIGIN any DEBIAN libtomlplusplus-dev)
ltk_known_dependency(pugixml       MINIMUM 1.13   ORIGIN own DEBIAN libpugixml-dev)
# For LTK's own tests and benchmarks only.
ltk_known_dependency(Catch2        MINIMUM 3.4    ORIGIN own DEBIAN libcatch2-dev)
ltk_known_dependency(doctest       MINIMUM 2.4    ORIGIN any DEBIAN doctest-dev)

# The version that a call asks for, or the oldest usable one if it names none.
function(ltk_dependency_minimum out name)
    set(${out} ${LTK_DEPENDENCY_${name}_MINIMUM} PARENT_SCOPE)
    if(ARGC GREATER 2 AND ARGV2 MATCHES "^([0-9]+(\\.[0-9]+)*)")
        set(${out} ${CMAKE_MATCH_1} PARENT_SCOPE)
    endif()
endfunction()
