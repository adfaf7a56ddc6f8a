# What a program that contains the engine needs. Read by LTK's own build and by the installed package, so that both
# ask for the same things.

foreach(ltk_needs IN ITEMS "Boost 1.88" "fmt 9.1" "nlohmann_json 3.11" "CLI11 2.1")
    string(REPLACE " " ";" ltk_needs "${ltk_needs}")
    if(DEFINED CMAKE_FIND_PACKAGE_NAME)             # inside find_package(ltk)
        find_dependency(${ltk_needs})
    else()
        find_package(${ltk_needs} REQUIRED)
    endif()
endforeach()
unset(ltk_needs)

set(THREADS_PREFER_PTHREAD_FLAG TRUE)
find_package(Threads REQUIRED)
