-- The indexes that the collections ask for in their definitions, for the questions of the acceptance rules. A test
-- prints the statement for each one that is missing; add it to a new migration.
create index settings_kind on settings (clinic, ((body ->> 'kind') collate "C"));
create index catalogue_kind on catalogue (clinic, ((body ->> 'kind') collate "C"));
create index pets_owner on pets (clinic, ((body ->> 'owner') collate "C"));
create index bookings_start on bookings (clinic, ((body ->> 'start') collate "C"));
create index bookings_date_location on bookings (clinic, ((body ->> 'date') collate "C"), ((body ->> 'location') collate "C"));
create index bookings_vet_start on bookings (clinic, ((body ->> 'vet') collate "C"), ((body ->> 'start') collate "C"));
create index bookings_pet on bookings (clinic, ((body ->> 'pet') collate "C"));
create index bookings_client on bookings (clinic, ((body ->> 'client') collate "C"));
create index records_pet_date on records (clinic, ((body ->> 'pet') collate "C"), ((body ->> 'date') collate "C"));
