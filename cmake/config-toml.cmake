# ltk::config_toml: configuration files in TOML for every program that links it. toml++ is compiled in, as headers, so that neither
# the installed package nor a program needs it afterwards. The reader registers itself, and nothing refers to it: the public target
# takes the archive whole.
find_package(tomlplusplus 3.3 REQUIRED)
get_target_property(toml_includes tomlplusplus::tomlplusplus INTERFACE_INCLUDE_DIRECTORIES)

ltk_translation_unit("${units}/config_toml.cpp" ltk/config_toml.hpp "")
add_library(ltk_config_toml_archive STATIC "${units}/config_toml.cpp")
add_library(ltk::config_toml_archive ALIAS ltk_config_toml_archive)
set_target_properties(ltk_config_toml_archive PROPERTIES
    EXPORT_NAME config_toml_archive OUTPUT_NAME ltk_config_toml POSITION_INDEPENDENT_CODE ON)
target_link_libraries(ltk_config_toml_archive PUBLIC ltk)
# Headers only, whatever the package was built as: its library is for another version of the C++ library, perhaps.
target_include_directories(ltk_config_toml_archive PRIVATE "${PROJECT_SOURCE_DIR}/toml")
target_include_directories(ltk_config_toml_archive SYSTEM PRIVATE ${toml_includes})
target_compile_options(ltk_config_toml_archive PRIVATE ${LTK_WARNING_FLAGS})

add_library(ltk_config_toml INTERFACE)
add_library(ltk::config_toml ALIAS ltk_config_toml)
set_target_properties(ltk_config_toml PROPERTIES EXPORT_NAME config_toml)
target_link_libraries(ltk_config_toml INTERFACE "$<LINK_LIBRARY:WHOLE_ARCHIVE,ltk::config_toml_archive>")

list(APPEND LTK_INSTALLED_TARGETS ltk_config_toml_archive ltk_config_toml)
install(FILES "${PROJECT_SOURCE_DIR}/toml/ltk/config_toml.hpp" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/ltk")
