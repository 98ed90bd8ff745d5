-- Workers that claim at the same time are served by a few statements (docs/decisions/0027-claims-and-checks.md):
-- queue_front reads who is first, the server chooses for each worker, and queue_take proves and gives what it chose.

drop function queue_claim(uuid, uuid, text[], text[], bigint, int, int, int, int);
drop function queue_claim(uuid, uuid, text[], text[], bigint, int, int, int, int, boolean);
drop function queue_give(uuid, int, uuid, int);
drop function queue_pick(text[], text[], bigint, boolean, bigint, int[], int, int);
drop type queue_claimed;

-- queue_front: the first open lanes of a band. queue_reason: whether a band has any waiting lane. The condition names
-- waiting_count no more, so a lane that gets more jobs behind its head keeps its place in all indexes.
drop index queue_lane_order;
create index queue_lane_order on queue_lane (band_id, is_open, is_slotted, served, head) where head is not null;

-- Why a worker that asked found nothing: as it was, by the new condition.
create or replace function queue_reason(p_runnable text[], p_memory bigint)
returns text language plpgsql stable as $$
declare
  v_reason text := 'QueueEmpty';
  v_band record;
begin
  for v_band in
    select b.model_key = any (p_runnable) as is_runnable, b.minimum_memory_bytes <= p_memory as fits, l.is_open
    from queue_band b
    cross join lateral (
      select o.is_open from queue_lane o where o.band_id = b.band_id and o.head is not null
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

-- The first p_count open lanes of each class that a worker of these abilities may be served from, with a slot and
-- without, in the order of serving; slot_count is how many more jobs the workspace may run. Nothing is locked.
-- Workspaces that were found in other hands are left out.
create function queue_front(p_models text[], p_memory bigint, p_count int, p_skipped uuid[])
returns table (
  band_id int, model_key text, speed_class int, is_slotted boolean, workspace_id uuid, served bigint, head bigint,
  waiting_count int, slot_count int)
language plpgsql stable
set jit = off set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
  return query
    select c.band_id, c.model_key, c.speed_class::int, c.is_slotted, c.workspace_id, c.served, c.head, c.waiting_count,
      greatest(w.parallel_limit, 1) - w.running_count
    from (
      select b.band_id, b.model_key, b.speed_class, l.is_slotted, l.workspace_id, l.served, l.head, l.waiting_count,
        row_number() over (partition by b.speed_class, l.is_slotted order by l.served, l.head) as place
      from queue_band b
      cross join (values (true), (false)) kind (is_slotted)
      cross join lateral (
        select o.is_slotted, o.workspace_id, o.served, o.head, o.waiting_count from queue_lane o
        where o.band_id = b.band_id and o.head is not null and o.is_open and o.is_slotted = kind.is_slotted
          and o.workspace_id <> all (p_skipped)
        order by o.served, o.head limit p_count) l
      where b.model_key = any (p_models) and b.minimum_memory_bytes <= p_memory) c
    join queue_workspace w on w.workspace_id = c.workspace_id
    where c.place <= p_count
    order by c.speed_class desc, c.is_slotted, c.place;
end $$;

-- available -> running, for the first jobs of lanes, each chosen for the worker at the same place; no worker is named
-- twice. A workspace that another transaction holds is passed over, and one of which anything is not as it was when it
-- was chosen gives nothing. A row for each place: whether its workspace is locked now, and the job, if one was given.
-- Workspaces that were served go to the back; the rows of the workers, locked by the caller, count their turns.
create function queue_take(
  p_workers uuid[], p_lease_seconds int[], p_workspaces uuid[], p_bands int[], p_classes int[], p_slotted boolean[],
  p_served bigint[], p_heads bigint[], p_passes boolean[], p_models text[], p_memory bigint)
returns table (
  is_locked boolean, job_id uuid, lease_token uuid, generation_id uuid, job_index int, workspace_id uuid,
  operation text, model_key text, payload text, attempt int, time_limit_seconds int)
language plpgsql
set jit = off set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  v_locked uuid[];
begin
  v_locked := array(
    select w.workspace_id from queue_workspace w where w.workspace_id = any (p_workspaces)
    for no key update skip locked);
  return query
    with chosen as materialized (
      select c.*, nextval('queue_serving') as serving,
        -- The first choice of a lane gets its head, the next one the job behind it.
        case c.nth when 1 then c.head else (
          select j.sequence from queue_job j
          where j.workspace_id = c.workspace_id and j.band_id = c.band_id and j.state = 'available'
            and j.sequence > c.head
          order by j.sequence offset c.nth - 2 limit 1) end as sequence
      from (
        select u.*, row_number() over (partition by u.workspace_id, u.band_id order by u.place) as nth
        from unnest(
          p_workers, p_lease_seconds, p_workspaces, p_bands, p_classes, p_slotted, p_served, p_heads, p_passes)
          with ordinality as u (
            worker_id, lease_seconds, workspace_id, band_id, speed_class, is_slotted, served, head, is_pass, place)
        where u.workspace_id = any (v_locked)) c
      order by c.place),
    proven as (
      select c.workspace_id, count(l.band_id) as job_count, max(c.serving) as serving
      from chosen c
      left join queue_lane l on l.workspace_id = c.workspace_id and l.band_id = c.band_id and l.is_open
        and l.is_slotted = c.is_slotted and l.served = c.served and l.head = c.head and c.sequence is not null
      group by c.workspace_id having count(l.band_id) = count(*)),
    serving as (
      update queue_workspace w set running_count = w.running_count + p.job_count, served = p.serving
      from proven p
      where w.workspace_id = p.workspace_id and w.running_count + p.job_count <= greatest(w.parallel_limit, 1)
      returning w.workspace_id, w.served, w.running_count < greatest(w.parallel_limit, 1) as may_more),
    given as (
      update queue_job j set
        state = 'running', attempt = j.attempt + 1, worker_id = c.worker_id, lease_token = gen_random_uuid(),
        lease_expires_at = now() + make_interval(secs => c.lease_seconds), started_at = now(),
        is_alone = not c.is_slotted, step = 0, step_count = 0
      from serving s
      join chosen c on c.workspace_id = s.workspace_id
      where j.workspace_id = c.workspace_id and j.band_id = c.band_id and j.sequence = c.sequence
        and j.state = 'available'
      returning c.place, j.job_id, j.lease_token, j.generation_id, j.job_index, j.workspace_id, j.operation,
        j.band_id, j.payload, j.attempt, j.time_limit_seconds),
    -- All lanes of these workspaces repeat the workspace's row.
    moved as (
      update queue_lane l set
        waiting_count = l.waiting_count - m.job_count,
        head = case when m.last is null then l.head else (
          select j.sequence from queue_job j
          where j.workspace_id = m.workspace_id and j.band_id = m.band_id and j.state = 'available'
            and j.sequence > m.last
          order by j.sequence limit 1) end,
        served = m.served,
        is_open = m.may_more and l.waiting_count > m.job_count
      from (
        select o.workspace_id, o.band_id, s.served, s.may_more, count(c.place)::int as job_count,
          max(c.sequence) as last
        from serving s
        join queue_lane o on o.workspace_id = s.workspace_id and o.waiting_count > 0
        left join chosen c on c.workspace_id = o.workspace_id and c.band_id = o.band_id
        group by o.workspace_id, o.band_id, s.served, s.may_more) m
      where l.workspace_id = m.workspace_id and l.band_id = m.band_id),
    counted as (
      update queue_worker w set
        turn = w.turn + 1,
        passes = w.passes[:c.speed_class] || case when c.is_pass then w.passes[c.speed_class + 1] + 1 else 0 end
          || w.passes[c.speed_class + 2:],
        last_seen_at = now(), models = p_models, memory_bytes = p_memory
      from serving s
      join chosen c on c.workspace_id = s.workspace_id
      where w.worker_id = c.worker_id)
    select c.workspace_id = any (v_locked), g.job_id, g.lease_token, g.generation_id, g.job_index, g.workspace_id,
      g.operation, b.model_key, g.payload::text, g.attempt, g.time_limit_seconds
    from unnest(p_workspaces) with ordinality as c (workspace_id, place)
    left join given g on g.place = c.place
    left join queue_band b on b.band_id = g.band_id
    order by c.place;
end $$;

-- Checks that another lock makes certain. A foreign key looks its row up and locks it, for each row that is written.
-- Who accepts a generation holds its workspace's row for share. Who writes an event holds the queue's row of the
-- workspace, which is held as well while the workspace is removed. The person and the key keep theirs: nobody holds
-- their rows.
alter table generation drop constraint generation_workspace_id_fkey;
alter table event drop constraint event_generation_id_fkey;

create function workspace_ends() returns trigger language plpgsql as $$
begin
  delete from event where workspace_id = old.id;
  delete from generation where workspace_id = old.id;
  return null;
end $$;

-- What the foreign keys did: generations and what was told of them go with their workspace.
create trigger workspace_ends after delete on workspace for each row execute function workspace_ends();
