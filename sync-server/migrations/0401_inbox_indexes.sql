-- What the desks ask of the inbox: open tasks and enquiries of a kind, threads waiting for an answer, what is about an
-- animal, and the notices of a person or a role.
call index_fields('inbox', 'kind', 'state.status');
call index_fields('inbox', 'kind', 'standing.status');
call index_fields('inbox', 'kind', 'last.side', 'last.at');
call index_fields('inbox', 'subject.id');
call index_fields('inbox', 'to.staff', 'created.at');
call index_fields('inbox', 'to.role', 'created.at');
