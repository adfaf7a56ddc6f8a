#!/usr/bin/env python3
"""Measures LTK against Catch2, doctest and a bare fork, interleaved in one run, and writes a table of ratios.

The figures that go into docs/performance.md come from here. Nothing is asserted: a target that is missed is shown as missed.
"""
import argparse
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser()
for name in ("compiler", "sources", "programs", "ltk", "catch2", "doctest", "output"):
    parser.add_argument("--" + name, required=True)
parser.add_argument("--rounds", type=int, default=7)
options = parser.parse_args()
scratch = tempfile.mkdtemp(prefix="ltk-bench-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)


def cpu(command, environment=None, **keywords):
    """CPU seconds (user and system, with children) and the largest resident size in MiB of one command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, cwd=scratch, **keywords)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0,):
        sys.exit(f"bench: {' '.join(command)} ended with {done.returncode}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def wall(command, environment=None):
    begin = time.monotonic()
    subprocess.run(command, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL, cwd=scratch, check=True)
    return time.monotonic() - begin


def resident(command, environment=None):
    """Largest resident size of one command, MiB."""
    text = subprocess.run([sys.executable, "-c", "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
                           "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"] + command,
                          env={**os.environ, **(environment or {})}, cwd=scratch, check=True, capture_output=True, text=True).stdout
    return float(text.split()[-1])


def printed(command, word):
    text = subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True).stdout
    return float(re.search(word + r" ([0-9.]+)", text).group(1))


def interleaved(contestants, rounds=None):
    """Each contestant once a round; medians by name."""
    seen = {name: [] for name in contestants}
    for _ in range(rounds or options.rounds):
        for name, measure in contestants.items():
            seen[name].append(measure())
    return {name: statistics.median(values) for name, values in seen.items()}


include = {"ltk": ["-I", options.ltk], "catch2": ["-I", options.catch2], "doctest": ["-I", options.doctest]}


def compiling(source, who, *flags):
    return lambda: cpu([options.compiler, "-std=c++20", *flags, *include[who], "-c", source, "-o", os.path.join(scratch, "object.o")])


def sample(name):
    return os.path.join(options.sources, "compile", name)


def many_checks(who):
    head = {"ltk": "#include <ltk/ltk.hpp>", "catch2": "#include <catch2/catch_test_macros.hpp>", "doctest": "#include <doctest/doctest.h>"}[who]
    case = {"ltk": 'LTK_TEST("bench/t{}", ())', "catch2": 'TEST_CASE("t{}")', "doctest": 'TEST_CASE("t{}")'}[who]
    check = {"ltk": "LTK_CHECK", "catch2": "CHECK", "doctest": "CHECK"}[who]
    lines = [head]
    for test in range(50):
        lines.append(case.format(test) + " {\n    int const x = " + str(test) + ";")
        lines += [f"    {check}(x + {i} == {test + i});" for i in range(20)]
        lines.append("}")
    path = os.path.join(scratch, f"many_{who}.cpp")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


rows = []


def row(what, unit, ours, peer_name, peer, target):
    ratio = ours / peer
    rows.append((what, f"{ours:.3g} {unit}", f"{peer_name} {peer:.3g} {unit}", f"{ratio:.2f}", f"{target:g}", "met" if ratio <= target else "missed"))
    print("{:<58} {:>12} {:>22} {:>7} <= {:<5} {}".format(*rows[-1]), flush=True)


def program(name):
    return os.path.join(options.programs, name)


seen = interleaved({"ltk": compiling(sample("one_ltk.cpp"), "ltk", "-O0", "-g"), "doctest": compiling(sample("one_doctest.cpp"), "doctest", "-O0", "-g")}, 21)
row("compile one test, -O0 -g", "s", seen["ltk"], "doctest", seen["doctest"], 1)
seen = interleaved({"ltk": compiling(sample("sample_ltk.cpp"), "ltk", "-O0", "-g"), "catch2": compiling(sample("sample_catch2.cpp"), "catch2", "-O0", "-g")})
row("compile the posix sample with site.hpp, -O0 -g", "s", seen["ltk"], "Catch2", seen["catch2"], 1)
for flags in (("-O0", "-g"), ("-O2",)):
    seen = interleaved({who: compiling(many_checks(who), who, *flags) for who in ("ltk", "catch2", "doctest")}, 5)
    better = min("catch2", "doctest", key=lambda who: seen[who])
    row("compile 50 tests x 20 checks, " + " ".join(flags), "s", seen["ltk"], better, seen[better], 1)

seen = interleaved({"ltk": lambda: printed([program("bench_ltk_check"), "run", "-q", "--isolation", "none"], "NS"),
                    "catch2": lambda: printed([program("bench_catch2_check")], "NS")}, 5)
row("one passing check, -O2", "ns", seen["ltk"], "Catch2", seen["catch2"], 0.25)

ten = {"LTK_BENCH_TESTS": "10000"}
seen = interleaved({"ltk": lambda: cpu([program("bench_ltk_many"), "list"], ten), "doctest": lambda: cpu([program("bench_doctest_many"), "-ltc"], ten)}, 21)
row("list 10,000 tests", "s", seen["ltk"], "doctest", seen["doctest"], 1)
run_none = [program("bench_ltk_many"), "run", "-q", "--isolation", "none", "--runs", os.path.join(scratch, "runs")]


def run_and_forget(command, environment, measure=cpu):
    value = measure(command, environment)
    shutil.rmtree(os.path.join(scratch, "runs"), ignore_errors=True)
    return value


seen = interleaved({"ltk": lambda: run_and_forget(run_none, ten), "doctest": lambda: cpu([program("bench_doctest_many")], ten)}, 15)
row("run 10,000 empty tests, --isolation none", "s", seen["ltk"], "doctest", seen["doctest"], 1)

some = {"LTK_BENCH_TESTS": "4000"}
none = {"LTK_BENCH_TESTS": "1"}
run_apart = [program("bench_ltk_many"), "run", "-q", "--runs", os.path.join(scratch, "runs")]
seen = interleaved({"ltk": lambda: (run_and_forget(run_apart, some, wall) - run_and_forget(run_apart, none, wall)) / 3999 * 1e6,
                    "fork": lambda: printed([program("bench_fork")], "US")})
row("one empty test in a process of its own", "us", seen["ltk"], "fork+wait", seen["fork"], 2)

hundred = {"LTK_BENCH_TESTS": "100000"}
junit = run_none + ["--report", "junit:" + os.path.join(scratch, "ltk.xml")]
doctest_junit = [program("bench_doctest_many"), "-r=junit", "-o=" + os.path.join(scratch, "doctest.xml")]
seen = interleaved({"ltk": lambda: run_and_forget(junit, hundred), "doctest": lambda: cpu(doctest_junit, hundred)}, 5)
row("100,000 results into JUnit, run included", "s", seen["ltk"], "doctest", seen["doctest"], 1)
with_report = run_and_forget(junit, hundred, resident)
without = run_and_forget(run_none, hundred, resident)
print(f"memory that the JUnit report of 100,000 results adds: {with_report - without:+.1f} MiB")

with open(options.output, "w", encoding="utf-8") as out:
    compiler = subprocess.run([options.compiler, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")), platform.machine())
    out.write(f"Measured {time.strftime('%Y-%m-%d')} on {model}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, {compiler}.\n\n")
    out.write("| what | LTK | peer | ratio | target | |\n| --- | --- | --- | --- | --- | --- |\n")
    for line in rows:
        out.write("| " + " | ".join(line) + " |\n")
    out.write(f"\nThe JUnit report of 100,000 results adds {with_report - without:+.1f} MiB to the memory of the run.\n")
shutil.rmtree(scratch, ignore_errors=True)
print("written to", options.output)
