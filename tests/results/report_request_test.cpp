#include <ltk/error.hpp>
#include <ltk/results/report_request.hpp>
#include <results/temporary_folder.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

TEST_CASE("requests are read from the command line", "[report_request]") {
    auto const read = [](std::string const& text) {
        auto const request = ltk::parse_report(text);
        std::string shown = request.name + "|" + request.target.string();
        for (auto const& [key, value] : request.options) shown += "|" + key + "=" + value;
        return shown;
    };
    CHECK(read("junit") == "junit|");
    CHECK(read("junit:out.xml") == "junit|out.xml");
    CHECK(read("junit:out.xml,dialect=extended,a=b=c") == "junit|out.xml|a=b=c|dialect=extended");
    CHECK(read("tap,version=13") == "tap||version=13");
    CHECK(read("tap:-") == "tap|");
    CHECK(read("tap:-,version=13") == "tap||version=13");
    CHECK(read("junit:a,,b.xml,x=1,,2") == "junit|a,b.xml|x=1,2");
    CHECK(read("junit:c:/x") == "junit|c:/x");
    CHECK(read("tap,empty=") == "tap||empty=");
    std::string const advice = "; write NAME, NAME:FILE or NAME:FILE,OPTION=VALUE";
    auto const error = [](std::string const& text) { return error_of<ltk::Error>([&] { ltk::parse_report(text); }); };
    CHECK(error("") == "ltk.report.request|--report : the name of a reporter is missing" + advice);
    CHECK(error(":x") == "ltk.report.request|--report :x: the name of a reporter is missing" + advice);
    CHECK(error("junit:") == "ltk.report.request|--report junit:: a file is missing behind the colon (`-` is standard output)" + advice);
    CHECK(error("junit:a,b") ==
          "ltk.report.request|--report junit:a,b: \"b\" is no option (a comma in a file's name is written twice)" + advice);
    CHECK(error("junit,extended") == "ltk.report.request|--report junit,extended: \"extended\" is no option" + advice);
    CHECK(error("junit,=x") == "ltk.report.request|--report junit,=x: \"=x\" is no option" + advice);
    CHECK(error("junit,a=1,a=2") == "ltk.report.request|--report junit,a=1,a=2: the option \"a\" is given twice" + advice);
}

}  // namespace
