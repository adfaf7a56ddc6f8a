# For users of LTK:
#
#   ltk_add_suite(my_suite a.cpp b.cpp)
#       a program with the command line of LTK and the tests of these sources
#
#   ltk_discover_tests(my_suite [STAGE stage] [SELECT expression] [PREFIX text] [ARGUMENTS argument...])
#       makes each test of the suite a test of CTest, after each build of the suite. STAGE and SELECT narrow them as on
#       the command line (default: the tests of every stage); ARGUMENTS are added to each run; PREFIX goes before names.
#       Labels are the suite, the stages and the tags; a test that skips is "Skipped" in CTest.

include_guard(GLOBAL)

set(LTK_DISCOVER_SCRIPT "${CMAKE_CURRENT_LIST_DIR}/ltk-discover-tests.cmake" CACHE INTERNAL "")

function(ltk_add_suite name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE ltk::ltk ltk::main)
endfunction()

function(ltk_discover_tests target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "STAGE;SELECT;PREFIX" "ARGUMENTS")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "ltk_discover_tests(${target}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}\n"
            "  Expected: ltk_discover_tests(target [STAGE stage] [SELECT expression] [PREFIX text] [ARGUMENTS argument...])")
    endif()
    if(NOT TARGET ${target})
        message(FATAL_ERROR "ltk_discover_tests(${target}): there is no such target; call ltk_add_suite(${target} ...) first")
    endif()
    set(stem "${CMAKE_CURRENT_BINARY_DIR}/${target}_ltk")
    # What the script is to do stands in a file: expressions contain quotes and spaces, which command lines mangle.
    file(GENERATE OUTPUT "${stem}_request-$<CONFIG>.cmake" CONTENT
"set(ltk_program [==[$<TARGET_FILE:${target}>]==])
set(ltk_stage [==[${arg_STAGE}]==])
set(ltk_select [==[${arg_SELECT}]==])
set(ltk_prefix [==[${arg_PREFIX}]==])
set(ltk_arguments [==[${arg_ARGUMENTS}]==])
set(ltk_folder [==[${CMAKE_CURRENT_BINARY_DIR}]==])
set(ltk_output [==[${stem}_tests.cmake]==])
")
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND "${CMAKE_COMMAND}" -D "REQUEST=${stem}_request-$<CONFIG>.cmake" -P "${LTK_DISCOVER_SCRIPT}"
        BYPRODUCTS "${stem}_tests.cmake"
        VERBATIM)
    # Before the first build there is no list: CTest then shows one test that says so.
    file(WRITE "${stem}_include.cmake"
"if(EXISTS [==[${stem}_tests.cmake]==])
    include([==[${stem}_tests.cmake]==])
else()
    add_test([==[${target}_NOT_BUILT]==] [==[${target}_NOT_BUILT]==])
endif()
")
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${stem}_include.cmake")
endfunction()
