-- People, the workspaces that own everything, and the keys by which machines act for a workspace.

-- A person. Columns are those that ASP.NET Core Identity's stores ask for.
create table app_user (
    id uuid primary key,
    email text not null check (length(email) between 3 and 254),
    -- One address, one person, whatever its letters' case: log-in finds the row by this.
    normalized_email text not null unique,
    is_email_confirmed boolean not null,
    password_hash text,
    -- Changes whenever credentials do; sessions that carry an older one end.
    security_stamp text not null,
    authenticator_key text,
    is_two_factor_on boolean not null default false,
    failed_logins int not null default 0 check (failed_logins >= 0),
    locked_until timestamptz,
    is_admin boolean not null default false,
    -- waiting: for an admin's approval, where registration asks for it.
    state text not null check (state in ('active', 'waiting', 'closed')),
    created_at timestamptz not null default now()
);

create table workspace (
    id uuid primary key,
    name text not null check (length(name) between 1 and 100),
    is_personal boolean not null,
    plan text not null,
    -- Which of the plan's billings was chosen, where it has several.
    billing text,
    -- Cycles of credits are counted from here.
    plan_since timestamptz not null,
    created_at timestamptz not null default now()
);

create table membership (
    workspace_id uuid not null references workspace (id) on delete cascade,
    user_id uuid not null references app_user (id) on delete cascade,
    role text not null check (role in ('owner', 'admin', 'member')),
    created_at timestamptz not null default now(),
    primary key (workspace_id, user_id)
);
-- The workspaces of a person.
create index membership_user on membership (user_id);

create table api_key (
    id uuid primary key,
    workspace_id uuid not null references workspace (id) on delete cascade,
    created_by uuid not null references app_user (id) on delete cascade,
    name text not null check (length(name) between 1 and 100),
    -- The first letters, by which a person tells keys apart.
    prefix text not null,
    -- SHA-256 of the whole key, which has 256 random bits: no salt is needed. A request finds its key by this.
    hash bytea not null unique check (length(hash) = 32),
    scopes text[] not null check (scopes <@ array['generate', 'read', 'manage', 'worker', 'admin']),
    -- null: all models of the plan.
    models text[],
    spend_cap_millicredits bigint check (spend_cap_millicredits >= 0),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz not null default now()
);
-- The keys of a workspace, newest first.
create index api_key_workspace on api_key (workspace_id, created_at desc);
