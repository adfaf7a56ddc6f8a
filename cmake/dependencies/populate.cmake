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
FetchContent_Populate(${NAME} ${what}
    SOURCE_DIR "${FOLDER}" BINARY_DIR "${FOLDER}.work/build" SUBBUILD_DIR "${FOLDER}.work/subbuild"
    GIT_PROGRESS FALSE)
