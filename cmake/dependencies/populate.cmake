# Run with cmake -P by fetch.cmake: downloads one pinned source to FOLDER, or fails.
#   NAME    the dependency
#   WHAT    arguments of FetchContent, "|" between them
#   FOLDER  where the sources go
cmake_minimum_required(VERSION 3.25)
if(POLICY CMP0169)
    cmake_policy(SET CMP0169 OLD)       # FetchContent_Populate with a folder of one's own is what a script needs
endif()
include(FetchContent)
set(FETCHCONTENT_QUIET FALSE)
string(REPLACE "|" ";" what "${WHAT}")

# An archive is downloaded here first: FetchContent would try for minutes where there is no connection.
cmake_parse_arguments(what "" "URL;URL_HASH" "" ${what})
if(what_URL)
    string(REPLACE "SHA256=" "" hash "${what_URL_HASH}")
    set(archive "${FOLDER}.work/archive.tar.xz")
    foreach(attempt RANGE 1 3)
        file(DOWNLOAD "${what_URL}" "${archive}" INACTIVITY_TIMEOUT 30 STATUS status)
        list(GET status 0 code)
        if(code EQUAL 0)
            break()
        endif()
    endforeach()
    if(NOT code EQUAL 0)
        list(GET status 1 reason)
        message(FATAL_ERROR "error: ${reason}")
    endif()
    file(SHA256 "${archive}" seen)
    if(NOT seen STREQUAL hash)
        message(FATAL_ERROR "error: ${what_URL} has the SHA-256 ${seen}, expected ${hash}")
    endif()
    set(what URL "${archive}" URL_HASH "${what_URL_HASH}")
endif()

FetchContent_Populate(${NAME} ${what}
    SOURCE_DIR "${FOLDER}" BINARY_DIR "${FOLDER}.work/build" SUBBUILD_DIR "${FOLDER}.work/subbuild"
    GIT_PROGRESS FALSE)
