#include <ltk/config/enumerators.hpp>

#include <catch2/catch_test_macros.hpp>

#include <string>

namespace {

enum class plain { zero, one, seven = 7 };
enum class negative : signed char { below = -16, zero = 0, top = 127 };
enum class small : unsigned char { a, b1, c_2 = 143, beyond = 200 };
enum old : long { first, second };
struct Holder {
    enum class inside { x, y };
};
namespace deep {
enum class deeper { z };
}

template <class T>
std::string names() {
    std::string all;
    for (auto const& one : ltk::detail::enumerators_of(ltk::detail::value_reader<T>::describe()))
        all += one.name + "=" + std::to_string(one.value) + " ";
    return all;
}

}  // namespace

TEST_CASE("the names of enums are found with their values") {
    CHECK(names<plain>() == "zero=0 one=1 seven=7 ");
    CHECK(names<negative>() == "below=-16 zero=0 top=127 ");
    CHECK(names<small>() == "a=0 b1=1 c_2=143 ");
    CHECK(names<old>() == "first=0 second=1 ");
    CHECK(names<Holder::inside>() == "x=0 y=1 ");
    CHECK(names<deep::deeper>() == "z=0 ");
    enum class local { p, q };
    CHECK(names<local>() == "p=0 q=1 ");
}
