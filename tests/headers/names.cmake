# One header: preprocess it, then let the scanner (scan.cpp) look for names that it leaks.
#   COMPILER, FLAGS (a response file), HEADER, SCAN, FOLDER for what is written, FOLDERS that are ours
cmake_minimum_required(VERSION 3.25)
string(REPLACE "/" "." stem "${HEADER}")
set(unit "${FOLDER}/${stem}")
file(WRITE "${unit}.cpp" "#include <${HEADER}>\n")
execute_process(COMMAND "${COMPILER}" "@${FLAGS}" -E -dD "${unit}.cpp" -o "${unit}.ii"
    RESULT_VARIABLE failed ERROR_VARIABLE complaint)
if(failed)
    message(NOTICE "${complaint}")                      # as it is; an error message would be wrapped
    message(FATAL_ERROR "<${HEADER}> cannot be preprocessed, see above.")
endif()
execute_process(COMMAND "${SCAN}" ${FOLDERS} INPUT_FILE "${unit}.ii" OUTPUT_VARIABLE leaks RESULT_VARIABLE failed)
file(REMOVE "${unit}.ii")
if(failed)
    message(NOTICE "${leaks}")
    message(FATAL_ERROR "<${HEADER}> leaves the names above behind in every source that includes it.\n"
        "  Expected: macros begin with LTK_ or are undefined again; everything else is in namespace ltk.")
endif()
