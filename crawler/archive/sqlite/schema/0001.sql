-- The base tables. They are nobody's interface: what is public stands in views.sql.

-- A post (id '' and post = pk) or an entry of its thread. The columns from `rank` on keep how the
-- values came to be (crawler/archive/merging.py): NULL in `stamps` and `texts` says that every
-- value was seen from first_seen to last_seen by the one source of `rank`.
create table entry (
  pk integer primary key,
  post integer not null,
  id text not null,
  kind text not null,
  name text, url text, account text, avatar text,
  signed_as text,
  written text, local text, "offset" integer, precision text, utc text,
  ordering text generated always as (coalesce(rtrim(utc, 'Z'), local, '9999')) virtual,
  title text,
  text text not null,
  parent text,
  cut integer not null default 0,
  permalink text,
  status text,
  by_post_author integer,
  sources text,
  number integer not null,
  derived integer not null default 0,
  rank integer not null,
  first_seen text not null,
  last_seen text not null,
  shown integer not null,
  stamps text,
  texts text,
  named text
) strict;
create unique index entry_identity on entry (post, id);
create index entry_time on entry (ordering);
create index entry_signed on entry (signed_as);
create index entry_parent on entry (post, parent) where parent is not null;
create index entry_cut on entry (post) where cut = 1;

-- What only posts have.
create table thread (
  post integer primary key,
  url text not null unique,
  blog text not null,
  blog_is_guessed integer not null,
  language text,
  platform text,
  tags text,
  tier integer not null,
  state text not null,
  reason text not null,
  claimed integer,
  endpoints text
) strict;
create index thread_blog on thread (blog collate nocase);

-- The links of an entry in their order; n = -1 is its author's address (or the linkback's source).
create table link (
  entry integer not null,
  n integer not null,
  url text not null,
  target text not null,
  place text not null,
  words text not null,
  around text not null,
  rel text not null,
  primary key (entry, n)
) strict, without rowid;
create index link_target on link (target);

-- Readings that showed a whole thread: what one lacks that its class of source had shown is gone.
create table whole (
  post integer not null,
  class integer not null,
  at text not null,
  primary key (post, at, class)
) strict, without rowid;

-- Readings with comments that have no id of their own, as read, so that ids can be found anew.
create table unnamed (
  post integer not null,
  digest text not null,
  at text not null,
  rank integer not null,
  whole integer not null,
  primary key (post, at, rank, digest, whole)
) strict, without rowid;
create table unnamed_body (digest text primary key, body blob not null) strict, without rowid;

-- What was said about addresses of one post, and the address that each stands for.
create table alias (
  url text not null,
  post_url text not null,
  reason text not null,
  primary key (url, post_url, reason)
) strict, without rowid;
create index alias_post on alias (post_url);
create table address (url text primary key, root text not null) strict, without rowid;
create index address_root on address (root);

create table hop (
  source text not null,
  target text not null,
  kind text not null,
  cross_blog integer not null,
  confidence real not null,
  confirmed integer not null,
  evidence text not null,
  source_comment_id text,
  target_comment_id text,
  source_published text,
  target_published text,
  later_edit integer not null,
  primary key (source, target, kind)
) strict, without rowid;
create index hop_target on hop (target);

create table visit (
  digest text primary key,
  url text not null,
  at text not null,
  status integer not null,
  run text not null,
  post_url text,
  note text not null,
  etag text,
  last_modified text,
  body_digest text,
  size integer not null,
  via text not null,
  warc text,
  warc_offset integer,
  source text,
  notes text
) strict, without rowid;
create index visit_url on visit (url, at);

create table run (
  id text primary key,
  crawl text not null,
  seeds text not null,
  scope text not null,
  started text not null,
  version text not null,
  options text not null,
  ended text,
  exit_code integer,
  counts text not null
) strict, without rowid;

create virtual table entry_words using fts5 (
  title, text, content = 'entry', content_rowid = 'pk',
  tokenize = 'unicode61 remove_diacritics 2'
);
