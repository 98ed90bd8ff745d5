-- The queue: jobs, who waits for what, and workers. Only Mezzotint.Queue writes here (docs/decisions/0010-queue.md).
-- Workspaces and generations belong to other modules, so their ids carry no foreign key. Among the queue's own tables
-- there is none either: a check would lock the one band row that all of a class share, and every function below holds
-- its workspace's row, which guards lanes and jobs.
--
-- Order of locks: worker, workspace (several: by id), job, lane. Nothing waits for a workspace while it holds another,
-- except in the order of ids. Callers lock the queue's rows before the ledger's.

-- One row a workspace: what it may run at once, what it runs, and when it was served last.
create table queue_workspace (
  workspace_id uuid primary key,
  parallel_limit int not null,
  running_count int not null default 0,
  served bigint not null default 0,
  constraint queue_workspace_limit check (parallel_limit >= 0),
  -- A lower limit may find more running, so there is no upper bound here; queue_pick never goes past it.
  constraint queue_workspace_running check (running_count >= 0)
) with (fillfactor = 70);

-- The order in which workspaces were served. A sequence is not locked, as a row would be.
create sequence queue_serving;

-- Jobs that compete with each other: the same class, and the same workers can run them. Few, never deleted.
create table queue_band (
  band_id int generated always as identity primary key,
  model_key text not null,
  speed_class smallint not null,
  minimum_memory_bytes bigint not null,
  constraint queue_band_class check (speed_class between 0 and 7),
  constraint queue_band_memory check (minimum_memory_bytes >= 0),
  constraint queue_band_once unique (model_key, speed_class, minimum_memory_bytes)
);

-- One row for a workspace's waiting jobs of a band. served, is_slotted and is_open repeat its workspace's row, so that
-- one index holds the order.
create table queue_lane (
  workspace_id uuid not null,
  band_id int not null,
  waiting_count int not null,
  head bigint,
  served bigint not null,
  is_slotted boolean not null,
  is_open boolean not null,
  primary key (workspace_id, band_id),
  constraint queue_lane_waiting check (waiting_count >= 0),
  constraint queue_lane_head check ((head is not null) = (waiting_count > 0)),
  constraint queue_lane_open check (not is_open or waiting_count > 0)
) with (fillfactor = 70);

-- queue_pick: the first open lanes of a band. queue_reason: whether a band has any waiting lane.
create index queue_lane_order on queue_lane (band_id, is_open, is_slotted, served, head) where waiting_count > 0;

create table queue_job (
  job_id uuid primary key,
  generation_id uuid not null,
  job_index int not null,
  workspace_id uuid not null,
  band_id int not null,
  sequence bigint generated always as identity,
  state text not null default 'available',
  operation text not null,
  payload jsonb not null,
  cost_hint_ms bigint not null,
  attempt int not null default 0,
  max_attempts int not null,
  lost_count int not null default 0,
  time_limit_seconds int not null,
  enqueued_at timestamptz not null default now(),
  available_at timestamptz not null default now(),
  started_at timestamptz,
  finalized_at timestamptz,
  worker_id uuid,
  lease_token uuid,
  lease_expires_at timestamptz,
  is_alone boolean not null default false,
  step int not null default 0,
  step_count int not null default 0,
  cancel_asked_at timestamptz,
  failure text,
  failure_sentence text,
  constraint queue_job_state check (state in ('available', 'running', 'completed', 'cancelled', 'discarded')),
  constraint queue_job_failure check (
    failure in ('retryable', 'permanent', 'out-of-memory', 'worker-lost', 'time-limit')),
  -- A lease is a running job's and no other's.
  constraint queue_job_lease check (
    (state = 'running') = (lease_token is not null) and (lease_token is null) = (lease_expires_at is null)
    and (state <> 'running' or worker_id is not null and started_at is not null)),
  constraint queue_job_final check ((state in ('completed', 'cancelled', 'discarded')) = (finalized_at is not null)),
  constraint queue_job_attempts check (attempt between 0 and max_attempts and lost_count between 0 and attempt),
  -- A job that waits is cancelled at once, so it is never asked.
  constraint queue_job_cancel check (state <> 'available' or cancel_asked_at is null),
  constraint queue_job_reason check (state <> 'discarded' or failure is not null and failure_sentence is not null),
  constraint queue_job_step check (step >= 0 and step_count >= 0),
  constraint queue_job_time_limit check (time_limit_seconds > 0),
  -- Cancel and the jobs of a generation; a repeated enqueue fails here.
  constraint queue_job_generation unique (generation_id, job_index)
) with (fillfactor = 80);

-- The head of a lane, and how many of its workspace's jobs wait before a job.
create index queue_job_waiting on queue_job (workspace_id, band_id, sequence) where state = 'available';
-- Reclaim reads all of them (as many as workers can run); claim reads its worker's.
create index queue_job_running on queue_job (worker_id) where state = 'running';

-- One row an identity. turn and passes are the worker's own share of the order: see queue_pick.
create table queue_worker (
  worker_id uuid primary key,
  session uuid not null,
  name text not null,
  models text[] not null,
  memory_bytes bigint not null,
  registered_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  turn bigint not null default 0,
  passes int[] not null default '{0,0,0,0,0,0,0,0}',
  constraint queue_worker_memory check (memory_bytes >= 0)
) with (fillfactor = 70);

-- What a transition leaves behind, for the caller to settle credits and tell clients.
create type queue_settlement as (
  outcome text, job_id uuid, generation_id uuid, job_index int, workspace_id uuid, operation text, model_key text,
  attempt int, run_ms bigint, failure text, failure_sentence text);

create type queue_claimed as (
  reason text, job_id uuid, lease_token uuid, generation_id uuid, job_index int, workspace_id uuid, operation text,
  model_key text, payload text, attempt int, time_limit_seconds int);

-- The band of a kind of job, made at its first use.
create function queue_band_of(p_model text, p_class int, p_memory bigint) returns int language plpgsql as $$
declare
  v_band int;
begin
  select band_id into v_band from queue_band
  where model_key = p_model and speed_class = p_class and minimum_memory_bytes = p_memory;
  if not found then
    insert into queue_band (model_key, speed_class, minimum_memory_bytes) values (p_model, p_class, p_memory)
    on conflict (model_key, speed_class, minimum_memory_bytes) do update set model_key = excluded.model_key
    returning band_id into v_band;
  end if;
  return v_band;
end $$;

-- Functions that find rows by an index say so: a plan that was made while a table was small is kept for a session, and
-- it must not read a table that has grown since from end to end. The price put on a scan that is switched off would
-- make PostgreSQL compile such a plan, which takes longer than all else, so that is off as well. A claim keeps its
-- plans, which would otherwise cost more than what they do: a limit in a variable looks as if it were better planned
-- anew.

-- Jobs came into a lane or left it; p_sequence is the first of them. The workspace's row is locked.
create function queue_shift(p_workspace uuid, p_band int, p_change int, p_sequence bigint)
returns void language plpgsql set jit = off set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  update queue_lane l set
    waiting_count = l.waiting_count + p_change,
    head = (
      select j.sequence from queue_job j
      where j.workspace_id = p_workspace and j.band_id = p_band and j.state = 'available'
        and j.sequence >= least(l.head, p_sequence)
      order by j.sequence limit 1),
    is_open = l.is_open and l.waiting_count + p_change > 0
  where l.workspace_id = p_workspace and l.band_id = p_band;
  if not found then
    insert into queue_lane (workspace_id, band_id, waiting_count, head, served, is_slotted, is_open)
    values (p_workspace, p_band, p_change, p_sequence, 0, false, false);
  end if;
end $$;

-- Repeats the workspace's row in its lanes that wait. The workspace's row is locked.
create function queue_open(p_workspace uuid) returns void language plpgsql
set jit = off set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  update queue_lane l set
    served = w.served,
    is_slotted = w.parallel_limit > 0,
    is_open = w.running_count < greatest(w.parallel_limit, 1)
  from queue_workspace w
  where w.workspace_id = p_workspace and l.workspace_id = p_workspace and l.waiting_count > 0
    and (l.served, l.is_slotted, l.is_open)
      is distinct from (w.served, w.parallel_limit > 0, w.running_count < greatest(w.parallel_limit, 1));
end $$;

-- -> available. Returns how many of the workspace's jobs wait now.
create function queue_enqueue(
  p_workspace uuid, p_parallel_limit int, p_generation uuid, p_model text, p_class int, p_memory bigint,
  p_operation text, p_jobs uuid[], p_payloads jsonb[], p_cost_hint_ms bigint, p_max_attempts int,
  p_time_limit_seconds int)
returns int language plpgsql as $$
declare
  v_band int := queue_band_of(p_model, p_class, p_memory);
  v_first bigint;
begin
  insert into queue_workspace (workspace_id, parallel_limit) values (p_workspace, p_parallel_limit)
  on conflict (workspace_id) do update set parallel_limit = excluded.parallel_limit;
  with added as (
    insert into queue_job (
      job_id, generation_id, job_index, workspace_id, band_id, operation, payload, cost_hint_ms, max_attempts,
      time_limit_seconds)
    select job.id, p_generation, job.place - 1, p_workspace, v_band, p_operation, job.payload, p_cost_hint_ms,
      p_max_attempts, p_time_limit_seconds
    from unnest(p_jobs, p_payloads) with ordinality as job (id, payload, place)
    order by job.place
    returning sequence)
  select min(sequence) into v_first from added;
  perform queue_shift(p_workspace, v_band, cardinality(p_jobs), v_first);
  perform queue_open(p_workspace);
  return (select sum(waiting_count) from queue_lane where workspace_id = p_workspace);
end $$;

-- The parallel limit of a workspace whose plan changed, for the jobs that wait already.
create function queue_limit(p_workspace uuid, p_parallel_limit int) returns void language plpgsql as $$
begin
  update queue_workspace set parallel_limit = p_parallel_limit where workspace_id = p_workspace;
  perform queue_open(p_workspace);
end $$;

-- The next lane for a worker, its workspace locked. Nothing waits: all null. All in other hands: only
-- first_workspace_id, and is_contended where this transaction took a lock on the way.
--
-- Classes: of those with an open lane for this worker, the fastest takes every turn of the worker that no slower one
-- is due on; the i-th after it is due on turns divisible by 2^i and not by 2^(i+1). So the i-th gets every 2^(i+1)th
-- turn at least, whatever waits before it. Within a class: the workspace served longest ago, then the oldest job. Of
-- the first p_look_ahead lanes one whose model is loaded goes first, at most p_pass_limit times before the first does.
--
-- Lanes are read unlocked, so each is read again under its workspace's lock. The first window almost always holds one
-- that is free; the second is for many claims at once.
create function queue_pick(
  p_loaded text[], p_runnable text[], p_memory bigint, p_is_slotted boolean, p_turn bigint, p_passes int[],
  p_look_ahead int, p_pass_limit int,
  out workspace_id uuid, out band_id int, out speed_class int, out is_pass boolean, out is_contended boolean,
  out first_workspace_id uuid)
language plpgsql as $$
#variable_conflict use_column
declare
  v_classes int[];
  v_due int := 1;
  v_window int;
  v_lane record;
begin
  is_contended := false;
  select array_agg(distinct b.speed_class order by b.speed_class desc) into v_classes
  from queue_band b
  where b.model_key = any (p_runnable) and b.minimum_memory_bytes <= p_memory and exists (
    select 1 from queue_lane o
    where o.band_id = b.band_id and o.waiting_count > 0 and o.is_open and o.is_slotted = p_is_slotted);
  if v_classes is null then
    return;
  end if;
  while v_due <= cardinality(v_classes) and p_turn % 2 = 0 loop
    v_due := v_due + 1;
    p_turn := p_turn / 2;
  end loop;
  if v_due <= cardinality(v_classes) then
    v_classes := v_classes[v_due] || array_remove(v_classes, v_classes[v_due]);
  end if;
  foreach v_window in array array[p_look_ahead, p_look_ahead + 64] loop
    foreach speed_class in array v_classes loop
      for v_lane in
        select c.workspace_id, c.band_id, c.served, c.head, c.place
        from (
          select l.workspace_id, l.band_id, l.served, l.head, b.model_key = any (p_loaded) as is_loaded,
            row_number() over (order by l.served, l.head) as place
          from queue_band b
          cross join lateral (
            select o.workspace_id, o.band_id, o.served, o.head from queue_lane o
            where o.band_id = b.band_id and o.waiting_count > 0 and o.is_open and o.is_slotted = p_is_slotted
            order by o.served, o.head limit v_window) l
          where b.model_key = any (p_runnable) and b.speed_class = queue_pick.speed_class
            and b.minimum_memory_bytes <= p_memory) c
        where c.place <= v_window
        order by c.is_loaded and c.place <= p_look_ahead and p_passes[queue_pick.speed_class + 1] < p_pass_limit desc,
          c.place
      loop
        first_workspace_id := coalesce(first_workspace_id, v_lane.workspace_id);
        perform 1 from queue_workspace w where w.workspace_id = v_lane.workspace_id for no key update skip locked;
        continue when not found;
        perform 1 from queue_lane l
        where l.workspace_id = v_lane.workspace_id and l.band_id = v_lane.band_id and l.is_open
          and l.is_slotted = p_is_slotted and l.served = v_lane.served and l.head = v_lane.head;
        if found then
          workspace_id := v_lane.workspace_id;
          band_id := v_lane.band_id;
          is_pass := v_lane.place > 1;
          return;
        end if;
        -- Served in the meantime: its lock stays with this transaction, so this one may not wait for another.
        is_contended := true;
      end loop;
    end loop;
  end loop;
end $$;

-- available -> running: the head of a lane, whose workspace queue_pick locked. Its workspace goes to the back.
create function queue_give(p_workspace uuid, p_band int, p_worker uuid, p_lease_seconds int)
returns queue_claimed language plpgsql as $$
declare
  v_claimed queue_claimed;
  v_workspace queue_workspace;
begin
  update queue_workspace set running_count = running_count + 1, served = nextval('queue_serving')
  where workspace_id = p_workspace and running_count < greatest(parallel_limit, 1)
  returning workspace_id, parallel_limit, running_count, served into strict v_workspace;
  update queue_job j set
    state = 'running', attempt = j.attempt + 1, worker_id = p_worker, lease_token = gen_random_uuid(),
    lease_expires_at = now() + make_interval(secs => p_lease_seconds), started_at = now(),
    is_alone = v_workspace.parallel_limit = 0, step = 0, step_count = 0
  from queue_lane l, queue_band b
  where l.workspace_id = p_workspace and l.band_id = p_band and b.band_id = p_band
    and j.workspace_id = p_workspace and j.band_id = p_band and j.sequence = l.head and j.state = 'available'
  returning null, j.job_id, j.lease_token, j.generation_id, j.job_index, j.workspace_id, j.operation, b.model_key,
    j.payload, j.attempt, j.time_limit_seconds into strict v_claimed;
  -- queue_shift and queue_open in one.
  update queue_lane l set
    waiting_count = l.waiting_count - (l.band_id = p_band)::int,
    head = case when l.band_id <> p_band then l.head else (
      select j.sequence from queue_job j
      where j.workspace_id = p_workspace and j.band_id = p_band and j.state = 'available' and j.sequence > l.head
      order by j.sequence limit 1) end,
    served = v_workspace.served,
    is_open = l.waiting_count > (l.band_id = p_band)::int
      and v_workspace.running_count < greatest(v_workspace.parallel_limit, 1)
  where l.workspace_id = p_workspace and l.waiting_count > 0;
  return v_claimed;
end $$;

-- Why a worker that asked found nothing.
create function queue_reason(p_runnable text[], p_memory bigint)
returns text language plpgsql stable as $$
declare
  v_reason text := 'QueueEmpty';
  v_band record;
begin
  for v_band in
    select b.model_key = any (p_runnable) as is_runnable, b.minimum_memory_bytes <= p_memory as fits, l.is_open
    from queue_band b
    cross join lateral (
      select o.is_open from queue_lane o where o.band_id = b.band_id and o.waiting_count > 0
      order by o.is_open desc limit 1) l
    order by is_runnable desc, fits desc, l.is_open desc
    limit 1
  loop
    v_reason := case
      when not v_band.is_runnable then 'NoJobForModels'
      when not v_band.fits then 'TooLittleMemory'
      when v_band.is_open then 'WorkerNotIdle'
      else 'WorkspacesAtLimit' end;
  end loop;
  return v_reason;
end $$;

-- available -> running, for as many jobs as the worker asked for. One row with a reason where there is none.
create function queue_claim(
  p_worker uuid, p_session uuid, p_loaded text[], p_runnable text[], p_memory bigint, p_lease_seconds int,
  p_count int, p_look_ahead int, p_pass_limit int)
returns setof queue_claimed language plpgsql as $$
declare
  v_turn bigint;
  v_passes int[];
  v_running int;
  v_is_alone boolean;
  v_given int := 0;
  v_waited boolean := false;
  v_pick record;
  v_claimed queue_claimed;
  v_reason text;
begin
  -- A claim that a crash of the machine forgets is a lease that nobody honours: the job is given again.
  perform set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true),
    set_config('enable_bitmapscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('jit', 'off', true);
  select turn, passes into v_turn, v_passes from queue_worker
  where worker_id = p_worker and session = p_session for no key update;
  if not found then
    v_claimed.reason := 'NotRegistered';
    return next v_claimed;
    return;
  end if;
  select count(*), coalesce(bool_or(is_alone), false) into v_running, v_is_alone from queue_job
  where worker_id = p_worker and state = 'running';
  if v_is_alone then
    v_reason := 'RunsAlone';
  end if;
  while v_given < p_count and not v_is_alone loop
    v_pick := queue_pick(p_loaded, p_runnable, p_memory, true, v_turn + 1, v_passes, p_look_ahead, p_pass_limit);
    if v_pick.first_workspace_id is null and v_running + v_given = 0 then
      v_pick := queue_pick(p_loaded, p_runnable, p_memory, false, v_turn + 1, v_passes, p_look_ahead, p_pass_limit);
      v_is_alone := v_pick.workspace_id is not null;
    end if;
    if v_pick.workspace_id is not null then
      v_claimed := queue_give(v_pick.workspace_id, v_pick.band_id, p_worker, p_lease_seconds);
      return next v_claimed;
      v_given := v_given + 1;
      v_turn := v_turn + 1;
      v_passes[v_pick.speed_class + 1] :=
        case when v_pick.is_pass then v_passes[v_pick.speed_class + 1] + 1 else 0 end;
      if not v_claimed.model_key = any (p_loaded) then
        p_loaded := p_loaded || v_claimed.model_key;
      end if;
    elsif v_pick.first_workspace_id is null then
      exit;
    elsif v_given > 0 or v_waited or v_pick.is_contended then
      -- It holds a workspace, so it may not wait for another.
      v_reason := 'Contended';
      exit;
    else
      perform 1 from queue_workspace where workspace_id = v_pick.first_workspace_id for no key update;
      v_waited := true;
    end if;
  end loop;
  update queue_worker set turn = v_turn, passes = v_passes, last_seen_at = now(), memory_bytes = p_memory,
    models = p_runnable
  where worker_id = p_worker;
  if v_given = 0 then
    v_claimed := null;
    v_claimed.reason := coalesce(v_reason, queue_reason(p_runnable, p_memory));
    return next v_claimed;
  end if;
end $$;

-- Locks a lease's workspace and job. No row: the lease is lost.
create function queue_hold(p_job uuid, p_token uuid) returns setof queue_job language plpgsql
set jit = off set enable_seqscan = off as $$
begin
  perform 1 from queue_workspace w join queue_job j on j.workspace_id = w.workspace_id
  where j.job_id = p_job for no key update of w;
  return query
    select j.* from queue_job j where j.job_id = p_job and j.state = 'running' and j.lease_token = p_token
    for no key update;
end $$;

-- running -> p_state, for a job that queue_hold locked; attempt, lost_count, band and payload as they stand in it.
create function queue_settle(p_job queue_job, p_state text, p_failure text, p_sentence text)
returns queue_settlement language plpgsql as $$
declare
  v_settlement queue_settlement;
begin
  update queue_job j set
    state = p_state, finalized_at = case when p_state <> 'available' then now() end,
    available_at = case when p_state = 'available' then now() else j.available_at end,
    lease_token = null, lease_expires_at = null, is_alone = false,
    cancel_asked_at = case when p_state <> 'available' then j.cancel_asked_at end,
    attempt = p_job.attempt, lost_count = p_job.lost_count, band_id = p_job.band_id, payload = p_job.payload,
    failure = p_failure, failure_sentence = p_sentence
  from queue_band b
  where j.job_id = p_job.job_id and j.state = 'running' and j.lease_token = p_job.lease_token
    and b.band_id = p_job.band_id
  returning
    case p_state when 'available' then 'Requeued' when 'completed' then 'Completed' when 'cancelled' then 'Cancelled'
      else 'Discarded' end,
    j.job_id, j.generation_id, j.job_index, j.workspace_id, j.operation, b.model_key, j.attempt,
    (extract(epoch from now() - j.started_at) * 1000)::bigint, j.failure, j.failure_sentence
  into strict v_settlement;
  update queue_workspace set running_count = running_count - 1 where workspace_id = p_job.workspace_id;
  if p_state = 'available' then
    perform queue_shift(p_job.workspace_id, p_job.band_id, 1, p_job.sequence);
  end if;
  perform queue_open(p_job.workspace_id);
  return v_settlement;
end $$;

-- running -> completed, or cancelled where that was asked. No row: the lease is lost.
create function queue_complete(p_job uuid, p_token uuid) returns setof queue_settlement language plpgsql as $$
declare
  v_job queue_job;
begin
  for v_job in select * from queue_hold(p_job, p_token) loop
    return next queue_settle(
      v_job, case when v_job.cancel_asked_at is null then 'completed' else 'cancelled' end, null, null);
  end loop;
end $$;

-- running -> available, discarded, or cancelled where that was asked. No row: the lease is lost.
create function queue_fail(
  p_job uuid, p_token uuid, p_failure text, p_sentence text, p_smaller jsonb, p_alive_seconds int)
returns setof queue_settlement language plpgsql as $$
declare
  v_job queue_job;
  v_memory bigint;
  v_again boolean;
begin
  for v_job in select * from queue_hold(p_job, p_token) loop
    v_again := p_failure <> 'permanent' and v_job.attempt < v_job.max_attempts;
    if v_job.cancel_asked_at is not null then
      return next queue_settle(v_job, 'cancelled', null, null);
      continue;
    end if;
    if v_again and p_failure = 'out-of-memory' and p_smaller is null then
      -- The next larger worker, so that bands stay as few as sizes of workers.
      select min(larger.memory_bytes) into v_memory
      from queue_worker larger, queue_worker failed, queue_band b
      where failed.worker_id = v_job.worker_id and b.band_id = v_job.band_id
        and larger.memory_bytes > failed.memory_bytes and b.model_key = any (larger.models)
        and larger.last_seen_at > now() - make_interval(secs => p_alive_seconds);
      v_again := v_memory is not null;
      if v_again then
        select queue_band_of(model_key, speed_class, v_memory) into v_job.band_id from queue_band
        where band_id = v_job.band_id;
      end if;
    end if;
    v_job.payload := coalesce(case when v_again then p_smaller end, v_job.payload);
    return next queue_settle(v_job, case when v_again then 'available' else 'discarded' end, p_failure, p_sentence);
  end loop;
end $$;

-- running -> available with the attempt given back, or cancelled where that was asked. Lost leases give no row.
create function queue_release(p_jobs uuid[], p_tokens uuid[]) returns setof queue_settlement language plpgsql
set jit = off set enable_seqscan = off as $$
declare
  v_lease record;
  v_job queue_job;
begin
  for v_lease in
    select lease.id, lease.token from unnest(p_jobs, p_tokens) as lease (id, token)
    join queue_job j on j.job_id = lease.id
    order by j.workspace_id, j.job_id
  loop
    for v_job in select * from queue_hold(v_lease.id, v_lease.token) loop
      v_job.attempt := v_job.attempt - 1;
      return next queue_settle(
        v_job, case when v_job.cancel_asked_at is null then 'available' else 'cancelled' end, v_job.failure,
        v_job.failure_sentence);
    end loop;
  end loop;
end $$;

-- running -> available or discarded for leases that ran out, discarded for jobs that ran too long, cancelled where that
-- was asked. A heartbeat may come in between, so each is read again under its lock.
create function queue_reclaim(p_count int) returns setof queue_settlement language plpgsql
set jit = off set enable_seqscan = off as $$
declare
  v_due record;
  v_job queue_job;
begin
  for v_due in
    select job_id, lease_token from queue_job
    where state = 'running'
      and (lease_expires_at <= now() or started_at + make_interval(secs => time_limit_seconds) <= now())
    order by workspace_id, job_id limit p_count
  loop
    for v_job in select * from queue_hold(v_due.job_id, v_due.lease_token) loop
      if v_job.lease_expires_at <= now() then
        v_job.lost_count := v_job.lost_count + 1;
        if v_job.cancel_asked_at is not null then
          return next queue_settle(v_job, 'cancelled', null, null);
        else
          return next queue_settle(
            v_job, case when v_job.attempt < v_job.max_attempts then 'available' else 'discarded' end, 'worker-lost',
            format('The worker stopped answering in %s of %s attempts.', v_job.lost_count, v_job.attempt));
        end if;
      elsif v_job.started_at + make_interval(secs => v_job.time_limit_seconds) <= now() then
        if v_job.cancel_asked_at is not null then
          return next queue_settle(v_job, 'cancelled', null, null);
        else
          return next queue_settle(
            v_job, 'discarded', 'time-limit',
            format('It ran longer than its limit of %s seconds.', v_job.time_limit_seconds));
        end if;
      end if;
    end loop;
  end loop;
end $$;

-- available -> cancelled; a running job is asked. p_index null: all jobs of the generation.
create function queue_cancel(p_generation uuid, p_index int) returns setof queue_settlement language plpgsql
set jit = off set enable_seqscan = off as $$
declare
  v_job queue_job;
  v_model text;
  v_outcome text;
begin
  perform 1 from queue_workspace where workspace_id = (
    select workspace_id from queue_job where generation_id = p_generation limit 1) for no key update;
  for v_job in
    select * from queue_job where generation_id = p_generation and (p_index is null or job_index = p_index)
    order by job_index for no key update
  loop
    v_outcome := 'AlreadyFinal';
    if v_job.state = 'available' then
      update queue_job set state = 'cancelled', finalized_at = now()
      where job_id = v_job.job_id and state = 'available';
      perform queue_shift(v_job.workspace_id, v_job.band_id, -1, v_job.sequence);
      v_outcome := 'Cancelled';
    elsif v_job.state = 'running' then
      update queue_job set cancel_asked_at = coalesce(cancel_asked_at, now())
      where job_id = v_job.job_id and state = 'running';
      v_outcome := 'CancelAsked';
    end if;
    select model_key into v_model from queue_band where band_id = v_job.band_id;
    return next row(
      v_outcome, v_job.job_id, v_job.generation_id, v_job.job_index, v_job.workspace_id, v_job.operation, v_model,
      v_job.attempt, 0::bigint, v_job.failure, v_job.failure_sentence)::queue_settlement;
  end loop;
end $$;
