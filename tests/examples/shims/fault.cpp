// A library for LD_PRELOAD that breaks the file system below one directory in one way, so that tests can show that the
// posix suite sees it:
//
//     LD_PRELOAD=libltk_shim_fault.so LTK_FAULT=lost_append LTK_FAULT_ROOT=/mnt/x posix run --set fs.mount=/mnt/x
//
// Everything outside LTK_FAULT_ROOT works as ever. Each function of libc that is replaced stands in one of the headers; the
// faults of a function are `if (fault("name") ...)` in it.
#include "faults/data.hpp"
#include "faults/directory.hpp"
#include "faults/lock.hpp"
#include "faults/metadata.hpp"
#include "faults/name.hpp"
#include "faults/open.hpp"
