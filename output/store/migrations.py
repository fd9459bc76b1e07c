"""The schema, as sqlite-utils migrations: the contract of docs/data.md. One migration a change, none edited later."""

from __future__ import annotations

import secrets

from dedup import index
from output.store import configured, folds, full_text, looked, platforms, renaming
from output.store.schema import DIFFERS, TABLES
from output.store.tables import Database, Migrations

migrations = Migrations("notices")


def statements(script: str) -> list[str]:
    """The statements of a script; `executescript` would commit and so undo the migration's transaction."""
    return [part.strip() for part in script.split(";\n") if part.strip()]


@migrations()
def m001_schema(db: Database) -> None:
    for statement in (*statements(TABLES), *index.SCHEMA):
        db.execute(statement.rstrip(";"))


@migrations()
def m002_schema_version(db: Database) -> None:
    """What readers check and exports repeat: nouns.columns.VERSION. A change of the contract sets it
    anew."""
    db.execute("INSERT INTO _meta (key, value) VALUES ('schema_version', '1.0')")


@migrations()
def m003_search(db: Database) -> None:
    full_text.build(db.conn)


OPERATORS = (
    """
-- What lists, facets and counts ask, without walking over the bodies that stand before these columns in a row.
CREATE INDEX records_listed ON records (first_seen DESC, published DESC, region, tag, notices) WHERE deleted_at IS NULL;
CREATE INDEX records_region ON records (region, published) WHERE deleted_at IS NULL;
CREATE INDEX notices_listed ON notices (site, first_seen, region, tag, published);
CREATE INDEX matches_queue ON matches (decision, jaccard);

-- Without ORDER BY, which would keep SQLite from counting and grouping by the indexes above.
CREATE VIEW records_list AS
SELECT id, title, tag, region, published, substr(published, 1, 7) AS month, document_date, source, notices, first_seen
FROM records WHERE deleted_at IS NULL;

CREATE VIEW notices_list AS
SELECT node, id, record_id, site, tag, title, region, published, substr(published, 1, 7) AS month, source, similarity,
    url, first_seen
FROM notices;

-- As before, by way of the partition: what is a repost stands there without a body to walk over; outer joins are left
-- out of a count (1.3 s before at 60,000 notices).
DROP VIEW reposts;
CREATE VIEW reposts AS
SELECT n.record_id AS record, n.id AS notice, n.site, n.url, n.tag, n.title, n.published, n.similarity,
"""
    + DIFFERS
    + """FROM _places p LEFT JOIN notices n ON n.node = p.node LEFT JOIN notices c ON c.node = p.pivot
WHERE p.pivot <> p.node;
"""
)


@migrations()
def m004_operators(db: Database) -> None:
    for statement in statements(OPERATORS):
        db.execute(statement.rstrip(";"))


NEWEST = """
-- Its sorted rows were all counted for every page: 0.2 s at 50,000 records.
DROP VIEW recent;
CREATE VIEW recent AS
SELECT id, published, title, tag, region, source, notices, first_seen, length(body) AS characters
FROM records WHERE deleted_at IS NULL ORDER BY first_seen DESC, published DESC LIMIT 1000;

-- All facets and what filters them in one index: a facet that it lacked took 0.1 to 0.3 s at 50,000 records.
DROP INDEX records_region;
CREATE INDEX records_region ON records (region, tag, published, source) WHERE deleted_at IS NULL;
"""


@migrations()
def m005_newest(db: Database) -> None:
    for statement in statements(NEWEST):
        db.execute(statement.rstrip(";"))


@migrations()
def m006_removed(db: Database) -> None:
    """Notices that output/store/removing.py took away: what keeps them from coming back."""
    db.execute("""
        CREATE TABLE _removed (notice TEXT PRIMARY KEY NOT NULL, record TEXT NOT NULL, removed_by TEXT NOT NULL,
            removed_at TEXT NOT NULL, why TEXT NOT NULL) STRICT, WITHOUT ROWID""")


@migrations()
def m007_lineage(db: Database) -> None:
    """What tells cursors of this database from those of one that it was put back in place of:
    output/exchange/backup.py."""
    db.execute("INSERT INTO _meta (key, value) VALUES ('lineage', ?)", (secrets.token_hex(4),))


@migrations()
def m008_notices_site(db: Database) -> None:
    """`notices_listed` begins with the site too."""
    db.execute("DROP INDEX notices_site")


@migrations()
def m011_links(db: Database) -> None:
    """What is sent for an address, where it is not what it is known by; how long its page was when it was whole; and
    its address without the parameters that change on their own (output/store/ignored.py)."""
    for column in ("link TEXT", "whole INTEGER", "bare TEXT"):
        db.execute(f"ALTER TABLE _frontier ADD COLUMN {column}")
    db.execute("CREATE INDEX _frontier_bare ON _frontier (site, bare) WHERE bare IS NOT NULL")


@migrations()
def m012_parameters(db: Database) -> None:
    """Parameters of a site's addresses that change while what they lead to does not."""
    db.execute("""
        CREATE TABLE _parameters (site TEXT NOT NULL, name TEXT NOT NULL, said_by TEXT NOT NULL, since TEXT NOT NULL,
            entries INTEGER NOT NULL, PRIMARY KEY (site, name)) STRICT, WITHOUT ROWID""")


@migrations()
def m010_files(db: Database) -> None:
    """Notices that are files; addresses of a list that could not be kept, as long as it shows them. What was refused
    because it is a file or stands on another site can be kept now."""
    db.execute("ALTER TABLE notices ADD COLUMN file_hash TEXT")  # SHA-256 of the file that stands where a page would
    db.execute("ALTER TABLE _frontier ADD COLUMN listed_at TEXT")  # when a list last showed what could not be kept
    db.execute("""
        UPDATE _frontier SET reason = 'rejected' WHERE kind = 'article' AND state = 'done'
            AND (site, url) NOT IN (SELECT site, url FROM notices)""")
    db.execute("""
        UPDATE _frontier SET state = 'pending', tries = 0 WHERE kind = 'article' AND (
            state = 'done' AND reason = 'rejected'
            OR state = 'failed' AND (reason LIKE 'not a page:%' OR reason LIKE '%off-site%'))""")
    db.execute("UPDATE _meta SET value = '1.1' WHERE key = 'schema_version'")


BELIEF = """
-- Lines that belong to a site's pages and to no notice: learned, or an operator's word (`kept`: it is no furniture).
CREATE TABLE site_furniture (
    site TEXT NOT NULL,
    key TEXT NOT NULL,                       -- stands for the line, white space and punctuation not counting
    line TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('learned', 'furniture', 'kept')),
    decided_by TEXT,                         -- NULL: learned
    decided_at TEXT NOT NULL,
    PRIMARY KEY (site, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE _site_memory (                  -- what the next run compares a site's pages with, compressed JSON
    site TEXT PRIMARY KEY NOT NULL,
    data BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A version that is not believed yet: a good one would be replaced by a worse one.
CREATE TABLE held_versions (
    notice_id TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    published TEXT,
    item TEXT NOT NULL,                      -- the whole notice as JSON, for when it is accepted
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'accepted', 'refused')),
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    decided_by TEXT,                         -- NULL: nobody, or by being seen again on another day
    PRIMARY KEY (notice_id, body_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_versions_state ON held_versions (state, last_seen);

-- Who else says this text.
CREATE INDEX notices_text ON notices (body_hash);

-- A page that was refused is not asked for earlier.
ALTER TABLE _frontier ADD COLUMN not_before TEXT;
"""


@migrations()
def m009_belief(db: Database) -> None:
    """Pages that are no article: output/store/learned.py, output/store/held.py."""
    for statement in statements(BELIEF):
        db.execute(statement.rstrip(";"))


@migrations()
def m014_configured(db: Database) -> None:
    """Which sites are to be well, and which runs were of all of them: output/store/configured.py."""
    for statement in statements(configured.SCHEMA):
        db.execute(statement.rstrip(";"))


LINKED = (
    """
-- What opens a notice is what its page links, of which `url` is the canonical form; a server need not know that.
ALTER TABLE notices ADD COLUMN link TEXT;
UPDATE notices SET link = f.link FROM _frontier f
WHERE f.site = notices.site AND f.url = notices.url AND f.link IS NOT NULL;

DROP VIEW notices_list;
CREATE VIEW notices_list AS
SELECT node, id, record_id, site, tag, title, region, published, substr(published, 1, 7) AS month, source, similarity,
    coalesce(link, url) AS url, first_seen
FROM notices;

DROP VIEW reposts;
CREATE VIEW reposts AS
SELECT n.record_id AS record, n.id AS notice, n.site, coalesce(n.link, n.url) AS url, n.tag, n.title, n.published,
    n.similarity,
"""
    + DIFFERS
    + """FROM _places p LEFT JOIN notices n ON n.node = p.node LEFT JOIN notices c ON c.node = p.pivot
WHERE p.pivot <> p.node;
"""
)


@migrations()
def m015_notices_link(db: Database) -> None:
    for statement in statements(LINKED):
        db.execute(statement.rstrip(";"))


ARCHIVE = """
CREATE TABLE _pages (                        -- an answer in the archive
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    url TEXT NOT NULL,                       -- what was asked for, as the frontier knows it
    target TEXT,                             -- what answered, where that is something else
    part INTEGER NOT NULL,                   -- 0, or which further page of an article
    kind TEXT NOT NULL,                      -- listing, article, refused, rejected; found: no notice's
    file TEXT NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    digest BLOB,                             -- SHA-1 of the body as it came
    fetched_at TEXT NOT NULL,
    revisit INTEGER                          -- the row whose body it is, where the record has none
) STRICT;
CREATE INDEX _pages_digest ON _pages (digest) WHERE revisit IS NULL;
CREATE INDEX _pages_url ON _pages (site, url);

CREATE TABLE _archive_files (file TEXT PRIMARY KEY NOT NULL, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;

ALTER TABLE notices ADD COLUMN archive_file TEXT;
ALTER TABLE notices ADD COLUMN archive_offset INTEGER;
"""


@migrations()
def m016_archive(db: Database) -> None:
    """Answers kept as they came: output/store/archive/archive.py."""
    for statement in statements(ARCHIVE):
        db.execute(statement.rstrip(";"))
    db.execute("UPDATE _meta SET value = '1.2' WHERE key = 'schema_version'")


@migrations()
def m017_renamed(db: Database) -> None:
    """Sites whose notices bear ids of another name: output/store/renaming.py."""
    for statement in statements(renaming.SCHEMA):
        db.execute(statement.rstrip(";"))


@migrations()
def m018_looked(db: Database) -> None:
    """What `scrapy sites check` saw last: output/store/looked.py."""
    for statement in statements(looked.SCHEMA):
        db.execute(statement.rstrip(";"))


@migrations()
def m019_platforms(db: Database) -> None:
    """By which platform sites are made: output/store/platforms.py."""
    for statement in statements(platforms.SCHEMA):
        db.execute(statement.rstrip(";"))


@migrations()
def m020_folds(db: Database) -> None:
    """Clusters that are one record all the same: output/store/folds.py."""
    for statement in statements(folds.SCHEMA):
        db.execute(statement.rstrip(";"))
