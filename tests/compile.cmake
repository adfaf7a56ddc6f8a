# LTK_COMPILE_FLAGS_FILE: a response file with the flags of a source that links ltk::ltk, for tests that call the
# compiler themselves (its errors or its preprocessor's output are what they look at).
include_guard(GLOBAL)

file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/probe.cpp" "")
add_library(ltk_compile_probe OBJECT EXCLUDE_FROM_ALL "${CMAKE_CURRENT_BINARY_DIR}/probe.cpp")
target_link_libraries(ltk_compile_probe PRIVATE ltk::ltk)

set(LTK_COMPILE_FLAGS_FILE "${CMAKE_BINARY_DIR}/ltk_compile_flags-$<CONFIG>.rsp" CACHE INTERNAL "")
set(folders "$<TARGET_PROPERTY:ltk_compile_probe,INCLUDE_DIRECTORIES>")
set(foreign "$<FILTER:${folders},EXCLUDE,^${PROJECT_SOURCE_DIR}/(include|reporters)$>")
set(definitions "$<TARGET_PROPERTY:ltk_compile_probe,COMPILE_DEFINITIONS>")
file(GENERATE OUTPUT "${LTK_COMPILE_FLAGS_FILE}" CONTENT
"-std=c++20
-I\"${PROJECT_SOURCE_DIR}/include\"
-I\"${PROJECT_SOURCE_DIR}/reporters\"
$<$<BOOL:${foreign}>:-isystem\"$<JOIN:${foreign},\"
-isystem\">\">
$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},
-D>>
")
