-- Which entries bear which fingerprint (crawler/archive/fingerprints.py): the key is the
-- fingerprint, 32 bits, and below it the entry, 31 bits (crawler/archive/sqlite/prints.py). New
-- ones are gathered aside and moved over in order, many at once: put in one by one, each would
-- touch a page of its own.
drop table print;
drop table printed;
create table print (key integer primary key) strict;
create table print_new (key integer primary key) strict;
