"""The schema, as sqlite-utils migrations: the contract of docs/data.md. One migration a change, none edited later.

Tables that begin with `_` are machinery and no part of the contract. Dates are ISO 8601 in Asia/Shanghai;
moments (`..._at`, `first_seen`, `started`) are UTC with seconds.
"""

from __future__ import annotations

import secrets

from dedup import index
from output import configured, looked, platforms, renaming, search
from output.tables import Database, Migrations

migrations = Migrations("notices")

# What a repost says otherwise than its original, as views of several versions show it.
DIFFERS = """    trim(
        iif(n.tag IS NOT c.tag, '标题标签 ', '') || iif(n.title <> c.title, '标题 ', '')
        || iif(n.published IS NOT c.published, '日期 ', '') || iif(n.source IS NOT c.source, '来源 ', '')
        || iif(n.body_hash = c.body_hash, '', iif(length(n.body) = length(c.body), '正文', '正文长度 '
            || length(c.body) || '→' || length(n.body)))
    ) AS differs
"""

TABLES = """
CREATE TABLE notices (
    node INTEGER PRIMARY KEY,            -- small number of the notice inside the machinery's tables
    id TEXT NOT NULL UNIQUE,
    record_id TEXT NOT NULL REFERENCES records (id) DEFERRABLE INITIALLY DEFERRED,
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    listing_url TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    title_raw TEXT NOT NULL,
    tag TEXT,
    body TEXT NOT NULL,
    published TEXT,
    published_raw TEXT,
    document_date TEXT,
    document_number TEXT,
    source TEXT,
    author TEXT,
    region TEXT,
    region_code TEXT,
    language TEXT,
    script TEXT,
    attachments TEXT NOT NULL DEFAULT '[]',  -- JSON list of [name, address]
    flags TEXT NOT NULL DEFAULT '[]',        -- JSON list of doubts: mojibake, truncated-by-parser, …
    body_hash TEXT NOT NULL,
    first_run INTEGER NOT NULL,
    last_run INTEGER NOT NULL,
    fetched_at TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    similarity REAL                          -- Jaccard with the canonical notice; 1 for itself
) STRICT;
CREATE INDEX notices_record ON notices (record_id);
CREATE INDEX notices_site ON notices (site, last_run);

CREATE TABLE records (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    published TEXT,
    document_date TEXT,
    document_number TEXT,
    tag TEXT,
    region TEXT,
    region_code TEXT,
    source TEXT,
    author TEXT,
    language TEXT,
    script TEXT,
    notice_id TEXT NOT NULL,                 -- the canonical notice
    notices INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,                 -- when its newest copy or version came in
    rev INTEGER NOT NULL,
    deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX records_rev ON records (rev);
CREATE INDEX records_published ON records (published);

CREATE TABLE notice_versions (
    notice_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    title_raw TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    published TEXT,
    body_hash TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    PRIMARY KEY (notice_id, version)
) STRICT;

CREATE TABLE matches (
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    jaccard REAL NOT NULL,
    containment REAL NOT NULL,
    guard TEXT,
    decision TEXT NOT NULL,
    evidence TEXT NOT NULL DEFAULT '',
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX matches_b ON matches (b);

CREATE TABLE judgements (
    id INTEGER PRIMARY KEY,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    judged_by TEXT NOT NULL,
    judged_at TEXT NOT NULL,
    why TEXT,
    deleted_at TEXT,                         -- replaced by a later judgement on the same pair
    CHECK (a < b)
) STRICT;
CREATE UNIQUE INDEX judgements_live ON judgements (a, b) WHERE deleted_at IS NULL;

CREATE TABLE redirects (
    old_id TEXT PRIMARY KEY NOT NULL,
    new_id TEXT NOT NULL,
    redirected_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX redirects_new ON redirects (new_id);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    finished TEXT,
    verdict TEXT NOT NULL CHECK (verdict IN ('running', 'ok', 'degraded', 'failed', 'crashed')),
    reasons TEXT NOT NULL DEFAULT '[]',
    exit_code INTEGER,
    process INTEGER NOT NULL,
    engine TEXT NOT NULL,
    rev_before INTEGER NOT NULL,
    rev_after INTEGER
) STRICT;

CREATE TABLE run_sites (
    run INTEGER NOT NULL REFERENCES runs (id),
    site TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('running', 'ok', 'degraded', 'failed', 'crashed')),
    reasons TEXT NOT NULL DEFAULT '[]',
    finish_reason TEXT,
    walk TEXT,                               -- full or incremental
    listing_pages INTEGER NOT NULL DEFAULT 0,
    entries INTEGER NOT NULL DEFAULT 0,      -- entries seen on the listing pages
    articles INTEGER NOT NULL DEFAULT 0,     -- article pages fetched
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    rejects INTEGER NOT NULL DEFAULT 0,
    errors INTEGER NOT NULL DEFAULT 0,
    dated INTEGER NOT NULL DEFAULT 0,        -- of the notices that came in, how many have a date
    pending INTEGER NOT NULL DEFAULT 0,      -- addresses left for the next run
    seconds REAL,
    PRIMARY KEY (run, site)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejects (
    id TEXT PRIMARY KEY NOT NULL,            -- hash of site, address, reason and item: a replay adds nothing
    site TEXT NOT NULL,
    url TEXT,
    listing_url TEXT,
    reason TEXT NOT NULL,
    detail TEXT,
    item TEXT NOT NULL,                      -- the raw item as JSON
    first_run INTEGER NOT NULL,
    last_run INTEGER NOT NULL,
    rejected_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE _changes (                      -- one row a rev: what happened to which record
    rev INTEGER PRIMARY KEY,
    record TEXT NOT NULL,
    operation TEXT NOT NULL CHECK (operation IN ('added', 'changed', 'merged', 'split', 'deleted')),
    other TEXT,                              -- merged: the record it went to; split: the record it came from
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX _changes_record ON _changes (record);

CREATE TABLE _raw (                          -- what the page said before cleaning, compressed
    node INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE _places (                       -- the partition: which notice stands under which canonical one
    node INTEGER PRIMARY KEY,
    rank TEXT,                               -- sort key of dedup.canonical.rank
    pivot INTEGER,
    jaccard REAL
) STRICT;
CREATE INDEX _places_pivot ON _places (pivot, jaccard);

CREATE TABLE _frontier (
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('listing', 'article')),
    state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
    reason TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    walk TEXT,                               -- listing pages: full or incremental
    page INTEGER NOT NULL DEFAULT 1,         -- listing pages: number in the walk
    listing_url TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL DEFAULT '',
    published_raw TEXT,
    discovered_at TEXT NOT NULL,
    checked_at TEXT,
    check_at TEXT,                           -- when the article is to be fetched again
    wait_days REAL NOT NULL DEFAULT 7,       -- doubles while it does not change, halves when it does
    etag TEXT,
    last_modified TEXT,
    PRIMARY KEY (site, url)
) STRICT, WITHOUT ROWID;
CREATE INDEX _frontier_state ON _frontier (site, state, kind);

CREATE TABLE _meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE VIEW changes AS
SELECT rev, record, operation, other, changed_at FROM _changes ORDER BY rev;

CREATE VIEW recent AS
SELECT id, published, title, tag, region, source, notices, first_seen, length(body) AS characters
FROM records WHERE deleted_at IS NULL ORDER BY first_seen DESC, published DESC;

CREATE VIEW reposts AS
SELECT n.record_id AS record, n.id AS notice, n.site, n.url, n.tag, n.title, n.published, n.similarity,
""" + DIFFERS + """FROM notices n JOIN records r ON r.id = n.record_id JOIN notices c ON c.id = r.notice_id
WHERE n.id <> r.notice_id;

CREATE VIEW run_health AS
SELECT r.id AS run, r.started, r.finished, r.verdict, r.exit_code, r.reasons,
    count(s.site) AS sites, sum(s.entries) AS entries, sum(s.new) AS new, sum(s.changed) AS changed,
    sum(s.unchanged) AS unchanged, sum(s.rejects) AS rejects, sum(s.errors) AS errors,
    r.rev_after - r.rev_before AS revs
FROM runs r LEFT JOIN run_sites s ON s.run = r.id GROUP BY r.id ORDER BY r.id DESC;

CREATE VIEW site_health AS
SELECT s.site, s.verdict, s.reasons, s.run AS last_run, s.entries, s.new, s.rejects, s.errors, s.pending,
    (SELECT max(n.first_seen) FROM notices n WHERE n.site = s.site) AS last_new,
    (SELECT count(*) FROM notices n WHERE n.site = s.site) AS notices
FROM run_sites s WHERE s.run = (SELECT max(run) FROM run_sites l WHERE l.site = s.site) ORDER BY s.site;
"""


def statements(script: str) -> list[str]:
    """The statements of a script; `executescript` would commit and so undo the migration's transaction."""
    return [part.strip() for part in script.split(";\n") if part.strip()]


@migrations()
def m001_schema(db: Database) -> None:
    for statement in (*statements(TABLES), *index.SCHEMA):
        db.execute(statement.rstrip(";"))


@migrations()
def m002_schema_version(db: Database) -> None:
    """What readers check and exports repeat: output.contract.VERSION. A change of the contract sets it anew."""
    db.execute("INSERT INTO _meta (key, value) VALUES ('schema_version', '1.0')")


@migrations()
def m003_search(db: Database) -> None:
    search.build(db.conn)


OPERATORS = """
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
""" + DIFFERS + """FROM _places p LEFT JOIN notices n ON n.node = p.node LEFT JOIN notices c ON c.node = p.pivot
WHERE p.pivot <> p.node;
"""


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
    """Notices that output/removing.py took away: what keeps them from coming back."""
    db.execute("""
        CREATE TABLE _removed (notice TEXT PRIMARY KEY NOT NULL, record TEXT NOT NULL, removed_by TEXT NOT NULL,
            removed_at TEXT NOT NULL, why TEXT NOT NULL) STRICT, WITHOUT ROWID""")


@migrations()
def m007_lineage(db: Database) -> None:
    """What tells cursors of this database from those of one that it was put back in place of: output/backup.py."""
    db.execute("INSERT INTO _meta (key, value) VALUES ('lineage', ?)", (secrets.token_hex(4),))


@migrations()
def m008_notices_site(db: Database) -> None:
    """`notices_listed` begins with the site too."""
    db.execute("DROP INDEX notices_site")


@migrations()
def m011_links(db: Database) -> None:
    """What is sent for an address, where it is not what it is known by; how long its page was when it was whole; and
    its address without the parameters that change on their own (output/ignored.py)."""
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
    """Pages that are no article: output/learned.py, output/held.py."""
    for statement in statements(BELIEF):
        db.execute(statement.rstrip(";"))


@migrations()
def m014_configured(db: Database) -> None:
    """Which sites are to be well, and which runs were of all of them: output/configured.py."""
    for statement in statements(configured.SCHEMA):
        db.execute(statement.rstrip(";"))


LINKED = """
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
""" + DIFFERS + """FROM _places p LEFT JOIN notices n ON n.node = p.node LEFT JOIN notices c ON c.node = p.pivot
WHERE p.pivot <> p.node;
"""


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
    """Answers kept as they came: output/archive.py."""
    for statement in statements(ARCHIVE):
        db.execute(statement.rstrip(";"))
    db.execute("UPDATE _meta SET value = '1.2' WHERE key = 'schema_version'")


@migrations()
def m017_renamed(db: Database) -> None:
    """Sites whose notices bear ids of another name: output/renaming.py."""
    for statement in statements(renaming.SCHEMA):
        db.execute(statement.rstrip(";"))


@migrations()
def m018_looked(db: Database) -> None:
    """What `scrapy sites check` saw last: output/looked.py."""
    for statement in statements(looked.SCHEMA):
        db.execute(statement.rstrip(";"))


@migrations()
def m019_platforms(db: Database) -> None:
    """By which platform sites are made: output/platforms.py."""
    for statement in statements(platforms.SCHEMA):
        db.execute(statement.rstrip(";"))
