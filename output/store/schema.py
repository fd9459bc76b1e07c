"""The schema as it was first made; what became of it since say output/store/migrations.py. Not edited any more.

Tables that begin with `_` are machinery and no part of the contract. Dates are ISO 8601 in Asia/Shanghai;
moments (`..._at`, `first_seen`, `started`) are UTC with seconds.
"""

# What a repost says otherwise than its original, as views of several versions show it.
DIFFERS = """    trim(
        iif(n.tag IS NOT c.tag, '标题标签 ', '') || iif(n.title <> c.title, '标题 ', '')
        || iif(n.published IS NOT c.published, '日期 ', '') || iif(n.source IS NOT c.source, '来源 ', '')
        || iif(n.body_hash = c.body_hash, '', iif(length(n.body) = length(c.body), '正文', '正文长度 '
            || length(c.body) || '→' || length(n.body)))
    ) AS differs
"""

TABLES = (
    """
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
"""
    + DIFFERS
    + """FROM notices n JOIN records r ON r.id = n.record_id JOIN notices c ON c.id = r.notice_id
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
)
