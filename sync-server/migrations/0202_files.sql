-- The files of a clinic by the SHA-256 of their bytes, and those on their way here. The bytes are in the blob store.
create table file (
  clinic uuid not null default current_clinic(),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  media_type text not null,
  ends bigint[] not null default '{}',
  touched_at timestamptz not null,
  stored_at timestamptz,
  primary key (clinic, hash)
);
create index file_idle on file (touched_at) where stored_at is null;
call wall_in('file', 'select, insert, update, delete');

-- Whoever cleans up looks over all clinics for uploads that nobody goes on with.
create policy all_clinics on file for select to lapka_relay using (true);
grant select on file to lapka_relay;
