// Another public judge of JSON Schema: prints "valid" or "invalid" for each file. Arguments: ajv's folder, the schema, then the files.
const fs = require("fs");
const Ajv = require(process.argv[2] + "/dist/2020").default;
const validate = new Ajv({strict: false, logger: false}).compile(JSON.parse(fs.readFileSync(process.argv[3], "utf8")));
for (const name of process.argv.slice(4))
    console.log(validate(JSON.parse(fs.readFileSync(name, "utf8"))) ? "valid" : "invalid", name);
