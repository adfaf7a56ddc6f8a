# What a program that contains the engine needs. Read by LTK's own build and by the installed package, so that both
# ask for the same things. In the package a missing one is no end, but named in ltk_missing: there is more to say about
# it. (LTK's provider answers REQUIRED calls only, and says enough by itself.)

set(ltk_missing "")
foreach(ltk_needs IN ITEMS "Boost 1.88" "fmt 9.1" "nlohmann_json 3.11" "CLI11 2.1")
    string(REPLACE " " ";" ltk_arguments "${ltk_needs}")
    list(GET ltk_arguments 0 ltk_name)
    if(CMAKE_FIND_PACKAGE_NAME STREQUAL "ltk" AND NOT LTK_KNOWN_DEPENDENCIES)
        find_package(${ltk_arguments} QUIET)
        if(NOT ${ltk_name}_FOUND)
            list(APPEND ltk_missing "${ltk_needs}")
        endif()
    else()
        find_package(${ltk_arguments} REQUIRED)
    endif()
endforeach()
unset(ltk_arguments)
unset(ltk_name)
unset(ltk_needs)

set(THREADS_PREFER_PTHREAD_FLAG TRUE)
find_package(Threads REQUIRED)
