-- Reminders to owners: planned once by their key, sent once.
create table reminder (
  clinic uuid not null default current_clinic(),
  key text not null,
  client uuid not null,
  pet uuid not null,
  pet_name text not null,
  vaccine text not null,
  due_on date not null,
  send_at timestamptz not null,
  sent_at timestamptz,
  primary key (clinic, key)
);
create index reminder_due on reminder (send_at) where sent_at is null;
create index reminder_sent on reminder (clinic, client, sent_at desc) where sent_at is not null;
call wall_in('reminder', 'select, insert, update');

-- Whoever sends looks over all clinics for what is due.
create policy all_clinics on reminder to lapka_relay using (true);
grant select, update on reminder to lapka_relay;
