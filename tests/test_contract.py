"""The promise of docs/data.md: no column of version 1 goes away or changes type, and every export says what it holds.

tests/contract-1.json is the promise as it was given. Columns may be added to it; a test that fails here is no reason to
edit it, but to raise the major version and say so in CHANGELOG.md.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from notices import REPORT, STORY
from stored import delete, filled, notice, save

from nouns.columns import VERSION
from output.exchange import contract
from output.exchange.export import export
from output.store.database import open_writer
from output.store.migrations import migrations
from output.store.store import Store

ROOT = Path(__file__).parent.parent
PROMISED = json.loads((ROOT / "tests/contract-1.json").read_text("utf-8"))
STORED = {name: columns for name, columns in PROMISED.items() if "exported" not in name}
NO_EXTRAS = "requirements-contract-test.txt is not installed"


@pytest.fixture
def lively(database: Path) -> Path:
    """A database with every kind of change in it: added, changed, merged, split, deleted."""
    store = Store.shared(database)
    made = [
        notice("青岚区政府工作报告", REPORT),
        notice("云杉半导体开工", STORY, 2),
        notice("=云杉开工", STORY, 3),
        notice("松湖片区签约", STORY[: len(STORY) // 2] + REPORT[:300], 4, published=None),
    ]
    save(store, made)
    save(store, [notice("青岚区政府工作报告（全文）", REPORT, published="2026-02-01T09:30")])
    store.judge(made[0].id, made[3].id, "same", "tester")
    store.judge(made[1].id, made[2].id, "different", "tester")
    delete(store, made[2].id)
    store.close()
    with closing(sqlite3.connect(database)) as connection:
        found = {row[0] for row in connection.execute("SELECT operation FROM _changes")}
    assert found >= {"added", "changed", "merged", "split", "deleted"}
    return database


@pytest.mark.parametrize("table", STORED)
def test_no_promised_column_is_gone_or_of_another_type(table, database):
    open_writer(database).close()
    with closing(sqlite3.connect(database)) as connection:
        found = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}
    for column, type in STORED[table].items():
        assert found.get(column) == type, f"{table}.{column}: promised {type}"


def test_no_promised_column_is_gone_from_the_exports():
    for name, table in (("records, exported", contract.EXPORTED), ("changes, exported", contract.CHANGED)):
        found = {column.name: column.type for column in table.columns}
        for column, type in PROMISED[name].items():
            assert found.get(column) == type, f"{name}: {column}: promised {type}"


def test_every_column_of_the_database_is_explained(database):
    open_writer(database).close()
    explained = {table.name: set(table.names) for table in contract.STORED}
    with closing(sqlite3.connect(database)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in sorted(name for name in tables if not name.startswith(("_", "sqlite_"))):
            found = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} - {"node"}
            assert found == explained.get(table), table


def test_what_must_have_a_value_has_one_in_the_database(database):
    open_writer(database).close()
    with closing(sqlite3.connect(database)) as connection:
        for table in contract.STORED:
            if table is contract.CHANGES:  # a view
                continue
            required = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})") if row[3] or row[5]}
            assert {column.name for column in table.columns if column.required} == required - {"node"}, table.name


def test_the_document_holds_the_tables_of_the_contract():
    text = (ROOT / "docs/data.md").read_text("utf-8")
    for page in contract.pages():
        assert page in text, (
            f"docs/data.md: {page.splitlines()[0]}: put in what `python -m output.exchange.contract` prints"
        )


def test_the_database_says_its_version(database):
    open_writer(database).close()
    with closing(sqlite3.connect(database)) as connection:
        said = connection.execute("SELECT value FROM _meta WHERE key = 'schema_version'").fetchone()
    assert said == (VERSION,)


def test_a_database_from_before_there_was_a_version_gets_one(database, tmp_path):
    older = open_writer(database)
    older["_meta"].delete("schema_version")
    older["_sqlite_migrations"].delete_where("name = 'm002_schema_version'")
    assert [migration.name for migration in migrations.pending(older)] == ["m002_schema_version"]
    older.close()
    filled(database, notice("云杉半导体开工", STORY))
    assert export(database, "jsonl", tmp_path / "out")["schema_version"] == VERSION


@pytest.mark.parametrize(("since", "name"), [(None, "records"), (0, "changes"), (2, "changes")])
def test_every_line_is_as_its_json_schema_says(lively, tmp_path, since, name):
    jsonschema = pytest.importorskip("jsonschema", reason=NO_EXTRAS)
    export(lively, "jsonl", tmp_path / "out", since)
    for table in (name, "redirects"):
        schema = json.loads((tmp_path / f"out/{table}.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        rows = [json.loads(line) for line in (tmp_path / f"out/{table}.jsonl").read_text("utf-8").splitlines()]
        assert rows
        for row in rows:
            validator.validate(row)
        with pytest.raises(jsonschema.ValidationError):
            validator.validate({key: value for key, value in rows[0].items() if key != schema["required"][0]})


@pytest.mark.parametrize("format", ["jsonl", "csv"])
@pytest.mark.parametrize("since", [None, 0])
def test_frictionless_finds_the_package_valid(lively, tmp_path, format, since):
    frictionless = pytest.importorskip("frictionless", reason=NO_EXTRAS)
    out = tmp_path / "out"
    export(lively, format, out, since)
    report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert {task.name: task.stats["rows"] for task in report.tasks if task.name != "redirects"}
    path = next(out.glob(f"*s.{format}"))
    path.write_bytes(path.read_bytes() + b"x")  # what would a validator be that finds everything valid
    assert not frictionless.validate(str(out / "datapackage.json")).valid


@pytest.mark.parametrize("format", ["parquet", "sqlite", "atom"])
def test_the_descriptor_of_other_formats_is_valid_too(lively, tmp_path, format):
    frictionless = pytest.importorskip("frictionless", reason=NO_EXTRAS)
    if format == "parquet":
        pytest.importorskip("pyarrow", reason=NO_EXTRAS)
    export(lively, format, tmp_path / "out")
    descriptor = json.loads((tmp_path / "out/datapackage.json").read_text("utf-8"))
    assert not list(frictionless.Package.metadata_validate(descriptor))
