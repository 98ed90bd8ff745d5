-- What clients are told: events, the webhooks that carry them away, and what admins did.

-- How a generation ended, so that a list can be filtered without the queue and outlives the queue's rows.
alter table generation
    add column outcome text,
    add column finished_at timestamptz,
    add constraint generation_outcome check (outcome in ('completed', 'failed', 'cancelled')),
    add constraint generation_finished check ((outcome is null) = (finished_at is null));
update generation g set
    outcome = case when j.is_completed then 'completed' when j.is_failed then 'failed' else 'cancelled' end,
    finished_at = j.finished_at
from (
    select generation_id, bool_or(state = 'completed') as is_completed, bool_or(state = 'discarded') as is_failed,
        max(finalized_at) as finished_at
    from queue_job group by generation_id having bool_and(finalized_at is not null)) j
where j.generation_id = g.id;
-- A workspace's unfinished generations, newest first.
create index generation_unfinished on generation (workspace_id, created_at desc, id desc) where outcome is null;

-- Jobs that ended lately, for the pace of the queue; and those that ended long ago, which are pruned.
create index queue_job_finalized on queue_job (finalized_at) where finalized_at is not null;

-- What happened to generations, kept for some days. Ids of one workspace are in the order in which they are committed:
-- who writes holds the workspace's turn until it commits (docs/decisions/0016-events.md). So nobody who reads on after
-- the last id that he saw misses one.
create table event (
    id bigint generated always as identity primary key,
    workspace_id uuid not null,
    generation_id uuid not null references generation (id) on delete cascade,
    type text not null,
    -- The image or the generation as it was then, in the words of the API.
    payload jsonb not null,
    created_at timestamptz not null default now()
);
-- A workspace's events after one.
create index event_workspace on event (workspace_id, id);
-- A generation's events after one; and what goes with a generation that is deleted.
create index event_generation on event (generation_id, id);

create table webhook (
    id uuid primary key,
    workspace_id uuid not null references workspace (id) on delete cascade,
    url text not null check (length(url) between 1 and 2000),
    description text not null check (length(description) <= 200),
    events text[] not null check (cardinality(events) > 0),
    -- HMAC keys; the one before signs beside the new one for a day, so that nobody refuses a message in between.
    secret bytea not null,
    previous_secret bytea,
    previous_secret_until timestamptz,
    is_enabled boolean not null default true,
    -- Since when every attempt failed; null while they succeed.
    failing_since timestamptz,
    -- Why the service itself switched it off.
    disabled_reason text,
    created_at timestamptz not null default now(),
    constraint webhook_previous_secret check ((previous_secret is null) = (previous_secret_until is null)),
    constraint webhook_disabled check (disabled_reason is null or not is_enabled)
);
-- Whom an event concerns; and a workspace's webhooks, newest first.
create index webhook_workspace on webhook (workspace_id, created_at desc, id desc);

-- One message for one webhook, and how its sending goes. A row is also the log.
create table webhook_delivery (
    id uuid primary key,
    webhook_id uuid not null references webhook (id) on delete cascade,
    workspace_id uuid not null,
    type text not null,
    body text not null,
    state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
    attempts int not null default 0 check (attempts >= 0),
    -- When it is tried next; while it is being sent, when another server may take it over.
    due_at timestamptz not null default now(),
    attempted_at timestamptz,
    status int,
    latency_ms int,
    -- The start of the answer, or why there was none.
    answer text,
    created_at timestamptz not null default now()
);
-- What is to be sent.
create index webhook_delivery_due on webhook_delivery (due_at) where state = 'waiting';
-- A workspace's log and a webhook's, newest first.
create index webhook_delivery_workspace on webhook_delivery (workspace_id, created_at desc, id desc);
create index webhook_delivery_webhook on webhook_delivery (webhook_id, created_at desc, id desc);
-- What is old enough to go.
create index webhook_delivery_created on webhook_delivery (created_at);

-- What admins did, written in the transaction that did it. Never changed or deleted.
create table audit_entry (
    id uuid primary key,
    actor text not null,
    action text not null,
    -- What it was done to: a word and an id.
    subject text not null,
    details jsonb not null,
    created_at timestamptz not null default now()
);
-- The log, newest first.
create index audit_entry_created on audit_entry (created_at desc, id desc);

create function audit_entry_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'entries of the audit log are never changed or deleted';
end $$;

create trigger audit_entry_is_final before update or delete or truncate on audit_entry
    for each statement execute function audit_entry_is_final();
