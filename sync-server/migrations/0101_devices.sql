-- The PCs that may sync, by the public half of a key that never leaves them.
create table device (
  clinic uuid not null default current_clinic(),
  id uuid primary key,
  public_key text not null,
  enrolled_at timestamptz not null default now(),
  revoked_at timestamptz
);
call wall_in('device', 'select, insert, update');

-- At the hello a device says who it is before its clinic is known.
create policy all_clinics on device for select to lapka_relay using (true);
grant select on device to lapka_relay;
