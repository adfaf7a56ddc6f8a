# Run with cmake -P after a suite was built: asks it for its tests and writes them down for CTest.
#   REQUEST  a file of ltk_discover_tests() that sets program, stage, selection, prefix, arguments, folder and output
cmake_minimum_required(VERSION 3.25)
include("${REQUEST}")

if(NOT ltk_stage)
    set(ltk_stage all)
endif()
set(narrow --stage "${ltk_stage}")
if(NOT ltk_select STREQUAL "")
    list(APPEND narrow --select "${ltk_select}")
endif()

execute_process(
    COMMAND "${ltk_program}" list tests --json ${narrow}
    WORKING_DIRECTORY "${ltk_folder}"
    OUTPUT_VARIABLE listing ERROR_VARIABLE complaint RESULT_VARIABLE result)
if(result)
    message(FATAL_ERROR "ltk_discover_tests: ${ltk_program} list tests --json ended with ${result}:\n${complaint}"
        "  A suite that cannot list its tests cannot be run by CTest; run this command by hand.")
endif()

string(JSON count ERROR_VARIABLE problem LENGTH "${listing}")
if(problem)
    message(FATAL_ERROR "ltk_discover_tests: ${ltk_program} list tests --json printed no JSON array: ${problem}\n"
        "  Something in the suite writes to standard output before main() or while it lists its tests.")
endif()

# Bracket arguments keep every byte of an id as it is; the length of the bracket is one that no id uses.
function(quote text out)
    set(equals "=")
    while(text MATCHES "\\]${equals}\\]")
        string(APPEND equals "=")
    endwhile()
    set(${out} "[${equals}[${text}]${equals}]" PARENT_SCOPE)
endfunction()

# The strings of a JSON array, as a list.
function(strings object key out)
    set(result "")
    string(JSON length ERROR_VARIABLE none LENGTH "${object}" ${key})
    if(NOT none AND length GREATER 0)
        math(EXPR last "${length} - 1")
        foreach(index RANGE ${last})
            string(JSON value GET "${object}" ${key} ${index})
            list(APPEND result "${value}")
        endforeach()
    endif()
    set(${out} "${result}" PARENT_SCOPE)
endfunction()

set(extra "")
foreach(argument IN LISTS ltk_arguments)
    quote("${argument}" quoted)
    string(APPEND extra " ${quoted}")
endforeach()
quote("${ltk_program}" program)
quote("${ltk_stage}" stage)
quote("${ltk_folder}" folder)

set(text "# Written by ltk_discover_tests().\n")
if(count GREATER 0)
    math(EXPR last "${count} - 1")
    foreach(index RANGE ${last})
        string(JSON object GET "${listing}" ${index})
        string(JSON id GET "${object}" id)
        string(REGEX REPLACE "/.*" "" suite "${id}")
        string(JSON seconds ERROR_VARIABLE no_timeout GET "${object}" timeout)
        strings("${object}" stages stages)
        strings("${object}" tags tags)
        set(labels ${suite} ${stages} ${tags})
        list(REMOVE_DUPLICATES labels)
        quote("${ltk_prefix}${id}" name)
        quote("\"${id}\"" selection)
        quote("${labels}" labels)
        string(APPEND text "add_test(${name} ${program} run --stage ${stage} --select ${selection}${extra})\n"
            "set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 5 WORKING_DIRECTORY ${folder} LABELS ${labels}")
        # The suite keeps the test's timeout itself, and says more about it; CTest is there in case that fails.
        if(NOT no_timeout AND seconds MATCHES "^[0-9]+(\\.[0-9]+)?$" AND seconds GREATER 0)
            string(REGEX REPLACE "\\..*" "" seconds "${seconds}")
            math(EXPR seconds "${seconds} + 60")
            string(APPEND text " TIMEOUT ${seconds}")
        endif()
        string(APPEND text ")\n")
    endforeach()
endif()
file(WRITE "${ltk_output}" "${text}")
