# Warnings are errors in LTK's own builds, and nobody else's business.
# -DLTK_WARNINGS_AS_ERRORS=OFF is for a packager whose compiler is newer than this release.
option(LTK_WARNINGS_AS_ERRORS "Treat warnings in LTK's own sources as errors" ${PROJECT_IS_TOP_LEVEL})

set(LTK_WARNING_FLAGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    list(APPEND LTK_WARNING_FLAGS -Wno-restrict)        # g++ 12 sees it in every "text" + std::string at -O2, wrongly
endif()
if(LTK_WARNINGS_AS_ERRORS)
    list(APPEND LTK_WARNING_FLAGS -Werror)
endif()

# For everything that is not installed. Installed libraries take the flags themselves, so as not to export this target.
add_library(ltk_warnings INTERFACE)
target_compile_options(ltk_warnings INTERFACE ${LTK_WARNING_FLAGS})
