-- The ledger: accounts, transfers, holds, and what keys spend. Only Mezzotint.Ledger writes here (docs/decisions/0009).
-- Workspaces and keys belong to other modules, so their ids carry no foreign key. Money is millicredits.

create table ledger_account (
  id uuid primary key,
  kind text not null,
  workspace_id uuid,
  wallet text,
  source text,
  expires_at timestamptz,
  posted_millicredits bigint,
  pending_millicredits bigint,
  -- In the predicate of the two indexes below in place of the balance itself, which would make every change of a
  -- balance rewrite them.
  has_balance boolean not null generated always as (coalesce(posted_millicredits > 0, false)) stored,
  created_at timestamptz not null default now(),
  constraint ledger_account_kind check (
    kind in ('grant', 'issued-by-plan', 'issued-by-sale', 'adjusted', 'spent', 'expired')),
  constraint ledger_account_source check (source in ('plan', 'sale', 'adjustment')),
  -- A grant has an owner, an expiry (infinity: never) and balances. A system account has none of them: its balance
  -- is the sum of its transfers, so that no row is shared by all workspaces.
  constraint ledger_account_shape check (
    num_nonnulls(workspace_id, wallet, source, expires_at, posted_millicredits, pending_millicredits)
      = case when kind = 'grant' then 6 else 0 end),
  -- No grant goes below 0, and no more is on hold than is there.
  constraint ledger_account_covers_holds check (pending_millicredits between 0 and posted_millicredits)
) with (fillfactor = 70);

-- Hold and balances: a wallet's grants, those that expire first first.
create index ledger_account_wallet on ledger_account (workspace_id, wallet, expires_at, id) where has_balance;
-- Expire: what is due.
create index ledger_account_expiry on ledger_account (expires_at, id) where has_balance;

insert into ledger_account (id, kind) values
  ('00000000-0000-7000-8000-000000000001', 'issued-by-plan'),
  ('00000000-0000-7000-8000-000000000002', 'issued-by-sale'),
  ('00000000-0000-7000-8000-000000000003', 'adjusted'),
  ('00000000-0000-7000-8000-000000000004', 'spent'),
  ('00000000-0000-7000-8000-000000000005', 'expired');

-- No foreign keys to accounts: each would take a share lock on the row of 'spent' for every capture. The statement
-- that writes a transfer changes its grant's row as well, and the audit finds a transfer without an account.
create table ledger_transfer (
  id bigint generated always as identity primary key,
  idempotency_key text not null,
  part integer not null,
  workspace_id uuid not null,
  debit_account uuid not null,
  credit_account uuid not null,
  amount_millicredits bigint not null,
  state text not null,
  hold_id uuid,
  image integer,
  reason text not null,
  actor text not null,
  created_at timestamptz not null default now(),
  constraint ledger_transfer_amount check (amount_millicredits > 0),
  constraint ledger_transfer_accounts check (debit_account <> credit_account),
  -- pending: a part of a hold. voided, expired: the end of an image's share of it. posted: either the end of an
  -- image's share, or a transfer at once.
  constraint ledger_transfer_state check (
    case state
      when 'pending' then hold_id is not null and image is null
      when 'posted' then (hold_id is null) = (image is null)
      else state in ('voided', 'expired') and hold_id is not null and image is not null
    end)
);

-- One operation has one key and happens once; it makes as many transfers as it touches grants.
create unique index ledger_transfer_once on ledger_transfer (idempotency_key, part);
-- A workspace's transfers, newest first.
create index ledger_transfer_workspace on ledger_transfer (workspace_id, id);

create function ledger_transfer_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'ledger transfers are never changed or deleted: post a new one';
end $$;

create trigger ledger_transfer_is_final before update or delete or truncate on ledger_transfer
  for each statement execute function ledger_transfer_is_final();

-- One letter an image, the state of its share: h held, c captured, r released.
create table ledger_hold (
  id uuid primary key,
  workspace_id uuid not null,
  wallet text not null,
  image_millicredits bigint not null,
  images text not null,
  api_key_id uuid,
  created_at timestamptz not null default now(),
  constraint ledger_hold_amount check (image_millicredits >= 0),
  constraint ledger_hold_images check (images <> '' and translate(images, 'hcr', '') = '')
) with (fillfactor = 70);

-- What a key's holds of a month (UTC) took and did not give back: spend caps read one row, under its lock.
create table ledger_key_month (
  api_key_id uuid not null,
  month date not null,
  spent_millicredits bigint not null,
  primary key (api_key_id, month),
  constraint ledger_key_month_spent check (spent_millicredits >= 0)
) with (fillfactor = 50);
