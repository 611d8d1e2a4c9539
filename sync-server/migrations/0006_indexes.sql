-- What else the collections ask for. A test prints the call for each index that is missing; add it to a new migration.
call index_fields('settings', 'kind');
call index_fields('catalogue', 'kind');
call index_fields('pets', 'owner');
call index_fields('bookings', 'start');
call index_fields('bookings', 'date', 'location');
call index_fields('bookings', 'pet');
call index_fields('bookings', 'client');
call index_fields('records', 'pet', 'date');
