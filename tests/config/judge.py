# A public judge of JSON Schema: prints "valid" or "invalid" for each file. Arguments: the schema, then the files.
import json
import sys

from jsonschema import Draft202012Validator

with open(sys.argv[1]) as schema_file:
    schema = json.load(schema_file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
for name in sys.argv[2:]:
    with open(name) as instance:
        print("valid" if validator.is_valid(json.load(instance)) else "invalid", name)
