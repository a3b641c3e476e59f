"""Whether DuckDB counts in exports what `summary` counted in the store. Reads a JSON object from stdin."""

import json
import sys

import duckdb

given = json.load(sys.stdin)


def counts(place: str, expression: str) -> dict:
    files = f"{place}/region=*/*/*/*.parquet"
    source = "read_parquet(?, hive_partitioning = true, hive_types_autocast = false)"
    rows = duckdb.execute(f"SELECT {expression}, count(*) FROM {source} GROUP BY ALL", [files]).fetchall()
    return {row[0]: row[1] for row in rows}


def wanted(group: dict, field: str) -> dict:
    """The counts of a field; `summary` tells the actors of each account apart."""
    sums: dict = {}
    for entry in group["groups"]:
        sums[entry.get(field)] = sums.get(entry.get(field), 0) + entry["count"]
    return sums


def difference(found: dict, expected: dict) -> str:
    keys = [key for key in {*found, *expected} if found.get(key) != expected.get(key)]
    named = ", ".join(f"{key}: {found.get(key)} in place of {expected.get(key)}" for key in keys[:5])
    return f"{len(keys)} differ from summary: {named}"


actors, outcomes = given["groups"]
days = {day: events for day, events in given["days"].items() if events > 0}
checks = {
    "event, by day": (counts(given["event"], "eventDay"), days),
    "event, by actor": (counts(given["event"], "actor"), wanted(actors, "actor")),
    "event, by outcome": (counts(given["event"], "outcome"), wanted(outcomes, "outcome")),
    "ocsf, by day": (counts(given["ocsf"], "eventDay"), days),
    "ocsf, by actor": (counts(given["ocsf"], "actor.user.name"), wanted(actors, "actor")),
    "ocsf, by outcome": (
        counts(given["ocsf"], "json_extract_string(unmapped, '$.ssmAudit.outcome')"),
        wanted(outcomes, "outcome"),
    ),
    "event, by whether its time is in its day": (
        counts(given["event"], "strftime(eventTime AT TIME ZONE 'UTC', '%Y%m%d') = eventDay"),
        {True: sum(days.values())},
    ),
}
wrong = [f"{name}: {difference(found, expected)}" for name, (found, expected) in checks.items() if found != expected]
if wrong:
    sys.exit("\n".join(wrong))
print(f"DuckDB counts the {sum(days.values())} events of {len(days)} days as summary does, in both schemas")
