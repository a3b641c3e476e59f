"""Whether a statement of the export gives what the page of the export shows. Reads a JSON object from stdin."""

import json
import sys

import duckdb

given = json.load(sys.stdin)
found = str(duckdb.sql(given["statement"])).strip()
with open(given["page"], encoding="utf-8") as page:
    text = page.read()
if found not in text:
    sys.exit(f"{given['page']} does not show what DuckDB answers:\n{found}")
print("docs/export.md shows what DuckDB answers")
