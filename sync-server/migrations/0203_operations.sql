-- Whoever runs the server asks which clinics there are, to look each of them through by its own door.
create policy all_clinics on clinic_clock for select to lapka_relay using (true);
grant select on clinic_clock to lapka_relay;
