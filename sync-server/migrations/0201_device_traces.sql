-- What the server knows of a device beside its key: when it was last here, which copies of its store it came with, when it
-- wiped itself, and the sealed key of its database. Whether it was shut out is said by its settings document.
alter table device
  drop column revoked_at,
  add column seen_at timestamptz,
  add column wiped_at timestamptz,
  add column incarnations jsonb not null default '[]',
  add column sealed_key text;
