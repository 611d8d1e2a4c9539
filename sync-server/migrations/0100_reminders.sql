-- When the reminders of an owner are to be looked at next. What is sent then follows from the documents at that moment,
-- and what was sent is a notice among them: nothing else needs to be remembered.
create table reminder_watch (
  clinic uuid not null default current_clinic(),
  client uuid not null,
  wake_at timestamptz not null,
  primary key (clinic, client)
);
create index reminder_watch_due on reminder_watch (wake_at);
call wall_in('reminder_watch', 'select, insert, update, delete');

-- Whoever sends looks over all clinics for owners whose time has come.
create policy all_clinics on reminder_watch to lapka_relay using (true);
grant select, update on reminder_watch to lapka_relay;

call index_fields('inbox', 'to.client');
