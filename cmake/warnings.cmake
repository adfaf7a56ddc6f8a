# Warnings are errors in LTK's own builds, and nobody else's business: link this with $<BUILD_INTERFACE:ltk_warnings>.
# -DLTK_WARNINGS_AS_ERRORS=OFF is for a packager whose compiler is newer than this release.
option(LTK_WARNINGS_AS_ERRORS "Treat warnings in LTK's own sources as errors" ${PROJECT_IS_TOP_LEVEL})

add_library(ltk_warnings INTERFACE)
target_compile_options(ltk_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    $<$<BOOL:${LTK_WARNINGS_AS_ERRORS}>:-Werror>)
