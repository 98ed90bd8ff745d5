-- How people prove who they are, where they are logged in, whom they invite, and the mail that goes out to them.

alter table app_user
    -- The step of time whose authenticator code was taken last: no code works twice.
    add column authenticator_step bigint not null default 0 check (authenticator_step >= 0);

-- A person's log-in on one device. The cookie holds 32 random bytes, the row their SHA-256.
create table user_session (
    id uuid primary key,
    user_id uuid not null references app_user (id) on delete cascade,
    -- Each request of the studio finds its session by this.
    hash bytea not null unique check (length(hash) = 32),
    -- The person's at log-in: a session ends, on every server at once, when theirs is another.
    security_stamp text not null,
    -- Where it was seen last, and what it said it is.
    address text not null,
    device text not null check (length(device) <= 300),
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now()
);
-- A person's sessions, newest first.
create index user_session_user on user_session (user_id, created_at desc, id desc);
-- Sessions that nobody used for long.
create index user_session_seen on user_session (seen_at);

-- What a link in a mail lets its holder do, once.
create table mail_link (
    hash bytea primary key check (length(hash) = 32),
    purpose text not null check (purpose in ('confirm-email', 'reset-password', 'change-email')),
    user_id uuid not null references app_user (id) on delete cascade,
    -- The address that the link went to, where it is to become theirs.
    new_email text check ((new_email is not null) = (purpose = 'change-email')),
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
);
-- The links that a person has of one purpose.
create index mail_link_user on mail_link (user_id, purpose, created_at);
-- Links whose time is over.
create index mail_link_expiry on mail_link (expires_at);

-- Codes for a person whose authenticator is lost: 80 random bits each, hashed, gone when used.
create table recovery_code (
    user_id uuid not null references app_user (id) on delete cascade,
    hash bytea not null check (length(hash) = 32),
    primary key (user_id, hash)
);

create table passkey (
    id uuid primary key,
    user_id uuid not null references app_user (id) on delete cascade,
    -- The authenticator's name for it; no two people share one.
    credential_id bytea not null unique check (length(credential_id) between 1 and 1023),
    name text not null check (length(name) between 1 and 100),
    public_key bytea not null,
    sign_count bigint not null,
    transports text[] not null,
    is_user_verified boolean not null,
    is_backup_eligible boolean not null,
    is_backed_up boolean not null,
    attestation_object bytea not null,
    client_data_json bytea not null,
    created_at timestamptz not null default now(),
    last_used_at timestamptz
);
-- A person's passkeys, newest first.
create index passkey_user on passkey (user_id, created_at desc, id desc);

-- What an authenticator was asked to sign; an answer takes it away.
create table passkey_challenge (
    id uuid primary key,
    -- Who adds a passkey; null where somebody logs in with one.
    user_id uuid references app_user (id) on delete cascade,
    state text not null,
    created_at timestamptz not null default now()
);
-- Challenges that nobody answered.
create index passkey_challenge_age on passkey_challenge (created_at);

-- Invitations into a workspace, or without one into the service.
create table invitation (
    id uuid primary key,
    workspace_id uuid references workspace (id) on delete cascade,
    email text not null check (length(email) between 3 and 254),
    normalized_email text not null,
    role text check (role in ('admin', 'member')),
    hash bytea not null unique check (length(hash) = 32),
    invited_by uuid references app_user (id) on delete cascade,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    check ((workspace_id is null) = (role is null)),
    -- One open invitation for each address; asking again replaces it.
    constraint invitation_once unique nulls not distinct (workspace_id, normalized_email)
);
-- Invitations whose time is over.
create index invitation_expiry on invitation (expires_at);

-- Mail that is to go out, written with its cause. Sent mail keeps its row for a while, without its text.
create table mail (
    id uuid primary key,
    recipient text not null,
    subject text not null,
    body text not null,
    attempts int not null default 0 check (attempts >= 0),
    due_at timestamptz not null default now(),
    sent_at timestamptz,
    -- When it was given up.
    failed_at timestamptz,
    error text,
    created_at timestamptz not null default now(),
    check (sent_at is null or failed_at is null)
);
-- The next mail to send.
create index mail_due on mail (due_at) where sent_at is null and failed_at is null;
-- Mail that is done and old.
create index mail_age on mail (created_at) where sent_at is not null or failed_at is not null;

-- Wallets whose owners were told that little is left: once a cycle, or once a fall where there are no cycles.
create table low_balance_warning (
    workspace_id uuid not null references workspace (id) on delete cascade,
    wallet text not null,
    -- The end of the cycle of the warning; infinity where there are none.
    cycle_end timestamptz not null,
    -- Whether the balance rose again since.
    has_recovered boolean not null default false,
    primary key (workspace_id, wallet)
);

-- People who wait to be let in, newest first.
create index app_user_waiting on app_user (created_at desc, id desc) where state = 'waiting';
