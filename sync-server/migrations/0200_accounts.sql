-- Accounts belong to no clinic: a person may belong to several, and signs in before it is known to which. They are kept
-- as small entries by key, and reached under a role of their own: lapka_clinic sees nothing of them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'lapka_accounts') then
    create role lapka_accounts nologin;
  end if;
  if (select not rolsuper from pg_roles where rolname = current_user) then
    grant lapka_accounts to current_user;
  end if;
exception when duplicate_object or unique_violation or insufficient_privilege then null;
end $$;

-- `finders` are the other names an entry is looked up by, as `name:value`; after `expires_at` nobody needs it any more.
create procedure make_shelf(name text)
language plpgsql as $$
begin
  execute format($table$
    create table %1$I (
      key text primary key,
      body jsonb not null,
      finders text[] not null,
      expires_at timestamptz
    ) with (fillfactor = 70);
    create index %2$I on %1$I using gin (finders);
    create index %3$I on %1$I (expires_at) where expires_at is not null;
    alter table %1$I enable row level security;
    alter table %1$I force row level security;
    create policy accounts on %1$I to lapka_accounts using (true) with check (true);
    grant select, insert, update, delete on %1$I to lapka_accounts;
  $table$, name, name || '_finders', name || '_expires');
end $$;

call make_shelf('account');
call make_shelf('account_session');
call make_shelf('revoked_token');
call make_shelf('one_time_code');
call make_shelf('second_factor');
call make_shelf('sign_in');
call make_shelf('sign_in_attempts');
call make_shelf('setup_code');
call make_shelf('invitation');
call make_shelf('device_code');
call make_shelf('clinic_key');
call make_shelf('mail');

-- What only one account may have (R-001): the last line of defence, whoever writes looks first.
create unique index account_email on account ((body ->> 'email'));
create unique index account_phone on account ((body ->> 'phone')) where body ->> 'phone' is not null;
create unique index account_username on account ((body ->> 'username')) where body ->> 'username' is not null;
