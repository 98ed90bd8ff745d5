-- Pictures: what people send in, what is kept of what was made for them, who sees it, and which files are wanted.

-- A picture that was sent in, made into a clean PNG.
create table upload (
    id uuid primary key,
    workspace_id uuid not null references workspace (id) on delete cascade,
    -- SHA-256 of the PNG, which is its name among the blobs.
    blob bytea not null check (length(blob) = 32),
    bytes bigint not null check (bytes > 0),
    width int not null check (width > 0),
    height int not null check (height > 0),
    created_at timestamptz not null default now(),
    -- When it came or was last asked for by a generation: it expires some time after that.
    used_at timestamptz not null default now(),
    -- The same picture sent again is the same upload.
    constraint upload_once unique (workspace_id, blob)
);
-- A workspace's uploads, newest first; and what they take.
create index upload_workspace on upload (workspace_id, created_at desc, id desc) include (bytes);
-- Whether a file is still wanted.
create index upload_blob on upload (blob);
-- Those that expire next.
create index upload_used on upload (used_at);

-- The files that a job starts from, until it is final: it may wait longer than the upload is kept.
create table job_input (
    job_id uuid not null,
    blob bytea not null check (length(blob) = 32),
    primary key (job_id, blob)
);
-- Whether a file is still wanted.
create index job_input_blob on job_input (blob);

-- What a running job looks like so far: worth nothing after a crash, so it is not logged.
create unlogged table preview (
    -- The job's id, which is the picture's.
    job_id uuid primary key,
    workspace_id uuid not null,
    media_type text not null,
    content bytea not null check (length(content) between 1 and 65536),
    made_at timestamptz not null default now()
);

alter table image
    -- A small WebP; null where the picture could not be read.
    add column thumbnail bytea check (length(thumbnail) = 32),
    add column is_public boolean not null default false,
    add column is_favourite boolean not null default false,
    -- When and by whom the operator took it out of the gallery.
    add column hidden_at timestamptz,
    add column hidden_by text,
    add column words tsvector not null default '',
    add constraint image_hidden check ((hidden_at is null) = (hidden_by is null));

-- What a picture is found by: the words of its prompt, and its workspace as one more word, so that one index finds
-- a workspace's pictures of a word whatever other workspaces have.
create function image_words(p_workspace uuid, p_prompt text) returns tsvector language sql immutable parallel safe
return array_to_tsvector(array[p_workspace::text]) || to_tsvector('simple', coalesce(p_prompt, ''));

update image i set is_public = g.is_public, words = image_words(i.workspace_id, g.request ->> 'prompt')
from generation g where g.id = i.generation_id;

create index image_words on image using gin (words);
-- Whether a file is still wanted.
create index image_thumbnail on image (thumbnail) where thumbnail is not null;
-- A workspace's favourites, newest first.
create index image_favourite on image (workspace_id, created_at desc, id desc) where is_favourite;
-- What everybody sees, newest first.
create index image_gallery on image (created_at desc, id desc) where is_public and hidden_at is null;

-- Bytes that count against a plan's storage. Thumbnails and files of waiting jobs do not.
create function workspace_storage_bytes(p_workspace uuid) returns bigint language sql stable parallel safe
return (
    (select coalesce(sum(bytes), 0) from image where workspace_id = p_workspace)
    + (select coalesce(sum(bytes), 0) from upload where workspace_id = p_workspace))::bigint;

-- Every row that names a file. A table that comes to name files joins this view, or its files are collected.
create view blob_in_use as
    select blob as hash from image
    union all select thumbnail from image where thumbnail is not null
    union all select blob from upload
    union all select blob from job_input;

-- Pictures that a workspace put together.
create table collection (
    id uuid primary key,
    workspace_id uuid not null references workspace (id) on delete cascade,
    name text not null check (length(name) between 1 and 100),
    created_at timestamptz not null default now()
);
-- A workspace's collections, newest first.
create index collection_workspace on collection (workspace_id, created_at desc, id desc);

create table collection_image (
    collection_id uuid not null references collection (id) on delete cascade,
    image_id uuid not null references image (id) on delete cascade,
    primary key (collection_id, image_id)
);
-- What goes when a picture goes.
create index collection_image_image on collection_image (image_id);

-- What people say against a picture in the gallery.
create table image_report (
    id uuid primary key,
    image_id uuid not null references image (id) on delete cascade,
    user_id uuid not null references app_user (id) on delete cascade,
    reason text not null check (length(reason) between 1 and 1000),
    created_at timestamptz not null default now(),
    -- When and by whom it was dismissed, or its picture hidden.
    closed_at timestamptz,
    closed_by text,
    constraint image_report_closed check ((closed_at is null) = (closed_by is null)),
    -- One word a person about a picture.
    constraint image_report_once unique (image_id, user_id)
);
-- Those that wait for an answer.
create index image_report_open on image_report (created_at desc, id desc) where closed_at is null;

-- The one key that signs links to pictures, the same for all servers. The function's bits come from the system's
-- source of strong randomness: 122 of the 128 of each.
create table signing_key (
    is_only boolean primary key default true check (is_only),
    key bytea not null check (length(key) = 32)
);
insert into signing_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
