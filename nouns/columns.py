"""The columns of records and notices, each once: its name, type and meaning, and where its value comes from.

The contract and the exports, and what reads and writes the two tables, take them from here; a migration brings a new one
into the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

# Of these columns and of all that output/exchange/contract.py promises. Major: something a reader relies on went away or
# changed. Minor: something was added. The database says its own version in `_meta` (key schema_version), every export in
# its datapackage.json.
VERSION = "1.2"


class Column(NamedTuple):
    """`type`: text, date, moment (UTC), list (JSON in a text), integer or number. `required`: it always has a value;
    `values`: one of these.

    `of`, in a record: the canonical notice; borrowed, of the canonical notice or of the next one that has it; all of its
    notices; or the record's own. In a notice: what its page says, so that another value is a change of the notice; where
    it stands; or the notice's own.
    """

    name: str
    type: str
    means: str
    required: bool = False
    values: tuple[str, ...] = ()
    of: str = "own"


def columns(text: str) -> tuple[Column, ...]:
    """Columns from lines of `name type meaning`, or `name type of meaning`; a `!` after the type: always has a value;
    `=a|b`: one of these."""
    made = []
    for line in text.strip().splitlines():
        name, kind, means = line.split(maxsplit=2)
        kind, _, values = kind.partition("=")
        of, _, rest = means.partition(" ")
        if of in OF:
            means = rest.strip()
        made.append(
            Column(
                name,
                kind.rstrip("!"),
                means,
                kind.endswith("!"),
                tuple(filter(None, values.split("|"))),
                of if of in OF else "own",
            )
        )
    return tuple(made)


def named(table: Iterable[Column], *of: str) -> tuple[str, ...]:
    """The names of the columns that are of one of these."""
    return tuple(column.name for column in table if column.of in of)


OF = ("canonical", "borrowed", "all", "says", "stands", "own")

RECORD = columns("""
id              text!    own       Stable for ever; 16 hex digits. After a merge the old id stands in `redirects`.
title           text!    canonical Title without its leading 【tag】.
body            text!    canonical Text of the most complete copy, paragraphs as lines, without page furniture; may be empty.
published       date     all       Earliest date of publication of its copies, to the precision the page gave.
document_date   date     borrowed  Date the document itself bears, such as the day a report was given.
document_number text     borrowed  Number of an official document: 罗府办〔2023〕12号.
tag             text     canonical What stood in 【】 before the title of the canonical copy.
region          text     borrowed  Official name of the division it is about, from the province down.
region_code     text     borrowed  That division's six-digit code.
source          text     borrowed  来源: who published it first, as the page says.
author          text     borrowed  Author or editor, as the page says.
language        text     canonical ISO 639-1 code of the text's language.
script          text     canonical Hans, Hant, or empty for what is not Chinese.
notice_id       text!    own       The canonical notice: the copy title and body are taken from.
notices         integer! all       How many copies (notices) there are of it.
first_seen      moment!  all       When its first copy came in.
last_seen       moment!  all       When its newest copy, or newest version of a copy, came in.
rev             integer! own       Number of its last change; grows by one on every change of any record.
deleted_at      moment   own       When it ended: merged into another record, or deleted. Empty for a living record.
""")

NOTICE = columns("""
id              text!    own       Stable; 20 hex digits made of site and address.
record_id       text!    own       The record it belongs to.
site            text!    own       The site that published it: a name of sites.toml.
url             text!    stands    Its canonical address; a made one (`…#notice-…`) where the list shows the text and no link.
link            text     stands    What opens it: the address as its page links it. Empty where that is `url`.
listing_url     text!    stands    The list page it was found on.
position        integer! stands    Its place on that page, from 1.
title           text!    says      Title without its leading 【tag】.
title_raw       text!    says      Title as the page gave it.
tag             text     says      What stood in 【】 before the title.
body            text!    says      Text without page furniture, paragraphs as lines; empty where there is none (flag no-text).
published       date     says      Date of publication, to the precision the page gave.
published_raw   text     says      That date as the page wrote it.
document_date   date     says      Date the document itself bears.
document_number text     says      Number of an official document.
source          text     says      来源: who published it first, as the page says.
author          text     says      Author or editor, as the page says.
region          text     says      Official name of the division it is about.
region_code     text     says      That division's six-digit code.
language        text     says      ISO 639-1 code of the text's language.
script          text     says      Hans, Hant, or empty for what is not Chinese.
attachments     list!    says      Attached files, and what stands in place of a text: JSON list of [name, address].
flags           list!    says      What is to be known about it: no-text, text-of-file, mojibake, impossible-date and others.
body_hash       text!    own       Hash of the body: equal for equal texts.
first_run       integer! own       Run that brought it in.
last_run        integer! own       Last run that saw it.
fetched_at      moment!  stands    When the page was fetched.
first_seen      moment!  own       When it first came in.
similarity      number   own       Jaccard similarity to its record's canonical notice, 0 to 1; 1 for that notice itself.
file_hash       text     says      SHA-256 of the file, where a file stands in place of a page.
archive_file    text     stands    File below the archive (docs/data.md) that holds its page as it came; empty where none does.
archive_offset  integer  stands    Where in that file the WARC record of its page begins, in bytes.
""")
