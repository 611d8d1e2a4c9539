-- What was answered to each push, so that a repeated one takes effect once and gets the same answer.
create table push_memory (
  clinic uuid not null default current_clinic(),
  device uuid not null,
  push uuid not null,
  answer jsonb not null,
  answered_at timestamptz not null default now(),
  primary key (clinic, device, push)
);
create index push_memory_age on push_memory (answered_at);
call wall_in('push_memory', 'select, insert, delete');

-- Events that wait for the relay. Within a clinic the position is in commit order, because writers hold its clock.
create table outbox (
  position bigint generated always as identity primary key,
  clinic uuid not null default current_clinic(),
  id text not null,
  name text not null,
  payload jsonb not null,
  published_at timestamptz not null
);
call wall_in('outbox', 'select, insert');
create policy all_clinics on outbox to lapka_relay using (true);
grant select, delete on outbox to lapka_relay;

-- The events each consumer has taken, written in the transaction of what it did about them.
create table consumer_inbox (
  clinic uuid not null default current_clinic(),
  consumer text not null,
  event text not null,
  taken_at timestamptz not null default now(),
  primary key (clinic, consumer, event)
);
create index consumer_inbox_age on consumer_inbox (taken_at);
call wall_in('consumer_inbox', 'select, insert, delete');

-- Who did what: each entry carries the hash of the one before it, so none can be changed, removed or put between.
create table audit (
  clinic uuid not null default current_clinic(),
  number bigint not null,
  at timestamptz not null,
  content jsonb not null,
  previous text not null,
  hash text not null,
  primary key (clinic, number)
);
call wall_in('audit', 'select, insert');
call make_append_only('audit');

-- Answers to pushes and taken events are needed for as long as somebody may repeat them: months, not years. The relay's
-- role clears them away for all clinics.
create policy all_clinics on push_memory to lapka_relay using (true);
create policy all_clinics on consumer_inbox to lapka_relay using (true);
grant select, delete on push_memory, consumer_inbox to lapka_relay;
