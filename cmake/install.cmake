# Installs the headers, the libraries, the package for find_package(ltk) and the dependency provider.
include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/ltk")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/ltk" "${PROJECT_SOURCE_DIR}/reporters/ltk"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp")
install(TARGETS ${LTK_INSTALLED_TARGETS} EXPORT ltk-targets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(EXPORT ltk-targets NAMESPACE ltk:: DESTINATION "${package_folder}")

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/ltk-config.cmake.in"
    "${CMAKE_CURRENT_BINARY_DIR}/ltk-config.cmake" INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/ltk-config-version.cmake"
    COMPATIBILITY SameMajorVersion)
install(FILES
    "${CMAKE_CURRENT_BINARY_DIR}/ltk-config.cmake"
    "${CMAKE_CURRENT_BINARY_DIR}/ltk-config-version.cmake"
    cmake/ltk-find-dependencies.cmake
    cmake/ltk-suite.cmake
    cmake/ltk-discover-tests.cmake
    cmake/ltk-dependencies.cmake
    DESTINATION "${package_folder}")
install(DIRECTORY cmake/dependencies DESTINATION "${package_folder}")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
