// The texts of params in ids: `name[4KiB]`, several as `name[4KiB,7]`, in the order of the parameters.
#pragma once

#include <ltk/declare/registry.hpp>
#include <ltk/declare/show.hpp>
#include <ltk/plan/problems.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ltk::inline v1::detail {

class ParamTexts {
public:
    explicit ParamTexts(Problems& problems) : problems_(problems) {}

    /// Calls visit(indices, "[...]") for every combination of values; the last param changes fastest.
    template <class Visit>
    void for_each_combination(std::vector<param_type const*> const& params, TestRecord const& record, Visit visit) {
        std::vector<std::vector<std::string> const*> texts;
        std::size_t count = 1;
        for (auto const* param : params) {
            texts.push_back(&texts_of(*param, record));
            if (__builtin_mul_overflow(count, texts.back()->size(), &count)) count = most + 1;
            if (count > most) {
                problems_.add("ltk.plan.too_many_params",
                              place(record.where) + ": " + record.id + " would exist more than " + std::to_string(most) +
                                  " times, once for each combination of its params; take fewer params or values");
                return;
            }
        }
        std::vector<std::size_t> values(params.size(), 0);
        std::string brackets;
        for (; count != 0; --count) {
            brackets = "[";
            for (std::size_t i = 0; i < values.size(); ++i) brackets += (i == 0 ? "" : ",") + (*texts[i])[values[i]];
            brackets += "]";
            visit(values, brackets);
            for (std::size_t i = values.size(); i-- != 0;) {
                if (++values[i] < texts[i]->size()) break;
                values[i] = 0;
            }
        }
    }

private:
    static constexpr std::size_t most = 100'000;

    std::vector<std::string> const& texts_of(param_type const& param, TestRecord const& record) {
        auto const known = texts_.find(&param);
        if (known != texts_.end()) return known->second;
        std::vector<std::string> texts(param.count());
        std::unordered_map<std::string, std::size_t> seen;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            Sink sink(
                &texts[i], [](void* target, char const* text, std::size_t size) { static_cast<std::string*>(target)->append(text, size); },
                false);
            param.put(sink, i);
            auto const added = seen.emplace(texts[i], i);
            if (!added.second)
                problems_.add("ltk.plan.equal_params",
                              place(record.where) + ": " + record.id + ": values " + std::to_string(added.first->second + 1) + " and " +
                                  std::to_string(i + 1) + " of the param " + type_name(param.type) + " both show themselves as \"" +
                                  texts[i] +
                                  "\", so their tests would share an id; take one out, or give the type an ltk_show that tells them apart");
        }
        if (texts.empty())
            problems_.add("ltk.plan.empty_param", place(record.where) + ": " + record.id + ": the param " + type_name(param.type) +
                                                      " has no value, so the test would not exist");
        return texts_.emplace(&param, std::move(texts)).first->second;
    }

    Problems& problems_;
    std::unordered_map<param_type const*, std::vector<std::string>> texts_;
};

}  // namespace ltk::inline v1::detail
