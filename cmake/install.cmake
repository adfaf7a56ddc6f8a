# Installs the headers, the libraries, the package for find_package(ltk) and the dependency provider.
include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/ltk")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/ltk" "${PROJECT_SOURCE_DIR}/reporters/ltk"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp")
install(TARGETS ${LTK_INSTALLED_TARGETS} EXPORT ltk-targets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(TARGETS ltk_tool RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(EXPORT ltk-targets NAMESPACE ltk:: DESTINATION "${package_folder}")

# The package is put together in the build tree, where find_package(ltk) can use it as well (-Dltk_DIR=<build>/package).
set(package "${PROJECT_BINARY_DIR}/package")
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/ltk-config.cmake.in"
    "${package}/ltk-config.cmake" INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${package}/ltk-config-version.cmake" COMPATIBILITY SameMajorVersion)
export(EXPORT ltk-targets NAMESPACE ltk:: FILE "${package}/ltk-targets.cmake")
install(FILES "${package}/ltk-config.cmake" "${package}/ltk-config-version.cmake" DESTINATION "${package_folder}")
foreach(file IN ITEMS ltk-find-dependencies ltk-suite ltk-discover-tests ltk-dependencies)
    configure_file("${PROJECT_SOURCE_DIR}/cmake/${file}.cmake" "${package}/${file}.cmake" COPYONLY)
    install(FILES "cmake/${file}.cmake" DESTINATION "${package_folder}")
endforeach()
install(DIRECTORY cmake/dependencies DESTINATION "${package_folder}")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
