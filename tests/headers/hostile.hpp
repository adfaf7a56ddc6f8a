// Macros that other people's headers define, in lower case and without a prefix: those of C's <complex.h> and glibc,
// of Windows' and Apple's habits, of the Linux and Lustre sources, and of other test frameworks. LTK's headers are read
// after them. Names that the standard library uses are absent: after those no header of it could be read either.
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
#define likely(x) ltk_hostile
#define unlikely(x) ltk_hostile
#define container_of(a, b, c) ltk_hostile
#define min_t(a, b, c) ltk_hostile
#define max_t(a, b, c) ltk_hostile
#define roundup(a, b) ltk_hostile
#define current ltk_hostile
#define min(a, b) ltk_hostile
#define max(a, b) ltk_hostile
#define check(x) ltk_hostile
#define verify(x) ltk_hostile
#define require(x) ltk_hostile
#define test(x) ltk_hostile
#define fail(...) ltk_hostile
#define interface ltk_hostile
#define small ltk_hostile
#define near ltk_hostile
#define far ltk_hostile
#define major ltk_hostile
#define minor ltk_hostile
#define makedev ltk_hostile
// NOLINTEND
