-- The walls between clinics. Every table that holds a clinic's data has a column `clinic`, and the server works under
-- the role lapka_clinic, which sees and writes only the rows of the clinic named by the setting lapka.clinic. The
-- setting is made for one transaction at a time; where it is missing, nothing is visible.

create extension if not exists btree_gist;

-- lapka_relay reads the events of all clinics, and nothing else. Roles belong to the whole cluster: another database of it
-- may have made them, even right now, and where we may not make roles an administrator has done it.
do $$
declare wanted text;
begin
  foreach wanted in array array['lapka_clinic', 'lapka_relay'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
      if (select not rolsuper from pg_roles where rolname = current_user) then
        execute format('grant %I to current_user', wanted);
      end if;
    exception when duplicate_object or unique_violation or insufficient_privilege then null;
    end;
  end loop;
end $$;

create function current_clinic() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('lapka.clinic', true), '')::uuid;

-- Call this for every table with a column `clinic`.
create procedure wall_in(target regclass, rights text)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_clinic on %s to lapka_clinic using (clinic = current_clinic()) with check (clinic = current_clinic())',
    target);
  execute format('grant %s on %s to lapka_clinic', rights, target);
end $$;

create function refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end $$;

-- Call this for every table whose rows are never changed: a mistake is put right by another row.
create procedure make_append_only(target regclass)
language plpgsql as $$
begin
  execute format(
    'create trigger append_only before update or delete on %s for each row execute function refuse_change()', target);
  execute format(
    'create trigger append_only_truncate before truncate on %s for each statement execute function refuse_change()', target);
end $$;

-- One row for each clinic. A transaction that writes locks it first, so the transactions of a clinic follow one another
-- and numbers are in commit order: a reader that asks for what is new after a number never misses a late commit.
-- Much room is left on each page, because the rows are updated all the time and then need no new index entries.
create table clinic_clock (
  clinic uuid primary key default current_clinic(),
  head bigint not null default 0,
  audit_head bigint not null default 0,
  audit_hash text not null default ''
) with (fillfactor = 20);

call wall_in('clinic_clock', 'select, insert, update');

-- The time line of this database; a restored backup gets a new one, so that every desk notices and compares.
create table server_epoch (
  singleton boolean primary key default true check (singleton),
  epoch uuid not null default gen_random_uuid(),
  since timestamptz not null default now()
);
insert into server_epoch default values;
grant select on server_epoch to lapka_clinic;
