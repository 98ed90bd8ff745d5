-- The operator's catalogue: every version that ever held, the newest holds. Versions are never changed or deleted.
create table catalogue_version (
    id uuid primary key,
    -- Given under a lock of the table, without a gap: the highest holds, whatever the clocks say.
    number int not null unique check (number > 0),
    -- The file as it was written, so that an editor gets it back.
    json text not null,
    -- Of the text in UTF-8, 64 hexadecimal digits: by this a change says what it was made from.
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    actor text not null,
    -- When it was stored, not when its transaction began: versions follow each other in time too.
    created_at timestamptz not null default clock_timestamp()
);
-- The versions, newest first.
create index catalogue_version_created on catalogue_version (created_at desc, id desc);
