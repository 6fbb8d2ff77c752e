-- The public interface (docs/analyst/views.md). Made anew by every migration.

create view posts as
select url, blog, title, author_name, author_url, author_account, text, language, platform, tags,
  published, published_utc, published_precision, published_written, comment_count,
  claimed_comments,
  iif(state = 'partial' and comment_count >= claimed_comments, 'complete', state) as thread_state,
  iif(state = 'partial' and comment_count >= claimed_comments,
    'all ' || claimed_comments || ' that it claims were read', reason) as thread_reason,
  endpoints, first_seen, last_seen
from (
select t.url, t.blog, p.title, p.name as author_name, p.url as author_url,
  p.account as author_account, p.text, t.language, t.platform, t.tags,
  p.local || case when p."offset" is null or instr(p.local, 'T') = 0 then ''
    else printf('%s%02d:%02d', iif(p."offset" < 0, '-', '+'), abs(p."offset") / 60,
      abs(p."offset") % 60) end as published,
  p.utc as published_utc, p.precision as published_precision, p.written as published_written,
  (select count(*) from entry c where c.post = p.pk and c.id <> ''
    and c.kind not in ('like', 'repost') and not exists (select 1 from whole w
      where w.post = c.post and w.at > c.last_seen and w.class & c.shown)) as comment_count,
  t.claimed as claimed_comments, t.state, t.reason, t.endpoints, p.first_seen, p.last_seen
from thread t join entry p on p.pk = t.post);

create view comments as
select t.url as post_url, c.id, iif(c.cut, null, c.parent) as parent_id, c.kind,
  c.name as author_name, c.url as author_url, c.account as author_account,
  c.avatar as author_avatar, c.text,
  c.local || case when c."offset" is null or instr(c.local, 'T') = 0 then ''
    else printf('%s%02d:%02d', iif(c."offset" < 0, '-', '+'), abs(c."offset") / 60,
      abs(c."offset") % 60) end as published,
  c.utc as published_utc, c.precision as published_precision, c.written as published_written,
  c.permalink,
  row_number() over (partition by c.post order by c.ordering, c.number, c.id) as position,
  c.status, c.by_post_author, c.sources, t.blog, c.first_seen, c.last_seen,
  (select min(w.at) from whole w
    where w.post = c.post and w.at > c.last_seen and w.class & c.shown) as removed
from entry c join thread t on t.post = c.post
where c.id <> '';

create view texts as
select t.url as post_url, nullif(e.id, '') as comment_id, x.key as text,
  x.key = e.text as is_current,
  (select min(json_extract(s.value, '$[0]')) from json_each(x.value) s) as first_seen,
  (select max(json_extract(s.value, '$[1]')) from json_each(x.value) s) as last_seen
from entry e join thread t on t.post = e.post, json_each(e.texts) x
where e.texts is not null
union all
select t.url, nullif(e.id, ''), e.text, 1, e.first_seen, e.last_seen
from entry e join thread t on t.post = e.post
where e.texts is null and e.text <> '';

create view links as
select t.url as source_url, coalesce(a.root, l.target) as target_url, l.url, l.place, l.words,
  l.around, l.rel, nullif(e.id, '') as comment_id, e.kind, e.name as author_name,
  e.account as author_account, nullif(e.ordering, '9999') as published_order, t.blog
from link l join entry e on e.pk = l.entry join thread t on t.post = e.post
left join address a on a.url = l.target;

create view hops as
select source_url, target_url, kind, cross_blog, confidence, confirmed, evidence,
  source_comment_id, target_comment_id, source_published, target_published, later_edit, bond,
  bond_words, bond_texts, bond_days, bond_links
from (
  select coalesce(s.root, h.source) as source_url, coalesce(t.root, h.target) as target_url, h.*,
    row_number() over (
      partition by coalesce(s.root, h.source), coalesce(t.root, h.target), h.kind
      order by h.confidence desc, h.source, h.target) as n
  from hop h left join address s on s.url = h.source left join address t on t.url = h.target)
where n = 1 and source_url <> target_url;

create view people as
select min(e.name) as name, min(e.url) as url, e.account,
  sum(e.id = '') as posts, sum(e.id <> '') as comments, count(distinct t.blog) as blogs,
  nullif(min(e.ordering), '9999') as first_published,
  max(nullif(e.ordering, '9999')) as last_published
from entry e join thread t on t.post = e.post
where e.kind not in ('pingback', 'trackback', 'webmention')
  and coalesce(e.account, e.name, e.url) is not null
group by e.account, iif(e.account is null, e.signed_as, null), iif(e.account is null, e.url, null);

create view blogs as
select t.blog, count(*) as posts,
  sum((select count(*) from entry c where c.post = t.post and c.id <> '')) as comments,
  min((select min(nullif(e.ordering, '9999')) from entry e where e.post = t.post))
    as first_published,
  max((select max(nullif(e.ordering, '9999')) from entry e where e.post = t.post))
    as last_published,
  min((select min(e.first_seen) from entry e where e.post = t.post)) as first_seen,
  max((select max(e.last_seen) from entry e where e.post = t.post)) as last_seen
from thread t
group by t.blog;

create view visits as
select v.url, v.at, v.status, v.run, coalesce(a.root, v.post_url) as post_url, v.note, v.etag,
  v.last_modified, v.body_digest as digest, v.size, v.via, v.warc, v.warc_offset, v.source, v.notes
from visit v left join address a on a.url = v.post_url;

create view runs as
select id, crawl, seeds, scope, started, ended, exit_code, version, options, counts from run;
