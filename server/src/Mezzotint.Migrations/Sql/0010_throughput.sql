-- Generations that come at the same time are enqueued as one (docs/decisions/0020-gathering.md): their workspaces are
-- locked, the server decides, and what it takes is added by one statement.

-- Locks workspaces, made at their first use, and gives them the limits of their plans. Returns how many of their jobs
-- wait, of those that have any.
create function queue_lock(p_workspaces uuid[], p_limits int[])
returns table (workspace_id uuid, waiting_count bigint) language plpgsql
set jit = off set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
  v_workspace uuid;
begin
  insert into queue_workspace (workspace_id, parallel_limit)
  select asked.id, asked.parallel from unnest(p_workspaces, p_limits) as asked (id, parallel) order by asked.id
  on conflict (workspace_id) do nothing;
  perform 1 from queue_workspace w where w.workspace_id = any (p_workspaces)
  order by w.workspace_id for no key update;
  for v_workspace in
    update queue_workspace w set parallel_limit = asked.parallel
    from unnest(p_workspaces, p_limits) as asked (id, parallel)
    where w.workspace_id = asked.id and w.parallel_limit <> asked.parallel
    returning w.workspace_id
  loop
    perform queue_open(v_workspace);
  end loop;
  return query
    select l.workspace_id, sum(l.waiting_count) from queue_lane l
    where l.workspace_id = any (p_workspaces) and l.waiting_count > 0 group by l.workspace_id;
end $$;

-- -> available, for the jobs of several generations whose workspaces queue_lock locked. Job i is an image of the
-- generation at place p_owners[i], from 1. Only lanes that get jobs change: the others of these workspaces repeat the
-- workspace's row already.
create function queue_enqueue_all(
  p_generations uuid[], p_workspaces uuid[], p_models text[], p_classes int[], p_memory bigint[], p_operations text[],
  p_cost_hints_ms bigint[], p_max_attempts int[], p_time_limits_seconds int[], p_owners int[], p_jobs uuid[],
  p_indexes int[], p_payloads jsonb[])
returns void language plpgsql set jit = off set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  with band as materialized (
    select kind.model, kind.class, kind.memory, queue_band_of(kind.model, kind.class, kind.memory) as band_id
    from (
      select distinct model, class, memory from unnest(p_models, p_classes, p_memory) as b (model, class, memory)
      order by model, class, memory) kind),
  added as (
    insert into queue_job (
      job_id, generation_id, job_index, workspace_id, band_id, operation, payload, cost_hint_ms, max_attempts,
      time_limit_seconds)
    select j.id, g.id, j.index, g.workspace_id, band.band_id, g.operation, j.payload, g.cost_hint_ms, g.max_attempts,
      g.time_limit_seconds
    from unnest(p_owners, p_jobs, p_indexes, p_payloads) with ordinality as j (owner, id, index, payload, place)
    join unnest(
      p_generations, p_workspaces, p_models, p_classes, p_memory, p_operations, p_cost_hints_ms, p_max_attempts,
      p_time_limits_seconds) with ordinality as g (
        id, workspace_id, model, class, memory, operation, cost_hint_ms, max_attempts, time_limit_seconds, place)
      on g.place = j.owner
    join band on (band.model, band.class, band.memory) = (g.model, g.class, g.memory)
    order by j.place
    returning workspace_id, band_id, sequence)
  insert into queue_lane as l (workspace_id, band_id, waiting_count, head, served, is_slotted, is_open)
  select a.workspace_id, a.band_id, a.count, a.first, w.served, w.parallel_limit > 0,
    w.running_count < greatest(w.parallel_limit, 1)
  from (
    select workspace_id, band_id, count(*) as count, min(sequence) as first from added
    group by workspace_id, band_id) a
  join queue_workspace w on w.workspace_id = a.workspace_id
  on conflict (workspace_id, band_id) do update set
    waiting_count = l.waiting_count + excluded.waiting_count, head = coalesce(l.head, excluded.head),
    served = excluded.served, is_slotted = excluded.is_slotted, is_open = excluded.is_open;
end $$;

-- The same for one generation. Returns how many of the workspace's jobs wait now.
create or replace function queue_enqueue(
  p_workspace uuid, p_parallel_limit int, p_generation uuid, p_model text, p_class int, p_memory bigint,
  p_operation text, p_jobs uuid[], p_payloads jsonb[], p_cost_hint_ms bigint, p_max_attempts int,
  p_time_limit_seconds int)
returns int language plpgsql as $$
begin
  perform queue_lock(array[p_workspace], array[p_parallel_limit]);
  perform queue_enqueue_all(
    array[p_generation], array[p_workspace], array[p_model], array[p_class], array[p_memory], array[p_operation],
    array[p_cost_hint_ms], array[p_max_attempts], array[p_time_limit_seconds],
    array_fill(1, array[cardinality(p_jobs)]), p_jobs, array(select generate_series(0, cardinality(p_jobs) - 1)),
    p_payloads);
  return (select sum(waiting_count) from queue_lane where workspace_id = p_workspace);
end $$;

-- As it was, but for p_may_wait: claims that share a transaction never wait for a workspace, as those before them may
-- hold some. The caller asks again for a worker that found all in other hands.
create function queue_claim(
  p_worker uuid, p_session uuid, p_loaded text[], p_runnable text[], p_memory bigint, p_lease_seconds int,
  p_count int, p_look_ahead int, p_pass_limit int, p_may_wait boolean)
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
    elsif v_given > 0 or v_waited or v_pick.is_contended or not p_may_wait then
      -- It holds a workspace, or its transaction may, so it may not wait for another.
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

create or replace function queue_claim(
  p_worker uuid, p_session uuid, p_loaded text[], p_runnable text[], p_memory bigint, p_lease_seconds int,
  p_count int, p_look_ahead int, p_pass_limit int)
returns setof queue_claimed language sql as $$
  select * from queue_claim(
    p_worker, p_session, p_loaded, p_runnable, p_memory, p_lease_seconds, p_count, p_look_ahead, p_pass_limit, true)
$$;
