"""The contract with programs that read our data: every table and column, its type and what it means in plain words. The
one source of truth: exports take their columns from here, JSON Schemas and the Frictionless descriptor are made from
it, docs/data.md holds its tables (`python -m output.exchange.contract` prints them), tests compare it with the
database."""

from __future__ import annotations

from typing import Any, NamedTuple

from nouns.columns import NOTICE, RECORD, VERSION, Column, columns

SQLITE = {"text": "TEXT", "date": "TEXT", "moment": "TEXT", "list": "TEXT", "integer": "INTEGER", "number": "REAL"}
# A date has the precision its page gave: a month, a day, a minute or a second, in Asia/Shanghai.
DATE = r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?)?)?)?$"
MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$"


class Table(NamedTuple):
    """`key`: the columns that name a row."""

    name: str
    means: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


_WHERE = columns("""
site            text     Site of the canonical notice: a name of sites.toml.
url             text     Canonical address of the canonical notice.
link            text     What opens it: its address as its page links it.
""")

RECORDS = Table("records", "One row a document, whatever number of notices repeat it.", ("id",), RECORD)
NOTICES = Table("notices", "One row a published copy: one entry on one site, as cleaned.", ("id",), NOTICE)
REDIRECTS = Table(
    "redirects",
    "Ids of records that were merged into another.",
    ("old_id",),
    columns("""
old_id          text!    The id that ended.
new_id          text!    The record that took over its notices.
redirected_at   moment!  When.
"""),
)
CHANGES = Table(
    "changes",
    "One row a rev: what happened to which record.",
    ("rev",),
    columns("""
rev             integer! Number of the change; no gaps.
record          text!    The record it happened to.
operation       text!=added|changed|merged|split|deleted  What happened to it.
other           text     merged: the record it went to; split: the record it came from.
changed_at      moment!  When.
"""),
)
STORED = (
    RECORDS,
    NOTICES,
    REDIRECTS,
    CHANGES,
    Table(
        "notice_versions",
        "What a notice said before its text changed.",
        ("notice_id", "version"),
        columns("""
notice_id       text!    The notice.
version         integer! 1 for the oldest.
title_raw       text!    Title as the page gave it then.
title           text!    Title without tag.
body            text!    Text then.
published       date     Date of publication then.
body_hash       text!    Hash of that body.
fetched_at      moment!  When that version was fetched.
replaced_at     moment!  When a newer one took its place.
"""),
    ),
    Table(
        "held_versions",
        "Versions not believed yet; the notice stays as it was.",
        ("notice_id", "body_hash"),
        columns("""
notice_id       text!    The notice.
body_hash       text!    Hash of the held version's body.
title           text!    Its title.
body            text!    Its text.
published       date     Its date of publication.
item            text!    The whole of it as JSON, for when it is accepted.
reason          text!    Why it is held back.
state           text!=held|accepted|refused  Accepted: by being seen again on another day, or by an operator.
first_seen      moment!  When it was first read.
last_seen       moment!  When it was last read or decided.
decided_by      text     The operator who decided.
"""),
    ),
    Table(
        "site_furniture",
        "Lines that belong to a site's pages and to no notice.",
        ("site", "key"),
        columns("""
site            text!    The site.
key             text!    Stands for the line, white space and punctuation not counting.
line            text!    The line.
decision        text!=learned|furniture|kept  Learned from the pages, or an operator's word; kept: it is no furniture.
decided_by      text     The operator.
decided_at      moment!  When.
"""),
    ),
    Table(
        "matches",
        "Scored pairs of notices and what was decided about them.",
        ("a", "b"),
        columns("""
a               text!    One notice; a < b.
b               text!    The other.
jaccard         number!  Share of 5-character pieces they have in common, 0 to 1.
containment     number!  Share of the shorter one's pieces that the longer one has, 0 to 1.
guard           text     The rule that keeps them apart, if one does.
decision        text!=same|different|unsure  What follows.
evidence        text!    What was found to differ, in words.
decided_by      text!    Version of the engine that decided.
decided_at      moment!  When.
"""),
    ),
    Table(
        "judgements",
        "Operators' words on pairs of notices; they outrank automatic decisions.",
        ("id",),
        columns("""
id              integer! Number.
a               text!    One notice; a < b.
b               text!    The other.
verdict         text!=same|different|unsure  The word.
judged_by       text!    Who.
judged_at       moment!  When.
why             text     The reason given.
deleted_at      moment   When a later judgement on the same pair took its place.
"""),
    ),
    Table(
        "runs",
        "One row a scheduled crawl or an import.",
        ("id",),
        columns("""
id              integer! Number.
started         moment!  When it began.
finished        moment   When it ended.
verdict         text!=running|ok|degraded|failed|crashed  How it went.
reasons         list!    Why it is not ok.
exit_code       integer  What the process returned: 0 ok, 2 degraded, 3 failed.
process         integer! Its process id.
engine          text!    Version of the engine that decided.
rev_before      integer! Newest rev before it.
rev_after       integer  Newest rev after it.
"""),
    ),
    Table(
        "run_sites",
        "One row a site in a run.",
        ("run", "site"),
        columns("""
run             integer! The run.
site            text!    The site.
verdict         text!=running|ok|degraded|failed|crashed  How it went.
reasons         list!    Why it is not ok.
finish_reason   text     Why Scrapy ended it.
walk            text     full (to the end of the list) or incremental.
listing_pages   integer! List pages read.
entries         integer! Entries on them.
articles        integer! Article pages fetched.
new             integer! Notices that are new.
changed         integer! Notices whose text changed.
unchanged       integer! Notices that are as they were.
rejects         integer! Items that could not be kept.
errors          integer! Failed fetches and exceptions.
dated           integer! Notices that came in with a date.
pending         integer! Addresses left for the next run.
seconds         number   How long it took.
"""),
    ),
    Table(
        "rejects",
        "Every item that could not be kept.",
        ("id",),
        columns("""
id              text!    Hash of the item: a replay adds nothing.
site            text!    The site.
url             text     The item's address.
listing_url     text     The list page it was found on.
reason          text!    Why, in one word.
detail          text     Why, in more.
item            text!    The item as it came, JSON.
first_run       integer! Run that first met it.
last_run        integer! Last run that met it.
rejected_at     moment!  When.
"""),
    ),
)

# What exports hold. A record carries where its canonical copy stands; a change carries the record as it is now.
EXPORTED = Table("records", RECORDS.means, ("id",), RECORD + _WHERE)
CHANGED = Table(
    "changes",
    "One row a record that changed since: what to do with a copy of it.",
    ("id",),
    (
        *columns("""
operation       text!=added|changed|merged|split|deleted  added, split: new; changed: replace; merged, deleted: remove.
other           text     merged: the record it went to; split: the record it came from.
changed_at      moment!  When it last changed.
"""),
        *(c if c.name in ("id", "rev") else c._replace(required=False) for c in EXPORTED.columns),
    ),
)


def json_schema(table: Table) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of this table's JSON Lines. Columns may be added in a minor version."""
    kinds = {"integer": "integer", "number": "number"}
    properties = {}
    for column in table.columns:
        kind = kinds.get(column.type, "string")
        said: dict[str, Any] = {"type": kind if column.required else [kind, "null"], "description": column.means}
        if column.type in ("date", "moment"):
            said["pattern"] = DATE if column.type == "date" else MOMENT
        if column.values:
            said["enum"] = list(column.values)
        properties[column.name] = said
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.name,
        "description": table.means,
        "version": VERSION,
        "type": "object",
        "properties": properties,
        "required": list(table.names),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """The Frictionless Table Schema of this table (https://specs.frictionlessdata.io/table-schema/)."""
    fields = []
    for column in table.columns:
        # Moments stay strings there: their form is fixed by the pattern, whatever a reader's date parser thinks of it.
        kind = column.type if column.type in ("integer", "number") else "string"
        constraints: dict[str, Any] = {"required": True} if column.required else {}
        if column.type in ("date", "moment"):
            constraints["pattern"] = DATE if column.type == "date" else MOMENT
        if column.values:
            constraints["enum"] = list(column.values)
        field = {"name": column.name, "type": kind, "description": column.means}
        fields.append(field | ({"constraints": constraints} if constraints else {}))
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}


def create_table(table: Table) -> str:
    """The SQL that makes this table in an exported SQLite file."""
    columns = ", ".join(f"{c.name} {SQLITE[c.type]}{' NOT NULL' * c.required}" for c in table.columns)
    return f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({', '.join(table.key)})) STRICT"


def markdown(table: Table, heading: str | None = None) -> str:
    """The table as docs/data.md shows it."""
    said = {"date": "TEXT, date", "moment": "TEXT, moment", "list": "TEXT, JSON list"}
    lines = [f"### {heading or table.name}", "", table.means, "", "| column | type | meaning |", "| --- | --- | --- |"]
    for column in table.columns:
        means = column.means + (f" One of: {', '.join(column.values)}." if column.values else "")
        type = said.get(column.type, SQLITE[column.type]) + ("" if column.required else ", may be empty")
        lines.append(f"| `{column.name}` | {type} | {means} |")
    return "\n".join(lines)


def pages() -> list[str]:
    """The tables of docs/data.md: those of the database, then the change feed as exported."""
    return [*map(markdown, STORED), markdown(CHANGED, "changes, as exported")]


if __name__ == "__main__":
    print(*pages(), sep="\n\n")
