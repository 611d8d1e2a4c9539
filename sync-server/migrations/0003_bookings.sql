-- The last line of defence against double booking: the server's acceptance decides first and parks the loser.

-- Written instants end in Z, so the same text is the same moment whatever the session's zone; what is none gives null.
create function instant_at(written text) returns timestamptz
  language sql immutable parallel safe
  return case when written ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$' then written::timestamptz end;

-- The time a booking takes of its vet and room: from the day somebody is assigned until the visit has ended. A booking
-- that waits (PENDING, also one that lost its slot) takes none.
create function time_taken(booking jsonb) returns tstzrange
  language sql immutable parallel safe
  return case
    when booking ->> 'status' in
      ('ASSIGNED', 'CONFIRMED', 'ON_THE_WAY', 'ARRIVED', 'CHECK_IN', 'IN_PROGRESS', 'CHECK_OUT')
      and instant_at(booking ->> 'start') < instant_at(booking ->> 'end')
    then tstzrange(instant_at(booking ->> 'start'), instant_at(booking ->> 'end'))
  end;

alter table bookings
  add column taken tstzrange generated always as (case when not deleted then time_taken(body) end) stored;

call index_fields('bookings', 'vet', 'start');
alter table bookings add column field_room text collate "C" generated always as (body ->> 'room') stored;

-- Checked at the end of each statement and not at each row, so that two bookings may change places in one push.
alter table bookings
  add constraint bookings_vet_taken exclude using gist (clinic with =, field_vet with =, taken with &&)
    where (field_vet is not null and taken is not null) deferrable initially immediate,
  add constraint bookings_room_taken exclude using gist (clinic with =, field_room with =, taken with &&)
    where (field_room is not null and taken is not null) deferrable initially immediate;
