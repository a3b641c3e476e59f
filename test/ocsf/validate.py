"""Holds OCSF events, one a line on stdin, against the models of pydantic-ocsf, version by version. Exits with 1 if it finds a fault."""

import importlib
import json
import sys

VERSIONS = ["1.1.0", "1.3.0", "1.5.0", "1.6.0"]
# The models take the attributes of profiles as further ones, and `unmapped` may have any.
OF_PROFILES = {"time_dt", "created_time_dt", "cloud"}


def further(model, path=""):
    """Attributes that a model has no field for."""
    if isinstance(model, list):
        return [name for each in model for name in further(each, path)]
    if not hasattr(model, "model_fields_set"):
        return []
    own = [f"{path}.{name}" for name in (model.model_extra or {}) if name not in OF_PROFILES]
    below = [name for field in model.model_fields_set if field != "unmapped" for name in further(getattr(model, field, None), f"{path}.{field}")]
    return own + below


def main():
    events = [json.loads(line) for line in sys.stdin]
    faults = 0
    # What every class has: the oldest versions of the models leave it out of their fields.
    base = {f".{name}" for name in ("category_uid", "category_name", "class_uid", "class_name", "type_uid", "type_name", "time")}
    for version in VERSIONS:
        models = importlib.import_module(f"ocsf.v{version.replace('.', '_')}.events")
        for event in events:
            event["metadata"]["version"] = version
            try:
                unknown = set(further(models.ApiActivity.model_validate(event))) - base
            except ValueError as error:
                unknown = {str(error)}
            if unknown:
                faults += 1
                print(f"OCSF {version}: {event['metadata']['uid']}: {'; '.join(sorted(unknown))}")
        print(f"OCSF {version}: {len(events)} events")
    return 1 if faults or not events else 0


sys.exit(main())
