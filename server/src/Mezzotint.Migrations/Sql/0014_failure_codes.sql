-- What a worker calls the failure of an attempt, for programs; failure is the word by which the queue itself decides.
-- Written after queue_fail in its transaction; it speaks of the last attempt that a worker gave up, not of one that
-- the queue ended (worker-lost, time-limit).
alter table queue_job
  add column failure_code text,
  add constraint queue_job_failure_code check (failure_code ~ '^[a-z][a-z0-9_]{0,39}$');
