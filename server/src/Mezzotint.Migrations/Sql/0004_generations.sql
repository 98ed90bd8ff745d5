-- Requests for pictures, and the pictures that came of them. Where a picture that is not done yet stands, the queue
-- knows; what it costs, the ledger.

create table generation (
    id uuid primary key,
    workspace_id uuid not null references workspace (id) on delete cascade,
    -- Who asked: a key, or a person in the studio.
    api_key_id uuid references api_key (id) on delete set null,
    user_id uuid references app_user (id) on delete set null,
    operation text not null,
    model text not null,
    -- As it was asked for, in the words of the native API.
    request jsonb not null,
    seed bigint not null,
    image_count int not null check (image_count > 0),
    wallet text not null,
    image_millicredits bigint not null check (image_millicredits >= 0),
    is_public boolean not null,
    -- The caller's Idempotency-Key, and the hash of the body that came with it.
    idempotency_key text,
    request_hash bytea not null,
    created_at timestamptz not null default now()
);
-- One generation for each key that a caller makes up.
create unique index generation_idempotency on generation (workspace_id, idempotency_key)
    where idempotency_key is not null;
-- History, and the requests of the last minute.
create index generation_workspace on generation (workspace_id, created_at desc, id desc);

create table image (
    -- The job's id.
    id uuid primary key,
    generation_id uuid not null references generation (id) on delete cascade,
    workspace_id uuid not null references workspace (id) on delete cascade,
    index int not null check (index >= 0),
    seed bigint not null,
    -- SHA-256 of the file, which is its name among the blobs.
    blob bytea not null check (length(blob) = 32),
    media_type text not null,
    bytes bigint not null check (bytes > 0),
    width int not null check (width > 0),
    height int not null check (height > 0),
    seconds double precision not null,
    millicredits bigint not null check (millicredits >= 0),
    created_at timestamptz not null default now(),
    -- Each image of a generation is stored once.
    unique (generation_id, index)
);
-- The gallery of a workspace, newest first; and what it stores.
create index image_workspace on image (workspace_id, created_at desc, id desc) include (bytes);
-- Whether a file is still wanted when one of its images goes.
create index image_blob on image (blob);
