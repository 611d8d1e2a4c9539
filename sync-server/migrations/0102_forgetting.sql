-- Answers to pushes and taken events are needed for as long as somebody may repeat them: months, not years. The relay's
-- role clears them away for all clinics.
create policy all_clinics on push_memory to lapka_relay using (true);
create policy all_clinics on consumer_inbox to lapka_relay using (true);
grant select, delete on push_memory, consumer_inbox to lapka_relay;
