-- Least privilege for the fleet's database. Run by the owner of its tables (the one who runs `pivot database migrate`), after every migration; safe to be run
-- again. The roles cannot log in themselves: grant them to the users that do, such as
--
--     create role gpu01 login password '...' in role pivot_host;
--
--   owner           makes and changes tables (`pivot database migrate`); nobody else needs to
--   pivot_host      `pivot host`: reads and writes rows, of Hangfire's tables too; makes no tables
--   pivot_submitter `pivot submit`, `schedule`, `cancel`, `retry`, `pause`, `resume`, `priority`: adds runs and changes what controls them; can claim no stage and
--                   write no result. It cannot write Hangfire's tables, whose rows name the code that hosts run
--   pivot_viewer    `pivot list`, `watch`, `doctor`, dashboards: reads

do $$
begin
    if not exists (select from pg_roles where rolname = 'pivot_viewer') then create role pivot_viewer nologin; end if;
    if not exists (select from pg_roles where rolname = 'pivot_submitter') then create role pivot_submitter nologin; end if;
    if not exists (select from pg_roles where rolname = 'pivot_host') then create role pivot_host nologin; end if;
end $$;

-- From nothing: what an earlier version granted and this one does not is taken back.
revoke all on all tables in schema pivot, hangfire from pivot_viewer, pivot_submitter, pivot_host;
revoke all on all sequences in schema pivot, hangfire from pivot_viewer, pivot_submitter, pivot_host;
revoke all on schema pivot, hangfire from pivot_viewer, pivot_submitter, pivot_host, public;
-- The default of PostgreSQL before 15.
revoke create on schema public from public;

grant usage on schema pivot, hangfire to pivot_viewer, pivot_submitter, pivot_host;
grant select on all tables in schema pivot, hangfire to pivot_viewer, pivot_submitter, pivot_host;

grant insert, update, delete on all tables in schema pivot, hangfire to pivot_host;
grant usage on all sequences in schema pivot, hangfire to pivot_host;
-- Which scripts were run is the owner's to write.
revoke insert, update, delete on pivot.migration, hangfire.schema from pivot_host;

-- A run as a whole is added; of one that is there only what a person decides about it is changed.
grant insert on pivot.run, pivot.stage, pivot.dependency to pivot_submitter;
grant update (state, paused, stop, cause, generation, priority, finished_at, report_until, report_attempts) on pivot.run to pivot_submitter;
grant update (state, cause, failure, ended_at, missing, retries, losses, crashes, host_failures, blamed_host, avoid_host, not_before, cancel_requested) on pivot.stage to pivot_submitter;
grant insert, delete on pivot.schedule to pivot_submitter;
grant update (spec, sets, cron, time_zone, misfire, overlap, enabled) on pivot.schedule to pivot_submitter;
