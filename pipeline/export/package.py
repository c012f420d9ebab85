"""datapackage.json: a Frictionless tabular data package of the canonical CSV files."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pipeline.export.files import Folder
from pipeline.store.describe import Field, Schema
from pipeline.store.dictionary import TABLES
from pipeline.store.labels import LOOKUPS


def write_package(schemas: Iterable[Schema], folder: Folder) -> None:
    folder.write("datapackage.json", json.dumps(data_package(schemas), ensure_ascii=False, indent=2) + "\n")


def data_package(schemas: Iterable[Schema]) -> dict[str, object]:
    """The package as JSON, of the exported tables."""
    return {
        "name": "referater",
        "title": "Beslutninger fra referater",
        "profile": "tabular-data-package",
        "resources": [
            {
                "name": schema.name.replace("_", "-"),
                "path": f"{schema.name}.csv",
                "title": TABLES[schema.name].label,
                "description": TABLES[schema.name].description,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
                "schema": {
                    "fields": [_field(field) for field in schema.fields],
                    **({"primaryKey": list(schema.key)} if schema.key else {}),
                    "foreignKeys": [
                        {
                            "fields": list(columns),
                            "reference": {
                                "resource": "" if other == schema.name else other.replace("_", "-"),
                                "fields": list(targets),
                            },
                        }
                        for columns, other, targets in schema.links
                    ],
                    "missingValues": [""],
                },
            }
            for schema in schemas
        ],
    }


def _field(field: Field) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if field.required else {}
    if field.codes:
        constraints["enum"] = [code for code, _, _ in LOOKUPS[field.codes]]
    truths = {"trueValues": ["1"], "falseValues": ["0"]} if field.type == "boolean" else {}
    return {
        "name": field.name,
        "type": field.type,
        "description": field.description,
        **truths,
        **({"constraints": constraints} if constraints else {}),
    }
