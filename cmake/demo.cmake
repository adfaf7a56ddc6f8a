# Run with cmake -P by the target "demo": the posix suite on a directory, its reports, and a landing bundle.
#   PROGRAM  the posix suite
#   FOLDER   where everything goes; emptied first
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE "${FOLDER}")
file(MAKE_DIRECTORY "${FOLDER}/mount")

execute_process(
    COMMAND "${PROGRAM}" run --set "fs.mount=${FOLDER}/mount"
        --report "junit:${FOLDER}/posix.xml" --report "tap:${FOLDER}/posix.tap"
    WORKING_DIRECTORY "${FOLDER}"
    RESULT_VARIABLE ran)
execute_process(
    COMMAND "${PROGRAM}" collateral build --output "${FOLDER}/bundle"
    WORKING_DIRECTORY "${FOLDER}"
    RESULT_VARIABLE built)

message(NOTICE "
  directory under test  ${FOLDER}/mount
  JUnit                 ${FOLDER}/posix.xml
  TAP                   ${FOLDER}/posix.tap
  the run               ${FOLDER}/ltk-runs/latest
  landing bundle        ${FOLDER}/bundle
")
if(ran OR built)
    message(FATAL_ERROR "demo: the suite ended with ${ran}, the collateral with ${built}; both should be 0 (see above).\n"
        "  Run it by hand: ${PROGRAM} run --set fs.mount=${FOLDER}/mount")
endif()
