-- The last line of defence against double booking: the server's acceptance decides first and parks the loser.

-- Written instants end in Z, so the same text is the same moment whatever the session's zone; what is none gives null.
create function instant_at(written text) returns timestamptz
  language sql immutable parallel safe
  return case when written ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$' then written::timestamptz end;

create function is_promised(booking jsonb) returns boolean
  language sql immutable parallel safe
  return booking ->> 'status' in ('ASSIGNED', 'CONFIRMED', 'ON_THE_WAY', 'ARRIVED');

create function is_here(booking jsonb) returns boolean
  language sql immutable parallel safe
  return booking ->> 'status' in ('CHECK_IN', 'IN_PROGRESS', 'CHECK_OUT', 'COMPLETED');

-- The time a booking claims of its vet and room. One that waits, is cancelled or was missed claims none, and walk-ins
-- wait their turn.
create function time_claimed(booking jsonb) returns tstzrange
  language sql immutable parallel safe
  return case
    when (is_promised(booking) or is_here(booking)) and booking ->> 'source' is distinct from 'WALK_IN'
      and instant_at(booking ->> 'start') < instant_at(booking ->> 'end')
    then tstzrange(instant_at(booking ->> 'start'), instant_at(booking ->> 'end'))
  end;

-- Two patients who are both here are no conflict but a full waiting room: each of them is a point of its own, while a
-- promised time covers all points.
create function presence_of(id uuid, booking jsonb) returns int8range
  language sql immutable parallel safe
  return case when is_here(booking)
    then int8range(hashtextextended(id::text, 0), hashtextextended(id::text, 0), '[]') else int8range(null, null) end;

alter table bookings
  add column claimed tstzrange generated always as (case when not deleted then time_claimed(body) end) stored,
  add column presence int8range generated always as (presence_of(id, body)) stored;

call index_fields('bookings', 'vet', 'start');
call index_fields('bookings', 'room', 'start');

-- Checked at the end of each statement and not at each row, so that two bookings may change places in one push.
alter table bookings
  add constraint bookings_vet_taken
    exclude using gist (clinic with =, field_vet with =, claimed with &&, presence with &&)
    where (field_vet is not null and claimed is not null) deferrable initially immediate,
  add constraint bookings_room_taken
    exclude using gist (clinic with =, field_room with =, claimed with &&, presence with &&)
    where (field_room is not null and claimed is not null) deferrable initially immediate;
