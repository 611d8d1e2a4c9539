-- One table for each collection, all with the same envelope. `body` is the document as the desk wrote it; of medical
-- records, whose texts live in the record store, it holds only the fields that are indexed.

do $$
declare collection text;
begin
  foreach collection in array array[
    'settings', 'staff', 'catalogue', 'clients', 'pets', 'shifts',
    'bookings', 'records', 'invoices', 'ledger', 'stock', 'inbox'
  ] loop
    execute format($table$
      create table %I (
        clinic uuid not null default current_clinic(),
        id uuid not null,
        number bigint not null,
        revision integer not null check (revision > 0),
        deleted boolean not null,
        v integer not null,
        body jsonb not null,
        device uuid not null,
        operation uuid not null,
        author text not null,
        stored_at timestamptz not null,
        primary key (clinic, id),
        unique (clinic, number)
      )$table$, collection);
    call wall_in(collection::regclass, 'select, insert, update');
  end loop;
end $$;

-- Call this for every index that a collection asks for in its definition. The fields become columns of their own: an index
-- on an expression over `body` is never used behind row-level security, because Postgres may not try what could tell of
-- hidden rows before it knows that a row is ours.
create procedure index_fields(target regclass, variadic paths text[])
language plpgsql as $$
declare
  path text;
  name text;
  names text[] := '{}';
begin
  foreach path in array paths loop
    name := lower('field_' || replace(path, '.', '_'));
    names := names || name;
    execute format(
      'alter table %s add column if not exists %I text collate "C" generated always as (body #>> %L) stored',
      target, name, string_to_array(path, '.'));
  end loop;
  execute format('create index on %s (clinic, %s)', target, array_to_string(names, ', '));
end $$;

call make_append_only('ledger');
call make_append_only('stock');

-- The many-valued keys of documents: phones, passport numbers, codes.
create table document_key (
  clinic uuid not null default current_clinic(),
  collection text not null,
  key text not null,
  value text not null,
  id uuid not null,
  only_one boolean not null,
  primary key (clinic, collection, key, value, id)
);
create index document_key_of on document_key (clinic, collection, id);
create unique index document_key_taken on document_key (clinic, collection, key, value) where only_one;
call wall_in('document_key', 'select, insert, update, delete');
