using Npgsql;
using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Queue.Views;

/// <summary>What the fleet's database tells a person: read only, nothing is kept between calls.</summary>
/// <param name="database">The database.</param>
/// <param name="silence">After how long without a word a host is not counted as there.</param>
public sealed class FleetView(FleetDatabase database, TimeSpan? silence = null)
{
    private const string RunColumns = $"""
        select r.id, r.name, r.folder, r.question, r.arms, r.seeds, r.state, r.paused, r.stop, r.cause, r.priority, r.day_window, r.time_zone, r.deadline,
            r.budget_seconds, r.submitted_at, r.submitted_by, r.started_at, r.finished_at, r.schedule_id, c.*, r.spent_seconds + o.seconds * r.gpus as spent
        from pivot.run r
        cross join lateral (select {StageCounts.Columns}, count(*) filter (where cached) as cached,
            coalesce(sum(least(1, coalesce(progress_done::float8 / nullif(progress_total, 0), 0))) filter (where state = 'running'), 0)::float8 as running_share
            from pivot.stage s where s.run_id = r.id) c
        cross join lateral (select coalesce(sum(extract(epoch from now() - a.started_at)), 0)::float8 as seconds
            from pivot.attempt a where a.run_id = r.id and a.ended_at is null) o
        """;

    private const string StageColumns = """
        select s.key, s.ord, s.stage, s.kind, s.label, s.arms, s.seeds, s.queue, s.state, s.missing, s.epoch, s.retries, s.losses, s.halvings, s.not_before, s.device,
            s.claimed_at, s.ended_at, s.cached, s.seconds, s.cause, s.failure, s.progress_done, s.progress_total, s.progress_unit, s.loss, s.rate, s.progressed_at,
            (select a.host from pivot.attempt a where a.run_id = s.run_id and a.key = s.key order by a.epoch desc limit 1) as host,
            array(select d.parent from pivot.dependency d where d.run_id = s.run_id and d.key = s.key order by d.parent) as parents
        from pivot.stage s where s.run_id = @run
        """;

    private const string Silent = "h.state <> 'gone' and h.seen_at < now() - @silence";

    private readonly TimeSpan _silence = silence ?? TimeSpan.FromMinutes(1);

    /// <summary>Runs, the newest first.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="before">Only those submitted before, to read on.</param>
    /// <param name="cancel">Ends waiting for the database.</param>
    public IReadOnlyList<RunView> Runs(int limit, DateTimeOffset? before, CancellationToken cancel) => Query(
        $"{RunColumns} where @before::timestamptz is null or r.submitted_at < @before order by r.submitted_at desc, r.id limit @limit", RunView.Read, cancel,
        ("before", before?.ToUniversalTime()), ("limit", limit));

    /// <summary>One run, or null where there is none.</summary>
    public RunView? Run(Guid run, CancellationToken cancel) => Query($"{RunColumns} where r.id = @run", RunView.Read, cancel, ("run", run)).FirstOrDefault();

    /// <summary>
    /// The runs that a person may mean by an id, a folder's name, or the beginning of either: one where it is clear. What is named whole goes
    /// before what only begins so, and of a folder's runs the newest speaks for all.
    /// </summary>
    public IReadOnlyList<RunView> Find(string typed, CancellationToken cancel) => typed.Length == 0 ? [] : Query($"""
        with named as (
            select id, folder, submitted_at, case when id::text = lower(@typed) then 0 when folder = @typed then 1 when starts_with(id::text, lower(@typed)) then 2 else 3 end as how
            from pivot.run where starts_with(id::text, lower(@typed)) or starts_with(folder, @typed)),
        best as (select * from named where how <= 1 and how = (select min(how) from named) or how > 1 and (select min(how) from named) > 1),
        one as (select distinct on (case when how in (0, 2) then id::text else folder end) id from best
            order by case when how in (0, 2) then id::text else folder end, submitted_at desc)
        {RunColumns} where r.id in (select id from one) order by r.submitted_at desc, r.id
        """, RunView.Read, cancel, ("typed", typed));

    /// <summary>A run's stages in the plan's order.</summary>
    public IReadOnlyList<StageView> Stages(Guid run, CancellationToken cancel) => Query($"{StageColumns} order by s.ord", StageView.Read, cancel, ("run", run));

    /// <summary>Some of a run's stages: what runs and what failed first, then in the plan's order.</summary>
    public IReadOnlyList<StageView> Stages(Guid run, StageFilter filter, int limit, int offset, CancellationToken cancel) => Query($"""
        {StageColumns} and (@state::text is null or s.state = @state) and (@stage::text is null or s.stage = @stage) and (@arm::text is null or @arm = any (s.arms))
        order by case s.state when 'running' then 0 when 'failed' then 1 when 'queued' then 2 when 'ready' then 3 else 4 end, s.ord limit @limit offset @offset
        """, StageView.Read, cancel, ("run", run), ("state", filter.State), ("stage", filter.Stage), ("arm", filter.Arm), ("limit", limit), ("offset", offset));

    /// <summary>One stage, or null where there is none.</summary>
    public StageView? Stage(Guid run, string key, CancellationToken cancel) =>
        Query($"{StageColumns} and s.key = @key", StageView.Read, cancel, ("run", run), ("key", key)).FirstOrDefault();

    /// <summary>Arms by stages' names.</summary>
    public IReadOnlyList<CellView> Cells(Guid run, CancellationToken cancel) => Query(
        $"select arm, stage, min(kind) as kind, min(ord) as ord, {StageCounts.Columns} from pivot.stage, unnest(arms) arm where run_id = @run group by arm, stage order by min(ord), arm",
        r => new CellView(r.Text("arm"), r.Text("stage"), r.Text("kind"), r.Int("ord"), StageCounts.Read(r)), cancel, ("run", run));

    /// <summary>Stages' names and how many of a name are in which state, each counted once however many arms ask for it.</summary>
    public IReadOnlyDictionary<string, StageCounts> Names(Guid run, CancellationToken cancel) => Query(
        $"select stage, {StageCounts.Columns} from pivot.stage where run_id = @run group by stage", r => (Stage: r.Text("stage"), Counts: StageCounts.Read(r)), cancel, ("run", run))
        .ToDictionary(n => n.Stage, n => n.Counts);

    /// <summary>Which stages' names read which.</summary>
    public IReadOnlyList<LinkView> Links(Guid run, CancellationToken cancel) => Query("""
        select p.stage as parent, s.stage, count(*) as pairs from pivot.dependency d
        join pivot.stage s on s.run_id = d.run_id and s.key = d.key join pivot.stage p on p.run_id = d.run_id and p.key = d.parent
        where d.run_id = @run group by p.stage, s.stage order by min(p.ord), min(s.ord)
        """, r => new LinkView(r.Text("parent"), r.Text("stage"), r.Long("pairs")), cancel, ("run", run));

    /// <summary>A stage's attempts, the first first.</summary>
    public IReadOnlyList<AttemptView> Attempts(Guid run, string key, CancellationToken cancel) => Query("select * from pivot.attempt where run_id = @run and key = @key order by epoch",
        r => new AttemptView(r.Long("epoch"), r.Text("host"), r.Text("device"), r.Time("started_at"), r.TimeOrNull("ended_at"), r.TextOrNull("outcome"), r.TextOrNull("failure"), r.TextOrNull("cause")),
        cancel, ("run", run), ("key", key));

    /// <summary>Lines of a log after a line's id, the oldest first; where there are more than asked for, the newest of them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="key">The stage, or null for the whole run.</param>
    /// <param name="after">Id of the last line that is known, or 0.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Ends waiting for the database.</param>
    public IReadOnlyList<LogLineView> Log(Guid run, string? key, long after, int limit, CancellationToken cancel) => Query("""
        select * from (select * from pivot.log_line where run_id = @run and (@key::text is null or key = @key) and id > @after order by id desc limit @limit) tail order by id
        """, r => new LogLineView(r.Long("id"), r.TextOrNull("key"), r.LongOrNull("epoch"), r.Text("host"), r.Time("at"), r.Text("text")), cancel,
        ("run", run), ("key", key), ("after", after), ("limit", limit));

    /// <summary>A stage's loss so far.</summary>
    public IReadOnlyList<CurvePointView> Curve(Guid run, string key, CancellationToken cancel) => Query("select done, loss from pivot.curve_point where run_id = @run and key = @key order by done",
        r => new CurvePointView(r.Long("done"), r.Double("loss")), cancel, ("run", run), ("key", key));

    /// <summary>Hosts: those that are there first, then those that went within the last day.</summary>
    public IReadOnlyList<HostView> Hosts(CancellationToken cancel)
    {
        var work = Query("""
            select s.host_id, s.run_id, r.name, s.key, s.label, s.device, s.claimed_at from pivot.stage s join pivot.run r on r.id = s.run_id
            where s.state = 'running' and s.host_id is not null order by s.claimed_at
            """, r => new HostWork(r.Id("host_id"), r.Id("run_id"), r.Text("name"), r.Text("key"), r.Text("label"), r.TextOrNull("device"), r.TimeOrNull("claimed_at")), cancel)
            .ToLookup(w => w.Host);
        return Query($"""
            select h.*, case when {Silent} then 'silent' else h.state end as shown from pivot.host h where h.seen_at > now() - interval '1 day'
            order by h.state = 'gone', h.name, h.started_at, h.id
            """, r => new HostView(r.Id("id"), r.Text("name"), r.Int("process"), r.Text("version"), r.List<string>("devices"), r.List<string>("queues"), r.Text("shown"),
            r.TextOrNull("cause"), r.Int("quick_failures"), r.Time("started_at"), r.Time("seen_at"), [.. work[r.Id("id")]]), cancel, ("silence", _silence));
    }

    /// <summary>What stages wait for that no live host has.</summary>
    /// <param name="run">Of one run, or null for all.</param>
    /// <param name="cancel">Ends waiting for the database.</param>
    public IReadOnlyList<WaitingQueue> Unserved(Guid? run, CancellationToken cancel) => Query($"""
        select s.queue, count(*) as stages, count(distinct s.run_id) as runs from pivot.stage s join pivot.run r on r.id = s.run_id
        where s.state in ('ready', 'queued') and r.state = 'active' and r.stop is null and not r.paused and (@run::uuid is null or s.run_id = @run)
            and not exists (select from pivot.host h where h.state = 'up' and not ({Silent}) and s.queue = any (h.queues))
        group by s.queue order by s.queue
        """, r => new WaitingQueue(r.Text("queue"), r.Long("stages"), r.Long("runs")), cancel, ("run", run), ("silence", _silence));

    /// <summary>What the fleet does now.</summary>
    public FleetLoad Load(CancellationToken cancel) => Query($"""
        select (select count(*) from pivot.stage where state = 'running') as running,
            (select count(*) from pivot.stage s join pivot.run r on r.id = s.run_id where s.state in ('ready', 'queued') and r.state = 'active' and r.stop is null and not r.paused) as ready,
            (select count(*) from pivot.run where state in ('active', 'ending')) as runs, (select count(*) from pivot.host h where h.state = 'up' and not ({Silent})) as hosts
        """, r => new FleetLoad(r.Long("running"), r.Long("ready"), r.Long("runs"), r.Long("hosts")), cancel, ("silence", _silence))[0];

    /// <summary>Schedules by name.</summary>
    public IReadOnlyList<ScheduleView> Schedules(CancellationToken cancel) => Query("select * from pivot.schedule order by id",
        r => new ScheduleView(r.Text("id"), r.Text("spec"), r.Text("cron"), r.Text("time_zone"), r.Text("misfire"), r.Text("overlap"), r.Bool("enabled"), r.Text("created_by"),
            r.TimeOrNull("last_planned"), r.TextOrNull("last_outcome"), r.TimeOrNull("last_at")), cancel);

    private IReadOnlyList<T> Query<T>(string sql, Func<Row, T> read, CancellationToken cancel, params ReadOnlySpan<(string Name, object? Value)> values) =>
        database.Query(sql, (NpgsqlDataReader reader) => read(new(reader)), cancel, values);
}
