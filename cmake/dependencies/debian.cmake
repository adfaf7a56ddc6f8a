# Way 2 of the provider: packages of Debian, unpacked into a folder of our own.
#
# apt-get works with a private state folder, so it needs no root and changes nothing of the system; it checks the
# signatures with the system's own keys. The mirror is the one that the machine is configured to use.

include_guard(GLOBAL)

set(LTK_DEBIAN_KEYRING_CANDIDATES
    /usr/share/keyrings/debian-archive-keyring.pgp
    /usr/share/keyrings/debian-archive-keyring.gpg)

# The release of Debian on this machine, or the reason why this way cannot be taken.
function(ltk_debian_release out why)
    set(${out} "" PARENT_SCOPE)
    set(${why} "" PARENT_SCOPE)
    foreach(tool IN ITEMS apt-get apt-cache dpkg-deb)
        find_program(ltk_${tool} ${tool})
        mark_as_advanced(ltk_${tool})
        if(NOT ltk_${tool})
            set(${why} "skipped: this machine has no ${tool}" PARENT_SCOPE)
            return()
        endif()
    endforeach()
    cmake_host_system_information(RESULT os QUERY DISTRIB_INFO)
    if(NOT os_ID STREQUAL "debian" OR NOT os_VERSION_CODENAME)
        set(${why} "skipped: this is not a release of Debian (/etc/os-release says ID=${os_ID})" PARENT_SCOPE)
        return()
    endif()
    set(${out} "${os_VERSION_CODENAME}" PARENT_SCOPE)
endfunction()

# The address of the mirror: that of the first source for this release in the machine's own configuration.
# --no-release-info makes apt answer from its sources alone, so that a machine which never ran "apt-get update" will do.
function(ltk_debian_mirror release out)
    execute_process(
        COMMAND ${ltk_apt-get} indextargets --no-release-info "--format=$(RELEASE) $(REPO_URI)"
        OUTPUT_VARIABLE targets ERROR_QUIET)
    set(${out} "" PARENT_SCOPE)
    if(targets MATCHES "(^|\n)(${release}|stable|oldstable|testing) ([^\n]+)")
        set(${out} "${CMAKE_MATCH_3}" PARENT_SCOPE)
    endif()
endfunction()

# Writes the private apt configuration below `state` and returns the options that make apt use it.
function(ltk_debian_private_apt state mirror releases out)
    file(MAKE_DIRECTORY "${state}/lists/partial" "${state}/cache/archives/partial")
    set(signed "")
    foreach(keyring IN LISTS LTK_DEBIAN_KEYRING_CANDIDATES)
        if(EXISTS "${keyring}" AND NOT signed)
            set(signed "Signed-By: ${keyring}\n")
        endif()
    endforeach()
    list(JOIN releases " " suites)
    file(WRITE "${state}/ltk.sources"
        "Types: deb\nURIs: ${mirror}\nSuites: ${suites}\nComponents: main\n${signed}")
    file(WRITE "${state}/status" "")
    # Read after the machine's own configuration, so that proxies hold and hooks do not.
    file(WRITE "${state}/apt.conf" [=[
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear APT::NeverAutoRemove;
#clear Acquire::IndexTargets::deb::DEP-11;
#clear Acquire::IndexTargets::deb::DEP-11-icons;
#clear Acquire::IndexTargets::deb::DEP-11-icons-small;
#clear Acquire::IndexTargets::deb::Contents-deb;
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "30";
Acquire::https::Timeout "30";
APT::Sandbox::User "";
]=])
    set(${out}
        -c "${state}/apt.conf"
        -o "Dir::Etc::sourcelist=${state}/ltk.sources"
        -o "Dir::Etc::sourceparts=/dev/null"
        -o "Dir::Etc::preferences=/dev/null"
        -o "Dir::Etc::preferencesparts=/dev/null"
        -o "Dir::State=${state}"
        -o "Dir::State::lists=${state}/lists"
        -o "Dir::State::status=${state}/status"
        -o "Dir::Cache=${state}/cache"
        -o "Dir::Cache::archives=${state}/cache/archives"
        -o "Dir::Cache::pkgcache=${state}/cache/pkgcache.bin"      # images of containers turn these off
        -o "Dir::Cache::srcpkgcache=${state}/cache/srcpkgcache.bin"
        PARENT_SCOPE)
endfunction()

# Gets the package lists, once for each cache (or again when `force` is set). What went wrong is left in the log only:
# a mirror without backports is no error as long as the other lists have what is wanted. `fresh` says whether it was done now.
function(ltk_debian_update state releases force options fresh)
    list(JOIN releases " " wanted)
    set(${fresh} FALSE PARENT_SCOPE)
    set(have "")
    if(EXISTS "${state}/updated")
        file(READ "${state}/updated" have)
    endif()
    if(have STREQUAL wanted AND NOT force)
        return()
    endif()
    set(${fresh} TRUE PARENT_SCOPE)
    message(STATUS "LTK: reading the package lists of Debian (${wanted})")
    execute_process(
        COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${ltk_apt-get} ${options} update
        OUTPUT_FILE "${state}/update.log" ERROR_FILE "${state}/update.log"
        RESULT_VARIABLE failed)
    file(GLOB lists "${state}/lists/*Packages*")
    if(lists AND NOT failed)
        file(WRITE "${state}/updated" "${wanted}")
    endif()
endfunction()

# The newest-enough version of the first of `packages` that one of `releases` has; releases are tried in order.
function(ltk_debian_choose packages minimum releases options out_package out_version seen)
    set(${out_package} "" PARENT_SCOPE)
    set(offers "")
    foreach(package IN LISTS packages)
        execute_process(
            COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${ltk_apt-cache} ${options} madison ${package}
            OUTPUT_VARIABLE table ERROR_QUIET)
        foreach(release IN LISTS releases)
            string(REGEX MATCH "\\| *([^ |]+) *\\| [^\n|]* ${release}/main " row "${table}")
            set(version "${CMAKE_MATCH_1}")
            if(NOT row)
                continue()
            endif()
            string(REGEX REPLACE "^[0-9]+:" "" upstream "${version}")       # epoch
            string(REGEX MATCH "^[0-9.]+" upstream "${upstream}")
            list(APPEND offers "${package} ${version} (${release})")
            if(upstream VERSION_GREATER_EQUAL minimum)
                set(${out_package} ${package} PARENT_SCOPE)
                set(${out_version} ${version} PARENT_SCOPE)
                return()
            endif()
        endforeach()
    endforeach()
    list(JOIN offers ", " offers)
    set(${seen} "${offers}" PARENT_SCOPE)
endfunction()

# Downloads `specifications` (name=version) to `folder` and unpacks them to `root`. Packages on which they depend at
# exactly their own version (a library beside its headers) come along: CMake files of -dev packages refer to them.
function(ltk_debian_unpack specifications folder root options log failed)
    set(${failed} TRUE PARENT_SCOPE)
    file(MAKE_DIRECTORY "${folder}" "${root}")
    set(done "")
    while(specifications)
        list(POP_FRONT specifications specification)
        if(specification IN_LIST done)
            continue()
        endif()
        list(APPEND done "${specification}")
        file(REMOVE_RECURSE "${folder}/new")
        file(MAKE_DIRECTORY "${folder}/new")
        execute_process(
            COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${ltk_apt-get} ${options} download "${specification}"
            WORKING_DIRECTORY "${folder}/new" RESULT_VARIABLE result OUTPUT_FILE "${log}" ERROR_FILE "${log}")
        file(GLOB archive "${folder}/new/*.deb")
        if(result OR NOT archive)
            return()
        endif()
        execute_process(COMMAND ${ltk_dpkg-deb} -x "${archive}" "${root}" RESULT_VARIABLE result ERROR_FILE "${log}")
        if(result)
            return()
        endif()
        execute_process(COMMAND ${ltk_dpkg-deb} -f "${archive}" Version OUTPUT_VARIABLE version
            OUTPUT_STRIP_TRAILING_WHITESPACE)
        execute_process(COMMAND ${ltk_dpkg-deb} -f "${archive}" Depends OUTPUT_VARIABLE depends)
        string(REGEX MATCHALL "[a-z0-9.+-]+ \\(= [^)]+\\)" exact "${depends}")
        foreach(dependency IN LISTS exact)
            string(REGEX MATCH "^([^ ]+) \\(= ([^)]+)\\)" ignored "${dependency}")
            if(CMAKE_MATCH_2 STREQUAL version)
                list(APPEND specifications "${CMAKE_MATCH_1}=${version}")
            endif()
        endforeach()
    endwhile()
    file(REMOVE_RECURSE "${folder}/new")
    set(${failed} FALSE PARENT_SCOPE)
endfunction()

# The last lines of a log, for a message.
function(ltk_debian_tail log out)
    set(text "")
    if(EXISTS "${log}")
        file(STRINGS "${log}" lines REGEX "^[EW]: ")
        list(SUBLIST lines 0 3 lines)
        list(JOIN lines "\n  " text)
    endif()
    set(${out} "${text}" PARENT_SCOPE)
endfunction()

# The folder (a "usr") in which the unpacked dependency `name` lies, or an empty string and the reason.
function(ltk_debian_prefix name minimum out why)
    set(${out} "" PARENT_SCOPE)
    set(${why} "" PARENT_SCOPE)
    set(root "${LTK_DEPENDENCY_CACHE}/debian/${name}")

    # An earlier build has it. Its version is held to the call by find_package.
    if(EXISTS "${root}/usr")
        set(${out} "${root}/usr" PARENT_SCOPE)
        return()
    endif()

    ltk_debian_release(release reason)
    if(NOT release)
        set(${why} "${reason}" PARENT_SCOPE)
        return()
    endif()
    ltk_debian_mirror(${release} mirror)
    if(NOT mirror)
        set(${why} "skipped: the machine's apt configuration has no source for ${release} (apt-get indextargets)" PARENT_SCOPE)
        return()
    endif()

    set(own ${release} ${release}-backports)
    set(releases ${own})
    if(LTK_DEPENDENCY_${name}_ORIGIN STREQUAL "any")
        list(APPEND releases trixie)
    endif()
    set(all ${own} trixie)
    list(REMOVE_DUPLICATES releases)
    list(REMOVE_DUPLICATES all)

    set(state "${LTK_DEPENDENCY_CACHE}/debian/apt")
    file(MAKE_DIRECTORY "${state}")
    # Several build trees may be configured at the same time; they share the cache.
    file(LOCK "${LTK_DEPENDENCY_CACHE}/debian/lock" GUARD FUNCTION TIMEOUT 900 RESULT_VARIABLE locked)
    if(NOT locked EQUAL 0)
        set(${why} "the cache ${LTK_DEPENDENCY_CACHE} could not be locked: ${locked}" PARENT_SCOPE)
        return()
    endif()
    if(EXISTS "${root}/usr")
        set(${out} "${root}/usr" PARENT_SCOPE)
        return()
    endif()

    ltk_debian_private_apt("${state}" "${mirror}" "${all}" options)
    set(reason "")
    set(fresh FALSE)
    foreach(force IN ITEMS FALSE TRUE)                      # mirrors move on: old lists get a second chance
        if(force AND fresh)
            break()
        endif()
        ltk_debian_update("${state}" "${all}" ${force} "${options}" fresh)
        ltk_debian_choose("${LTK_DEPENDENCY_${name}_DEBIAN}" ${minimum} "${releases}" "${options}" package version offers)
        if(NOT package)
            ltk_debian_tail("${state}/update.log" reason)
            string(REPLACE ";" " or " names "${LTK_DEPENDENCY_${name}_DEBIAN}")
            list(JOIN releases ", " suites)
            set(reason "no ${names} >= ${minimum} in ${suites}; offered: [${offers}]\n  ${reason}")
            continue()
        endif()
        message(STATUS "LTK: ${name}: unpacking ${package} ${version} of Debian")
        file(REMOVE_RECURSE "${root}.new")
        ltk_debian_unpack("${package}=${version}" "${state}/cache/${name}" "${root}.new" "${options}" "${state}/${name}.log" failed)
        if(NOT failed)
            file(RENAME "${root}.new" "${root}")            # whole or not at all
            set(${out} "${root}/usr" PARENT_SCOPE)
            return()
        endif()
        ltk_debian_tail("${state}/${name}.log" reason)
        set(reason "downloading ${package}=${version} failed:\n  ${reason}")
    endforeach()
    set(${why} "${reason}" PARENT_SCOPE)
endfunction()
