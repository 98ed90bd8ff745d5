-- What a workspace stores, kept as a sum: every submit asks for it, and reading all rows took longer than all the rest.

create table workspace_storage (
    workspace_id uuid primary key references workspace (id) on delete cascade,
    bytes bigint not null check (bytes >= 0)
);

insert into workspace_storage (workspace_id, bytes)
select id, workspace_storage_bytes(id) from workspace;

create or replace function workspace_storage_bytes(p_workspace uuid) returns bigint language sql stable parallel safe
return coalesce((select bytes from workspace_storage where workspace_id = p_workspace), 0);

-- Rows of several workspaces are locked in their order, so that two statements never wait for each other.
create function workspace_storage_add() returns trigger language plpgsql as $$
begin
    insert into workspace_storage as s (workspace_id, bytes)
    select workspace_id, sum(bytes) from added group by workspace_id order by workspace_id
    on conflict (workspace_id) do update set bytes = s.bytes + excluded.bytes;
    return null;
end $$;

create function workspace_storage_remove() returns trigger language plpgsql as $$
begin
    perform 1 from workspace_storage where workspace_id in (select workspace_id from removed)
    order by workspace_id for no key update;
    update workspace_storage s set bytes = s.bytes - r.bytes
    from (select workspace_id, sum(bytes) as bytes from removed group by workspace_id) r
    where s.workspace_id = r.workspace_id;
    return null;
end $$;

create trigger image_stored after insert on image referencing new table as added
    for each statement execute function workspace_storage_add();
create trigger image_deleted after delete on image referencing old table as removed
    for each statement execute function workspace_storage_remove();
create trigger upload_stored after insert on upload referencing new table as added
    for each statement execute function workspace_storage_add();
create trigger upload_deleted after delete on upload referencing old table as removed
    for each statement execute function workspace_storage_remove();
