"""The tables of `frontier.db`, shared by all crawls of one archive."""

from __future__ import annotations

#: Raised with every change of the tables; a file with a higher one is refused.
VERSION = 1

# `queues` is kept in step by triggers: it tells which hosts have anything to do without looking at
# every task, however long the queue of one host is, and it has no row for a queue that is empty.
TABLES = """
CREATE TABLE crawls (
  id TEXT PRIMARY KEY, round INTEGER NOT NULL, pages INTEGER NOT NULL, finished INTEGER NOT NULL
) STRICT;
CREATE TABLE tasks (
  id INTEGER PRIMARY KEY, crawl TEXT NOT NULL, url TEXT NOT NULL, address TEXT NOT NULL,
  via TEXT NOT NULL, host TEXT NOT NULL, blog TEXT NOT NULL, kind TEXT NOT NULL,
  hops INTEGER NOT NULL, priority INTEGER NOT NULL, post_url TEXT, why_url TEXT NOT NULL,
  why_place TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'queued', visited INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0, worker TEXT, until REAL,
  reason TEXT NOT NULL DEFAULT '', UNIQUE (crawl, url)
) STRICT;
CREATE INDEX tasks_next ON tasks (crawl, state, host, blog, priority, id);
CREATE TABLE queues (
  crawl TEXT NOT NULL, host TEXT NOT NULL, blog TEXT NOT NULL, waiting INTEGER NOT NULL,
  PRIMARY KEY (crawl, host, blog)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER task_added AFTER INSERT ON tasks WHEN new.state = 'queued' BEGIN
  INSERT INTO queues VALUES (new.crawl, new.host, new.blog, 1)
  ON CONFLICT DO UPDATE SET waiting = waiting + 1;
END;
CREATE TRIGGER task_left AFTER UPDATE OF state, host, blog ON tasks WHEN old.state = 'queued' BEGIN
  UPDATE queues SET waiting = waiting - 1
  WHERE crawl = old.crawl AND host = old.host AND blog = old.blog;
  DELETE FROM queues
  WHERE crawl = old.crawl AND host = old.host AND blog = old.blog AND waiting = 0;
END;
CREATE TRIGGER task_back AFTER UPDATE OF state, host, blog ON tasks WHEN new.state = 'queued' BEGIN
  INSERT INTO queues VALUES (new.crawl, new.host, new.blog, 1)
  ON CONFLICT DO UPDATE SET waiting = waiting + 1;
END;
CREATE TABLE blogs (
  crawl TEXT NOT NULL, blog TEXT NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY (crawl, blog)
) STRICT, WITHOUT ROWID;
CREATE TABLE hosts (
  host TEXT PRIMARY KEY, site TEXT NOT NULL, address TEXT NOT NULL DEFAULT '',
  delay REAL NOT NULL DEFAULT 0, pace REAL NOT NULL DEFAULT 0, free_at REAL NOT NULL DEFAULT 0,
  busy_until REAL NOT NULL DEFAULT 0, worker TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE gates (name TEXT PRIMARY KEY, free_at REAL NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE robots (
  origin TEXT PRIMARY KEY, status INTEGER NOT NULL, body BLOB NOT NULL, fetched_at REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE members (
  crawl TEXT NOT NULL, url TEXT NOT NULL, PRIMARY KEY (crawl, url)
) STRICT, WITHOUT ROWID;
CREATE TABLE mentions (
  crawl TEXT NOT NULL, target TEXT NOT NULL, url TEXT NOT NULL, kind TEXT NOT NULL,
  hops INTEGER NOT NULL, priority INTEGER NOT NULL, post_url TEXT, why_url TEXT NOT NULL,
  why_place TEXT NOT NULL, PRIMARY KEY (crawl, target, url)
) STRICT, WITHOUT ROWID;
"""

#: The best due task of every queue whose host may be asked and whose blog has pages left. A queue
#: is looked into only by index, so the cost grows with the hosts and not with the tasks.
READY = """
SELECT t.*, h.site AS site, h.address AS host_address, h.delay AS host_delay
FROM queues q
JOIN hosts h ON h.host = q.host
JOIN tasks t ON t.id = (
  SELECT id FROM tasks WHERE crawl = q.crawl AND state = 'queued' AND host = q.host
  AND blog = q.blog AND due <= :now ORDER BY priority, id LIMIT 1)
LEFT JOIN blogs b ON b.crawl = q.crawl AND b.blog = q.blog
LEFT JOIN gates s ON s.name = h.site
LEFT JOIN gates a ON a.name = h.address
WHERE q.crawl = :crawl AND h.free_at <= :now AND h.busy_until <= :now
AND coalesce(b.pages, 0) + (SELECT count(*) FROM tasks WHERE crawl = q.crawl
  AND state = 'leased' AND host = q.host AND blog = q.blog) < :max_blog_pages
AND coalesce(s.free_at, 0) <= :now AND coalesce(a.free_at, 0) <= :now
ORDER BY t.priority, t.id LIMIT :count
"""

#: When each queue within the budgets can be served next, soonest first.
NEXT = """
SELECT q.host AS host, max(
  CASE WHEN EXISTS (SELECT 1 FROM tasks WHERE crawl = q.crawl AND state = 'queued'
    AND host = q.host AND blog = q.blog AND due <= :now) THEN 0
  ELSE (SELECT min(due) FROM tasks WHERE crawl = q.crawl AND state = 'queued' AND host = q.host
    AND blog = q.blog) END,
  h.free_at, h.busy_until, coalesce(s.free_at, 0), coalesce(a.free_at, 0)) AS at
FROM queues q
JOIN hosts h ON h.host = q.host
LEFT JOIN blogs b ON b.crawl = q.crawl AND b.blog = q.blog
LEFT JOIN gates s ON s.name = h.site
LEFT JOIN gates a ON a.name = h.address
WHERE q.crawl = :crawl AND coalesce(b.pages, 0) + (SELECT count(*) FROM tasks
  WHERE crawl = q.crawl AND state = 'leased' AND host = q.host AND blog = q.blog) < :max_blog_pages
ORDER BY at LIMIT 1
"""
