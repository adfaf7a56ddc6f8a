// A reviewer is told exactly what was changed, added or lost; a bundle that means harm is refused and harms nobody.
#include <ltk/collateral/bundle.hpp>
#include <ltk/collateral/verify.hpp>

#include <collateral/stored_run.hpp>

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>

#include <functional>
#include <string>
#include <vector>

namespace {

using ltk::outcome;
using stored::Run;
namespace fs = std::filesystem;
using Problems = std::vector<std::string>;

/// A bundle to be spoilt.
struct Made {
    Made() {
        run.test("posix/a", outcome::pass).test("posix/b", outcome::fail, "b is wrong").write();
        bundle = ltk::build_bundle({.run_folder = run.folder(), .target = run / "bundle", .registry = &registry});
    }
    fs::path operator/(std::string const& name) const { return bundle.folder / name; }
    Problems problems(std::string const& seal = {}) const {
        auto const report = ltk::verify_bundle(bundle.folder, seal);
        CHECK(report.good == report.problems.empty());
        CHECK(ltk::exit_code(report) == (report.good ? 0 : 1));
        return report.problems;
    }
    /// What somebody does who knows how manifests are made.
    void forge(std::function<void(ltk::Manifest&)> const& change) const {
        auto manifest = ltk::read_manifest(content_of(*this / "manifest.json"));
        for (auto& file : manifest.files)
            if (fs::is_regular_file(*this / file.path)) file = ltk::detail::collateral::look_at(bundle.folder, file.path);
        change(manifest);
        put_content(*this / "manifest.json", ltk::to_json(manifest));
    }

    ltk::Registry registry;
    Run run;
    ltk::Bundle bundle;
};

void append(fs::path const& file, std::string const& text) { put_content(file, content_of(file) + text); }
bool has(Problems const& problems, std::string const& part) {
    for (auto const& one : problems)
        if (one.find(part) != std::string::npos) return true;
    return false;
}

TEST_CASE("a bundle as it was made is good", "[collateral]") {
    Made const made;
    auto const report = ltk::verify_bundle(made.bundle.folder, made.bundle.seal);
    CHECK(report.good);
    CHECK(report.files == 8);
    CHECK(ltk::describe(report) ==
          "good    8 files are as the manifest says\nrun     " + made.run.id() + "\nverdict failed\nseal    " + made.bundle.seal + "\n");
    CHECK(made.problems(made.bundle.seal).empty());
    std::string upper = made.bundle.seal;
    for (char& c : upper)
        if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    CHECK(made.problems(upper).empty());
    fs::create_directory_symlink(made.bundle.folder, made.run / "link");  // the bundle itself may be found by a link
    CHECK(ltk::verify_bundle(made.run / "link").good);
}

TEST_CASE("what was changed, added or lost is named", "[collateral]") {
    Made const made;
    auto text = content_of(made / "results.md");
    auto const size = text.size();
    append(made / "README.md", "x");
    text[text.find("posix/b")] = 'P';
    put_content(made / "results.md", text);
    fs::remove(made / "test-plan.md");
    put_content(made / "notes.txt", "");
    fs::create_directories(made / "more/deep");
    auto const problems = made.problems();
    REQUIRE(problems.size() == 6);
    CHECK(problems[0].starts_with("README.md: was changed: it has "));
    CHECK(problems[1] == "more/deep: this folder was added: the manifest names nothing in it");
    CHECK(problems[2] == "more: this folder was added: the manifest names nothing in it");
    CHECK(problems[3] == "notes.txt: was added: the manifest does not name it");
    CHECK(problems[4].starts_with("results.md: was changed: its SHA-256 is "));
    CHECK(problems[5] == "test-plan.md: is lost");
    CHECK(content_of(made / "results.md").size() == size);
    CHECK(ltk::describe(ltk::verify_bundle(made.bundle.folder)).find("\nbad     6 problems\n") != std::string::npos);
}

TEST_CASE("links and other things that are no plain files are refused", "[collateral]") {
    Made const made;
    fs::rename(made / "results.md", made.run / "results.md");
    fs::create_symlink(made.run / "results.md", made / "results.md");
    REQUIRE(::mkfifo((made / "pipe").c_str(), 0600) == 0);
    fs::remove(made / "README.md");
    fs::create_directory(made / "README.md");
    fs::create_directory_symlink("/", made / "root");  // must not be walked into
    CHECK(made.problems() == Problems{"README.md: is a folder now", "README.md: this folder was added: the manifest names nothing in it",
                                      "pipe: is no plain file; a bundle holds nothing else",
                                      "results.md: is a symbolic link; a bundle holds plain files only",
                                      "root: is a symbolic link; a bundle holds plain files only"});
}

TEST_CASE("paths that leave the bundle are not opened", "[collateral]") {
    Made const made;
    put_content(made.run / "outside", "secret");
    for (std::string const path :
         {"../outside", "/etc/passwd", "a/../../outside", "./README.md", "", "a//b", "a/", "..", "a\nb", "a\\b", "bad\xff"}) {
        CAPTURE(path);
        CHECK_FALSE(ltk::detail::collateral::is_safe_path(path));
    }
    CHECK(ltk::detail::collateral::is_safe_path("logs/a..b/..c"));
    made.forge([](ltk::Manifest& manifest) { manifest.files.push_back({"../outside", 6, ltk::sha256_hex("secret")}); });
    CHECK(made.problems() ==
          Problems{"manifest.json: names the file \"../outside\", which is no path within the bundle; it is not opened"});
    made.forge([](ltk::Manifest& manifest) {
        manifest.files.back() = manifest.files.front();
        manifest.files.push_back({"manifest.json", 6, ltk::sha256_hex("secret")});
    });
    CHECK(made.problems() == Problems{"README.md: the manifest names this file twice", "manifest.json: the manifest names itself"});
}

TEST_CASE("a manifest that is damaged is told from one that is missing", "[collateral]") {
    Made const made;
    auto const whole = content_of(made / "manifest.json");
    fs::remove(made / "manifest.json");
    CHECK(made.problems() == Problems{"manifest.json: is lost; without it this is no bundle"});
    auto const said = [&](std::string const& content) {
        put_content(made / "manifest.json", content);
        auto const problems = made.problems();
        REQUIRE(problems.size() == 1);
        return problems.front();
    };
    CHECK(said("").find("the manifest is damaged") != std::string::npos);
    CHECK(said(whole.substr(0, whole.size() / 2)).find("this is no valid JSON, perhaps the file is incomplete") != std::string::npos);
    CHECK(said("{\"format\": \"ltk.environment\"}").find("\"format\" is \"ltk.environment\", expected \"ltk.bundle\"") !=
          std::string::npos);
    CHECK(said("{\"format\": \"ltk.bundle\", \"version\": 99}").find("version is 99") != std::string::npos);
    CHECK(said("{\"format\": \"ltk.bundle\", \"files\": [{\"path\": 1}]}")
              .starts_with("manifest.json:1:45: files[0].path: expected a string, found a number"));
    CHECK(said(std::string(100'000, '[')).starts_with("manifest.json:1:1: "));
    CHECK(said("{\"format\": \"\x1b[2J\"}").find('\x1b') == std::string::npos);
    fs::remove(made / "manifest.json");
    fs::create_directory(made / "manifest.json");
    CHECK(made.problems() == Problems{"manifest.json: is a folder"});
    fs::remove(made / "manifest.json");
    fs::create_symlink(made.run / "nowhere", made / "manifest.json");
    CHECK(made.problems() == Problems{"manifest.json: is a symbolic link; a bundle holds plain files only"});
}

TEST_CASE("a manifest that was made anew is caught by the journal or by the seal", "[collateral]") {
    Made const made;
    SECTION("a changed page: only the seal tells") {
        append(made / "results.md", "all is well\n");
        made.forge([](ltk::Manifest&) {});
        CHECK(made.problems().empty());
        auto const problems = made.problems(made.bundle.seal);
        REQUIRE(problems.size() == 1);
        CHECK(problems[0] == "manifest.json: the seal is " + ltk::sha256_hex(content_of(made / "manifest.json")) + ", expected " +
                                 made.bundle.seal + "; this is not the bundle that was sealed");
    }
    SECTION("another verdict") {
        made.forge([](ltk::Manifest& manifest) {
            manifest.verdict = "passed";
            manifest.exit_code = 0;
            manifest.run = "other";
        });
        CHECK(made.problems() == Problems{"manifest.json: exit_code is \"0\", the journal says \"1\"",
                                          "manifest.json: run is \"other\", the journal says \"" + made.run.id() + "\"",
                                          "manifest.json: verdict is \"passed\", the journal says \"failed\""});
    }
    SECTION("a line of the journal") {
        auto text = content_of(made / "journal.jsonl");
        text.replace(text.find("b is wrong"), 10, "b is right");
        put_content(made / "journal.jsonl", text);
        made.forge([](ltk::Manifest&) {});
        auto const problems = made.problems();
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].starts_with("journal.jsonl:"));
        CHECK(problems[0].find("the chain is broken at seq") != std::string::npos);
    }
    SECTION("the journal's last lines") {
        auto const text = content_of(made / "journal.jsonl");
        put_content(made / "journal.jsonl", text.substr(0, text.rfind('\n', text.size() - 2) + 1));
        made.forge([](ltk::Manifest&) {});
        CHECK(has(made.problems(), "journal.jsonl: is not the journal that the manifest was made for"));
    }
    SECTION("no journal at all") {
        fs::remove(made / "journal.jsonl");
        made.forge(
            [](ltk::Manifest& manifest) { std::erase_if(manifest.files, [](auto const& file) { return file.path == "journal.jsonl"; }); });
        CHECK(made.problems() == Problems{"journal.jsonl: is lost: the manifest does not name the run's record"});
    }
}

TEST_CASE("names from a hostile bundle do nothing to a terminal", "[collateral]") {
    Made const made;
    put_content(made / "a\x1b[2Jb\nc", "");
    auto const problems = made.problems();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].find('\x1b') == std::string::npos);
    CHECK(problems[0].find('\n') == std::string::npos);
}

TEST_CASE("what is no bundle and what is no seal is an error", "[collateral]") {
    TemporaryFolder folder;
    put_content(folder / "file", "");
    auto const said = [](fs::path const& path, std::string const& seal = {}) {
        return error_of<ltk::Error>([&] { ltk::verify_bundle(path, seal); });
    };
    CHECK(said(folder / "none") == "ltk.collateral.bundle|" + (folder / "none").string() +
                                       ": there is no such folder; name the folder that `collateral build` made");
    CHECK(said(folder / "file") ==
          "ltk.collateral.bundle|" + (folder / "file").string() + ": this is no folder; name the folder that `collateral build` made");
    CHECK(said(folder.path(), "abc") ==
          "ltk.collateral.seal|--seal abc: a seal has 64 hexadecimal digits; take the line \"seal\" that `collateral build` printed");
}

}  // namespace
