-- What the sync remembers beside documents and pushes.

-- The time line a clinic's clock was last moved on, and where it stood when that time line began. A restored database has a
-- new epoch; the difference tells what was there before.
alter table clinic_clock
  add column epoch uuid,
  add column epoch_start bigint not null default 0;

-- The last push of each copy of a desk's store. A copy that does not know it was restored from a backup or cloned.
create table desk_copy (
  clinic uuid not null default current_clinic(),
  incarnation uuid not null,
  device uuid not null,
  last_push uuid not null,
  pushed_at timestamptz not null default now(),
  primary key (clinic, incarnation)
);
call wall_in('desk_copy', 'select, insert, update');

-- Removed documents are forgotten some day. Who was away since before the floor of a collection pulls all of it anew.
create table removal_floor (
  clinic uuid not null default current_clinic(),
  collection text not null,
  number bigint not null,
  primary key (clinic, collection)
);
call wall_in('removal_floor', 'select, insert, update');

-- 60 bits of the SHA-256 of each document: summed up, what a desk compares its collection with.
do $$
declare collection text;
begin
  foreach collection in array array[
    'settings', 'staff', 'catalogue', 'clients', 'pets', 'shifts',
    'bookings', 'records', 'invoices', 'ledger', 'stock', 'inbox'
  ] loop
    execute format('alter table %I add column digest bigint', collection);
    if collection not in ('ledger', 'stock') then
      execute format('grant delete on %I to lapka_clinic', collection);
      -- What lives is never deleted: it is marked as removed first, and forgotten much later.
      execute format('create policy removed_only on %I as restrictive for delete to lapka_clinic using (deleted)', collection);
    end if;
  end loop;
end $$;
