# The dependency provider of LTK: gets Boost, fmt and the others when the machine has none that is new enough.
#
# Use:  cmake -DCMAKE_PROJECT_TOP_LEVEL_INCLUDES=<this file> ...     (the presets of LTK do so)
# Packagers leave it out: then every find_package() below is CMake's own.
#
# Each find_package(X ... REQUIRED) of a package that is listed here is answered by the first of
#   1. what the system, CMAKE_PREFIX_PATH or X_ROOT has, if it is new enough;
#   2. packages of Debian, downloaded with a private apt state and unpacked below LTK_DEPENDENCY_CACHE;
#   3. the upstream sources, pinned by commit or by hash, with FetchContent.
# Ways 2 and 3 can be turned off by LTK_DEPENDENCY_SOURCES. Neither needs root, neither touches the system, and what
# was downloaded is kept for the next build. All other find_package() calls are left alone.

include_guard(GLOBAL)

set(LTK_DEPENDENCY_SOURCES "system;debian;fetch" CACHE STRING
    "Where LTK looks for its dependencies, in this order; leave one out to forbid it")

# LTK's own builds share one cache between all their build trees; a consumer keeps it in its build tree.
if(EXISTS "${CMAKE_SOURCE_DIR}/include/ltk" AND EXISTS "${CMAKE_SOURCE_DIR}/cmake/ltk-dependencies.cmake")
    set(ltk_dependency_cache_default "${CMAKE_SOURCE_DIR}/build/_dependencies")
else()
    set(ltk_dependency_cache_default "${CMAKE_BINARY_DIR}/_ltk_dependencies")
endif()
set(LTK_DEPENDENCY_CACHE "${ltk_dependency_cache_default}" CACHE PATH
    "Folder in which downloaded dependencies are kept between builds; may be shared, may be copied to another machine")
unset(ltk_dependency_cache_default)

include("${CMAKE_CURRENT_LIST_DIR}/dependencies/known.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/dependencies/debian.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/dependencies/fetch.cmake")

# Says in one message what was tried and what the reader can do; the only fatal end of the provider.
function(ltk_dependency_missing name version tried)
    string(REPLACE "\n" "\n    " tried "${tried}")
    message(FATAL_ERROR
        "LTK needs ${name} >= ${version}, and no way to get it worked.\n"
        "  Seen:\n    ${tried}\n"
        "  Do one of these:\n"
        "    install ${name} >= ${version} and configure again (-D${name}_ROOT=<prefix> if it is in an unusual place);\n"
        "    configure once with a connection to a Debian mirror or to the upstream projects;\n"
        "    copy the dependency cache of another machine and give -DLTK_DEPENDENCY_CACHE=<folder>.\n"
        "  Logs of the attempts: ${LTK_DEPENDENCY_CACHE}")
endfunction()

# What the failed search of the system saw: "found 1.74.0 at /usr/lib/..., too old", or "not found".
function(ltk_dependency_considered name out)
    set(seen "")
    foreach(config version IN ZIP_LISTS ${name}_CONSIDERED_CONFIGS ${name}_CONSIDERED_VERSIONS)
        string(APPEND seen " ${version} in ${config}")
    endforeach()
    if(NOT seen AND ${name}_VERSION_STRING)
        set(seen " ${${name}_VERSION_STRING}")
    endif()
    if(seen)
        set(${out} "system: too old or not usable:${seen}" PARENT_SCOPE)
    else()
        set(${out} "system: not found" PARENT_SCOPE)
    endif()
endfunction()

# Whether a call is one that the provider may answer by a download: REQUIRED, known, and without compiled components.
function(ltk_dependency_wanted out name)
    set(${out} FALSE PARENT_SCOPE)
    if(NOT name IN_LIST LTK_KNOWN_DEPENDENCIES)
        return()
    endif()
    cmake_parse_arguments(PARSE_ARGV 2 call "REQUIRED" "" "COMPONENTS;OPTIONAL_COMPONENTS")
    set(components ${call_COMPONENTS})
    list(REMOVE_ITEM components headers)
    if(call_REQUIRED AND NOT components)
        set(${out} TRUE PARENT_SCOPE)
    endif()
endfunction()

# CMake calls this for every find_package(). It has to be a macro: packages set variables in their caller's scope.
macro(ltk_provide_dependency ltk_method ltk_name)
    ltk_dependency_wanted(ltk_wanted ${ltk_name} ${ARGN})
    if(ltk_wanted)
        set(ltk_arguments ${ARGN})
        list(REMOVE_ITEM ltk_arguments REQUIRED QUIET)
        ltk_dependency_minimum(ltk_minimum ${ltk_name} ${ARGN})
        set(ltk_tried "")

        if("system" IN_LIST LTK_DEPENDENCY_SOURCES)
            find_package(${ltk_name} ${ltk_arguments} QUIET BYPASS_PROVIDER)
            if(NOT ${ltk_name}_FOUND)
                ltk_dependency_considered(${ltk_name} ltk_tried)
            endif()
        endif()
        if(NOT ${ltk_name}_FOUND AND "debian" IN_LIST LTK_DEPENDENCY_SOURCES)
            ltk_debian_prefix(${ltk_name} ${ltk_minimum} ltk_prefix ltk_why)
            if(ltk_prefix)
                find_package(${ltk_name} ${ltk_arguments} QUIET CONFIG BYPASS_PROVIDER PATHS "${ltk_prefix}" NO_DEFAULT_PATH)
                if(NOT ${ltk_name}_FOUND)
                    ltk_dependency_considered(${ltk_name} ltk_why)
                    set(ltk_why "unpacked in ${ltk_prefix}, but CMake cannot use it (${ltk_why})")
                endif()
            endif()
            string(APPEND ltk_tried "\nDebian packages: ${ltk_why}")
        endif()
        if(NOT ${ltk_name}_FOUND AND "fetch" IN_LIST LTK_DEPENDENCY_SOURCES)
            ltk_fetch(${ltk_name} ltk_sources ltk_why)
            if(ltk_sources)
                cmake_language(CALL ltk_use_sources_of_${ltk_name} "${ltk_sources}")
                set(${ltk_name}_FOUND TRUE)
            endif()
            string(APPEND ltk_tried "\nupstream sources: ${ltk_why}")
        endif()
        if(NOT ${ltk_name}_FOUND)
            ltk_dependency_missing(${ltk_name} ${ltk_minimum} "${ltk_tried}")
        endif()
    else()
        find_package(${ltk_name} ${ARGN} BYPASS_PROVIDER)
    endif()
endmacro()

cmake_language(SET_DEPENDENCY_PROVIDER ltk_provide_dependency SUPPORTED_METHODS FIND_PACKAGE)
