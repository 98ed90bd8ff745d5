-- People, what they own, and who may act for whom.
create table workspace (
    id uuid primary key,
    name text not null check (length(name) between 1 and 100),
    is_personal boolean not null,
    plan text not null,
    created_at timestamptz not null default now()
);
