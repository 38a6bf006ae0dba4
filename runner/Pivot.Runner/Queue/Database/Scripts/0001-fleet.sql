-- The record of truth of a fleet: which runs there are, what became of every stage, who may write what. Hangfire's own tables (schema hangfire)
-- only start work; they may be emptied at any time.

create table pivot.run (
    id               uuid primary key,
    name             text not null,                    -- the experiment's name
    folder           text not null,                    -- NAME-HASH8, the run's folder in the store
    question         text,
    plan_hash        text not null,
    plan             bytea not null,                   -- the plan as the store writes it (plan.json), gzip
    format           int not null,                     -- of plan and nodes; a host leaves alone what is newer than itself
    arms             text[] not null,
    seeds            bigint[] not null,
    -- active: stages are begun; ending: every stage has ended, the report is being written; then how it ended.
    state            text not null default 'active' check (state in ('active', 'ending', 'done', 'failed', 'stopped', 'cancelled')),
    paused           boolean not null default false,
    stop             text check (stop in ('cancelled', 'deadline', 'budget', 'failures')),   -- nothing more is begun, what runs is asked to stop
    cause            text,                             -- why it was stopped, for a person
    generation       int not null default 0,           -- counts retries of the run as a whole: one notification each
    priority         int not null,
    day_window       text,                             -- HH:MM-HH:MM in time_zone
    time_zone        text not null,
    deadline         timestamptz,
    budget_seconds   double precision,                 -- of device
    spent_seconds    double precision not null default 0,   -- of attempts that have ended
    gpus             int not null,                     -- devices a stage takes, at least 1
    retries          int not null,
    timeout_seconds  double precision,
    max_failures     int not null,
    out_of_memory    text not null,
    breadth_first    boolean not null,
    notify           text[] not null,
    submitted_at     timestamptz not null default now(),
    submitted_by     text not null,
    started_at       timestamptz,
    finished_at      timestamptz,
    schedule_id      text,
    planned_for      timestamptz,
    report_epoch     bigint not null default 0,        -- who writes the report holds the newest
    report_until     timestamptz,
    report_attempts  int not null default 0,
    unique (schedule_id, planned_for)
);
create index run_live on pivot.run (submitted_at) where state in ('active', 'ending');

create table pivot.stage (
    run_id           uuid not null references pivot.run on delete cascade,
    key              text not null,                    -- content key, the folder's name in the store
    ord              int not null,                     -- place in the plan
    turn             int not null,                     -- place in the order in which the run's stages are begun
    rank             int not null,                     -- of the first seed that asks for it
    gated            boolean not null,                 -- an evaluation that completes a trial: waits until the seeds before it are whole
    stage            text not null,
    kind             text not null,
    label            text not null,                    -- as a person tells nodes apart
    arms             text[] not null,
    seeds            bigint[] not null,
    queue            text not null,                    -- what a host must have: any, cpu, gpu, gpu-24g, ...
    node             text not null,                    -- the node as JSON
    content          text not null,                    -- what key is the hash of
    work             text,                             -- what it was counted to take, JSON
    missing          int not null,                     -- parents that are not done
    state            text not null check (state in ('blocked', 'ready', 'queued', 'running', 'done', 'failed', 'skipped', 'cancelled')),
    epoch            bigint not null default 0,        -- of its last claim
    claims           int not null default 0,
    retries          int not null default 0,           -- new attempts after failures of its own
    losses           int not null default 0,           -- attempts that ended with their host
    crashes          int not null default 0,           -- attempts whose process was killed or aborted
    host_failures    int not null default 0,           -- attempts that failed for what the host lacks
    halvings         int not null default 0,           -- of its micro-batch
    blamed_host      uuid,                             -- the first host that it failed on and that may have been the cause
    cancel_requested boolean not null default false,
    avoid_host       uuid,                             -- left alone by this one for a while
    not_before       timestamptz,
    queued_at        timestamptz,
    job_id           text,
    host_id          uuid,
    device           text,
    claimed_at       timestamptz,
    ended_at         timestamptz,
    cached           boolean not null default false,   -- found done in the store
    seconds          double precision not null default 0,
    cause            text,
    failure          text,                             -- class of the failure
    retried_after    text,
    progress_done    bigint,
    progress_total   bigint,
    progress_unit    text,
    loss             double precision,
    rate             double precision,                 -- samples a second
    progressed_at    timestamptz,
    primary key (run_id, key)
);
create index stage_ready on pivot.stage (run_id, turn) where state = 'ready';
create index stage_open on pivot.stage (run_id, rank) where state in ('blocked', 'ready', 'queued', 'running');
create index stage_held on pivot.stage (state) where state in ('queued', 'running');

create table pivot.dependency (
    run_id           uuid not null,
    key              text not null,
    parent           text not null,
    primary key (run_id, key, parent),
    foreign key (run_id, key) references pivot.stage on delete cascade
);
create index dependency_parent on pivot.dependency (run_id, parent);

-- Who may write a key's results, over all runs: two runs that share a stage do it once. The epoch is the fence.
create table pivot.work (
    key              text primary key,
    epoch            bigint not null,
    run_id           uuid,
    host_id          uuid,
    lease_until      timestamptz
);

create table pivot.attempt (
    run_id           uuid not null,
    key              text not null,
    epoch            bigint not null,
    host_id          uuid not null,
    host             text not null,
    device           text not null,
    started_at       timestamptz not null default now(),
    ended_at         timestamptz,
    outcome          text,                             -- done, cached, failed, lost, killed, handed_back, cancelled
    failure          text,
    cause            text,
    primary key (run_id, key, epoch),
    foreign key (run_id, key) references pivot.stage on delete cascade
);
create index attempt_open on pivot.attempt (run_id) where ended_at is null;

-- What a person may want to read of a stage later: notes, warnings, the end of a process that was killed.
create table pivot.log_line (
    id               bigint generated always as identity primary key,
    run_id           uuid not null references pivot.run on delete cascade,
    key              text,
    epoch            bigint,
    host             text not null,
    at               timestamptz not null default now(),
    text             text not null
);
create index log_line_stage on pivot.log_line (run_id, key, id);

-- The loss while a stage runs; what counts is the stage's own metrics.jsonl.
create table pivot.curve_point (
    run_id           uuid not null,
    key              text not null,
    done             bigint not null,
    loss             double precision not null,
    at               timestamptz not null default now(),
    primary key (run_id, key, done),
    foreign key (run_id, key) references pivot.stage on delete cascade
);

create table pivot.host (
    id               uuid primary key,                 -- of one process
    name             text not null,
    process          int not null,
    version          text not null,
    devices          text[] not null,
    queues           text[] not null,
    state            text not null check (state in ('up', 'draining', 'quarantined', 'gone')),
    cause            text,                             -- why it is quarantined
    quick_failures   int not null default 0,           -- in a row, each for what the host lacks
    quarantined_at   timestamptz,
    started_at       timestamptz not null default now(),
    seen_at          timestamptz not null default now()
);

create table pivot.notification (
    id               uuid primary key,                 -- stable: receivers drop what they have seen
    run_id           uuid not null references pivot.run on delete cascade,
    generation       int not null,
    receiver         text not null,                    -- an e-mail address, or webhook
    state            text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed')),
    sends            int not null default 0,           -- sends begun
    refusals         int not null default 0,           -- of them, those that certainly did not arrive
    not_before       timestamptz,
    holder           uuid,
    held_until       timestamptz,
    cause            text,
    created_at       timestamptz not null default now(),
    sent_at          timestamptz,
    unique (run_id, generation, receiver)
);

create table pivot.schedule (
    id               text primary key,                 -- the experiment's name
    spec             text not null,                    -- absolute path of the spec, as hosts see it
    sets             text[] not null,                  -- --set arguments
    cron             text not null,
    time_zone        text not null,
    misfire          text not null check (misfire in ('once', 'every', 'skip')),
    overlap          text not null check (overlap in ('skip', 'queue', 'replace')),
    enabled          boolean not null default true,
    created_at       timestamptz not null default now(),
    created_by       text not null,
    last_planned     timestamptz,
    last_outcome     text,                             -- what became of the last occurrence
    last_at          timestamptz
);
