# The libraries of LTK. There are no sources but headers: the few translation units are written into the build tree.
include(GNUInstallDirs)

# ltk::ltk
add_library(ltk INTERFACE)
add_library(ltk::ltk ALIAS ltk)
target_compile_features(ltk INTERFACE cxx_std_20)
target_include_directories(ltk INTERFACE
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
    "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
target_link_libraries(ltk INTERFACE
    Boost::headers fmt::fmt-header-only nlohmann_json::nlohmann_json CLI11::CLI11
    Threads::Threads ${CMAKE_DL_LIBS})
set(LTK_INSTALLED_TARGETS ltk)

# ltk::reporter_<name>, one for each header; a reporter that needs a library of its own names it here:
#   set(LTK_REPORTER_<name>_NEEDS Some::library)     and asks for it in ltk-find-dependencies.cmake
file(GLOB reporter_headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/reporters/ltk/reporters/*.hpp")
set(reporters "")
foreach(header IN LISTS reporter_headers)
    cmake_path(GET header STEM name)
    add_library(ltk_reporter_${name} INTERFACE)
    add_library(ltk::reporter_${name} ALIAS ltk_reporter_${name})
    set_target_properties(ltk_reporter_${name} PROPERTIES EXPORT_NAME reporter_${name})
    target_include_directories(ltk_reporter_${name} INTERFACE
        "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/reporters>"
        "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
    target_link_libraries(ltk_reporter_${name} INTERFACE ltk ${LTK_REPORTER_${name}_NEEDS})
    list(APPEND reporters ${name})
    list(APPEND LTK_INSTALLED_TARGETS ltk_reporter_${name})
endforeach()

function(ltk_translation_unit path header rest)
    file(CONFIGURE OUTPUT "${path}" CONTENT "// Written by CMake.\n#include <${header}>\n${rest}" @ONLY)
endfunction()

set(units "${CMAKE_CURRENT_BINARY_DIR}/units")

# ltk::engine. Reporters register themselves, and nothing else refers to them: a linker would leave them out of an
# archive, so the public target takes the archive whole.
ltk_translation_unit("${units}/engine.cpp" ltk/engine.hpp "")
set(engine_units "${units}/engine.cpp")
foreach(name IN LISTS reporters)
    ltk_translation_unit("${units}/reporter_${name}.cpp" ltk/reporters/${name}.hpp "")
    list(APPEND engine_units "${units}/reporter_${name}.cpp")
endforeach()
add_library(ltk_engine_archive STATIC ${engine_units})
add_library(ltk::engine_archive ALIAS ltk_engine_archive)
set_target_properties(ltk_engine_archive PROPERTIES
    EXPORT_NAME engine_archive OUTPUT_NAME ltk_engine POSITION_INDEPENDENT_CODE ON)
list(TRANSFORM reporters PREPEND ltk_reporter_ OUTPUT_VARIABLE reporter_targets)
target_link_libraries(ltk_engine_archive PUBLIC ltk ${reporter_targets})
target_compile_options(ltk_engine_archive PRIVATE ${LTK_WARNING_FLAGS})
target_compile_definitions(ltk_engine_archive INTERFACE LTK_ENGINE_LINKED=1)
# Places in LTK itself ("list reporters") do not name the folder in which somebody built it.
target_compile_options(ltk_engine_archive PRIVATE "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")

add_library(ltk_engine INTERFACE)
add_library(ltk::engine ALIAS ltk_engine)
set_target_properties(ltk_engine PROPERTIES EXPORT_NAME engine)
# By its public name, which is the same in the build tree and in the installed package.
target_link_libraries(ltk_engine INTERFACE "$<LINK_LIBRARY:WHOLE_ARCHIVE,ltk::engine_archive>")

# ltk::main
ltk_translation_unit("${units}/main.cpp" ltk/main.hpp "LTK_MAIN()\n")
add_library(ltk_main STATIC "${units}/main.cpp")
add_library(ltk::main ALIAS ltk_main)
set_target_properties(ltk_main PROPERTIES EXPORT_NAME main POSITION_INDEPENDENT_CODE ON)
target_link_libraries(ltk_main PUBLIC ltk_engine)
# Functions of shared libraries are bound once, when the program starts, and not again in the process of every test.
target_link_options(ltk_main INTERFACE "LINKER:-z,now")
target_compile_options(ltk_main PRIVATE ${LTK_WARNING_FLAGS})

list(APPEND LTK_INSTALLED_TARGETS ltk_engine_archive ltk_engine ltk_main)

# The program "ltk": a suite without tests, for working with results, history and collateral.
ltk_translation_unit("${units}/tool.cpp" ltk/ltk.hpp "")
add_executable(ltk_tool "${units}/tool.cpp")
set_target_properties(ltk_tool PROPERTIES OUTPUT_NAME ltk RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
target_link_libraries(ltk_tool PRIVATE ltk_main)
