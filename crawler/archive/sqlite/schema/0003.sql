-- Which texts hold which fingerprint (crawler/conversations/passages.py), for quotations.
create table printed (
  pk integer primary key,
  post text not null,
  comment_id text,
  blog text not null,
  signed text
) strict;
create index printed_post on printed (post);
create table print (
  hash integer not null,
  printed integer not null,
  primary key (hash, printed)
) strict, without rowid;
create index print_printed on print (printed);
