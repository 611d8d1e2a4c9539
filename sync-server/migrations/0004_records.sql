-- Medical records: the head of each is a row of `records` and names the revision that counts by the hash of its content.
-- The texts are immutable revisions in the record store. This is the one that needs no other database.
create table record_revision (
  clinic uuid not null default current_clinic(),
  record uuid not null,
  content text not null,
  body jsonb not null,
  stored_at timestamptz not null default now(),
  primary key (clinic, record, content)
);
call wall_in('record_revision', 'select, insert');
call make_append_only('record_revision');

alter table records add column content text not null;

-- Every revision that ever was the head, in order. A revision in the store that no row names was left by a crash.
create table record_trail (
  clinic uuid not null default current_clinic(),
  record uuid not null,
  revision integer not null,
  number bigint not null,
  content text not null,
  deleted boolean not null,
  device uuid not null,
  operation uuid not null,
  stored_at timestamptz not null,
  primary key (clinic, record, revision)
);
call wall_in('record_trail', 'select, insert');
call make_append_only('record_trail');
