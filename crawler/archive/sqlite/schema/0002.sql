-- How closely the posts of a hop belong together, and what that is made of.
alter table hop add column bond real not null default 1;
alter table hop add column bond_words integer;
alter table hop add column bond_texts real;
alter table hop add column bond_days integer;
alter table hop add column bond_links integer;
-- Walking backwards needs no more of a hop than stands in this index.
drop index hop_target;
create index hop_target on hop (target, confidence, bond, bond_days);
