// Macros that other people's headers define on Linux, mostly in capitals: those of C's <complex.h> and glibc, of the
// Linux and Lustre sources, of other test frameworks. All headers of LTK are read after them. Names that the standard
// library uses are absent: after those no header of it could be read either.
#pragma once

// NOLINTBEGIN
#define I ltk_hostile
#define EOL ltk_hostile
#define BIT ltk_hostile
#define ECHO ltk_hostile
#define ERROR ltk_hostile
#define FALSE ltk_hostile
#define TRUE ltk_hostile
#define PASS ltk_hostile
#define FAIL ltk_hostile
#define SKIP ltk_hostile
#define INFO ltk_hostile
#define WARN ltk_hostile
#define DEBUG ltk_hostile
#define TEST ltk_hostile
#define TEST_CASE ltk_hostile
#define SECTION ltk_hostile
#define SUBCASE ltk_hostile
#define CHECK ltk_hostile
#define REQUIRE ltk_hostile
#define MESSAGE ltk_hostile
#define CAPTURE ltk_hostile
#define EXPECT_EQ ltk_hostile
#define ASSERT_EQ ltk_hostile
#define LASSERT ltk_hostile
#define CERROR ltk_hostile
#define CDEBUG ltk_hostile
#define ENTRY ltk_hostile
#define EXIT ltk_hostile
#define RETURN ltk_hostile
#define GOTO ltk_hostile
#define OBD_FAIL_CHECK ltk_hostile
#define ARRAY_SIZE ltk_hostile
#define roundup(a, b) ltk_hostile
#define major ltk_hostile
#define minor ltk_hostile
#define makedev ltk_hostile
// NOLINTEND
