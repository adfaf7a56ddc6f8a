# Way 3 of the provider: the upstream sources at pinned commits (a commit's id is its hash) or with a pinned SHA-256.
#
# The download runs in a CMake of its own (populate.cmake), so that a failure is a reason that can be told, and not
# the end. Only headers are used, except of Catch2, which is built.

include_guard(GLOBAL)

set(LTK_FETCH_Boost         # 1.88.0
    URL https://github.com/boostorg/boost/releases/download/boost-1.88.0/boost-1.88.0-cmake.tar.xz
    URL_HASH SHA256=f48b48390380cfb94a629872346e3a81370dc498896f16019ade727ab72eb1ec)
set(LTK_FETCH_fmt           # 9.1.0
    GIT_REPOSITORY https://github.com/fmtlib/fmt.git
    GIT_TAG a33701196adfad74917046096bf5a2aa0ab0bb50)
set(LTK_FETCH_nlohmann_json # 3.11.3
    GIT_REPOSITORY https://github.com/nlohmann/json.git
    GIT_TAG 9cca280a4d0ccf0c08f47a99aa71d1b0e52f8d03)
set(LTK_FETCH_CLI11         # 2.4.2
    GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git
    GIT_TAG 6c7b07a878ad834957b98d0f9ce1dbe0cb204fc9)
set(LTK_FETCH_pugixml       # 1.14
    GIT_REPOSITORY https://github.com/zeux/pugixml.git
    GIT_TAG db78afc2b7d8f043b4bc6b185635d949ea2ed2a8)
set(LTK_FETCH_Catch2        # 3.7.1
    GIT_REPOSITORY https://github.com/catchorg/Catch2.git
    GIT_TAG fa43b77429ba76c462b1898d6cd2f2d7a9416b14)
set(LTK_FETCH_tomlplusplus  # 3.4.0
    GIT_REPOSITORY https://github.com/marzer/tomlplusplus.git
    GIT_TAG 30172438cee64926dc41fdd9c11fb3ba5b2ba9de)
set(LTK_FETCH_doctest       # 2.4.11
    GIT_REPOSITORY https://github.com/doctest/doctest.git
    GIT_TAG ae7a13539fb71f270b87eb2e874fbac80bc8dda2)

set(LTK_FETCH_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/populate.cmake")

# The folder with the sources of `name`, or an empty string and the reason. FETCHCONTENT_SOURCE_DIR_<NAME> is obeyed.
function(ltk_fetch name out why)
    set(${out} "" PARENT_SCOPE)
    set(${why} "" PARENT_SCOPE)
    string(TOUPPER ${name} upper)
    if(FETCHCONTENT_SOURCE_DIR_${upper})
        set(${out} "${FETCHCONTENT_SOURCE_DIR_${upper}}" PARENT_SCOPE)
        return()
    endif()
    set(folder "${LTK_DEPENDENCY_CACHE}/fetch/${name}")
    if(EXISTS "${folder}.complete")
        set(${out} "${folder}" PARENT_SCOPE)
        return()
    endif()
    if(NOT LTK_FETCH_${name})
        set(${why} "no pinned sources are known for it" PARENT_SCOPE)
        return()
    endif()
    if(FETCHCONTENT_FULLY_DISCONNECTED)
        set(${why} "skipped: FETCHCONTENT_FULLY_DISCONNECTED is set" PARENT_SCOPE)
        return()
    endif()
    file(MAKE_DIRECTORY "${LTK_DEPENDENCY_CACHE}/fetch")
    file(LOCK "${LTK_DEPENDENCY_CACHE}/fetch/lock" GUARD FUNCTION TIMEOUT 900)
    if(EXISTS "${folder}.complete")
        set(${out} "${folder}" PARENT_SCOPE)
        return()
    endif()
    message(STATUS "LTK: ${name}: fetching the upstream sources")
    string(REPLACE ";" "|" what "${LTK_FETCH_${name}}")
    execute_process(
        COMMAND ${CMAKE_COMMAND} "-DNAME=${name}" "-DWHAT=${what}" "-DFOLDER=${folder}" -P "${LTK_FETCH_SCRIPT}"
        TIMEOUT 900 RESULT_VARIABLE failed
        OUTPUT_FILE "${folder}.log" ERROR_FILE "${folder}.log")
    if(failed)
        list(GET LTK_FETCH_${name} 1 address)
        file(STRINGS "${folder}.log" lines REGEX "fatal|error:|could not|Could not|HASH mismatch")
        list(SUBLIST lines 0 2 lines)
        list(JOIN lines "\n  " lines)
        set(${why} "${address} could not be had (${folder}.log):\n  ${lines}" PARENT_SCOPE)
        return()
    endif()
    file(TOUCH "${folder}.complete")
    set(${out} "${folder}" PARENT_SCOPE)
endfunction()

# How the sources become the targets that find_package() would have made. Headers become imported targets, which are
# system headers to the compiler and no part of what an embedding project installs.
macro(ltk_use_headers target include)
    if(NOT TARGET ${target})
        add_library(${target} INTERFACE IMPORTED)
        set_target_properties(${target} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${include}")
    endif()
endmacro()

macro(ltk_use_sources_of_Boost folder)
    # The release archive keeps each library's headers apart; LTK uses few of them, but those use others.
    file(GLOB ltk_boost_include LIST_DIRECTORIES TRUE "${folder}/libs/*/include" "${folder}/libs/numeric/*/include")
    if(EXISTS "${folder}/boost/version.hpp")
        set(ltk_boost_include "${folder}")
    endif()
    ltk_use_headers(Boost::headers "${ltk_boost_include}")
    set(Boost_VERSION 1.88.0)
endmacro()

macro(ltk_use_sources_of_fmt folder)
    ltk_use_headers(fmt::fmt-header-only "${folder}/include")
    set_target_properties(fmt::fmt-header-only PROPERTIES INTERFACE_COMPILE_DEFINITIONS FMT_HEADER_ONLY=1)
    set(fmt_VERSION 9.1.0)
endmacro()

macro(ltk_use_sources_of_nlohmann_json folder)
    ltk_use_headers(nlohmann_json::nlohmann_json "${folder}/include")
    set(nlohmann_json_VERSION 3.11.3)
endmacro()

macro(ltk_use_sources_of_CLI11 folder)
    ltk_use_headers(CLI11::CLI11 "${folder}/include")
    set(CLI11_VERSION 2.4.2)
endmacro()

macro(ltk_use_sources_of_pugixml folder)
    ltk_use_headers(pugixml::pugixml "${folder}/src")
    set_target_properties(pugixml::pugixml PROPERTIES INTERFACE_COMPILE_DEFINITIONS PUGIXML_HEADER_ONLY=1)
    set(pugixml_VERSION 1.14)
endmacro()

macro(ltk_use_sources_of_doctest folder)
    ltk_use_headers(doctest::doctest "${folder}")           # <doctest/doctest.h>
    set(doctest_VERSION 2.4.11)
endmacro()

macro(ltk_use_sources_of_tomlplusplus folder)
    ltk_use_headers(tomlplusplus::tomlplusplus "${folder}/include")
    set(tomlplusplus_VERSION 3.4.0)
endmacro()

macro(ltk_use_sources_of_Catch2 folder)
    if(NOT TARGET Catch2::Catch2)
        add_subdirectory("${folder}" "${CMAKE_BINARY_DIR}/_ltk_catch2" EXCLUDE_FROM_ALL)
        set_target_properties(Catch2 Catch2WithMain PROPERTIES
            INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "$<TARGET_PROPERTY:Catch2,INTERFACE_INCLUDE_DIRECTORIES>")
    endif()
    list(APPEND CMAKE_MODULE_PATH "${folder}/extras")       # Catch.cmake
    set(Catch2_VERSION 3.7.1)
endmacro()
