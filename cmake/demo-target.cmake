# The target "demo": runs examples/posix on a directory of this machine. What it runs stands in demo.cmake.
if(TARGET example_posix)
    add_custom_target(demo
        COMMAND "${CMAKE_COMMAND}"
            -D "PROGRAM=$<TARGET_FILE:example_posix>" -D "FOLDER=${CMAKE_BINARY_DIR}/demo"
            -P "${CMAKE_CURRENT_LIST_DIR}/demo.cmake"
        DEPENDS example_posix ltk_tool   # so that the build can be installed as well
        USES_TERMINAL VERBATIM
        COMMENT "Running the example suite examples/posix")
else()
    add_custom_target(demo
        COMMAND "${CMAKE_COMMAND}" -E echo "examples/posix has no sources, so there is nothing to demonstrate"
        COMMAND "${CMAKE_COMMAND}" -E false VERBATIM)
endif()
