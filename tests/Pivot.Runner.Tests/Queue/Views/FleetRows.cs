using Pivot.Runner.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Views;

/// <summary>Writes rows of a fleet as submit and hosts would.</summary>
internal sealed class FleetRows(FleetDatabase database)
{
    public Guid Run(string name = "shapes", string? folder = null, string state = "active", string? question = null, string[]? arms = null, Guid? id = null, int minutesAgo = 0)
    {
        var run = id ?? Guid.NewGuid();
        database.Execute("""
            insert into pivot.run (id, name, folder, question, plan_hash, plan, format, arms, seeds, state, priority, time_zone, gpus, retries, max_failures, out_of_memory,
                breadth_first, notify, submitted_at, submitted_by, started_at)
            values (@id, @name, @folder, @question, 'hash', '', 1, @arms, '{0,1}', @state, 0, 'UTC', 1, 1, 10, 'fail', false, '{}',
                now() - @minutes * interval '1 minute', 'ada@bench', now() - @minutes * interval '1 minute')
            """, default, ("id", run), ("name", name), ("folder", folder ?? $"{name}-{run.ToString("n")[..8]}"), ("question", question), ("arms", arms ?? ["sft", "dpo"]),
            ("state", state), ("minutes", minutesAgo));
        return run;
    }

    public string Stage(Guid run, string key, string stage, string kind = "sft", string state = "blocked", string[]? arms = null, long[]? seeds = null, string? label = null,
        string queue = "any", string? cause = null, params string[] parents)
    {
        database.Execute("""
            insert into pivot.stage (run_id, key, ord, turn, rank, gated, stage, kind, label, arms, seeds, queue, node, content, missing, state, cause)
            select @run, @key, count(*), count(*), 0, false, @stage, @kind, @label, @arms, @seeds, @queue, '{}', '', 0, @state, @cause from pivot.stage where run_id = @run
            """, default, ("run", run), ("key", key), ("stage", stage), ("kind", kind), ("label", label ?? stage), ("arms", arms ?? ["sft", "dpo"]), ("seeds", seeds ?? [0L, 1L]),
            ("queue", queue), ("state", state), ("cause", cause));
        foreach (var parent in parents)
            database.Execute("insert into pivot.dependency (run_id, key, parent) values (@run, @key, @parent)", default, ("run", run), ("key", key), ("parent", parent));
        return key;
    }

    public void Progress(Guid run, string key, long done, long total, double loss)
    {
        database.Execute("""
            update pivot.stage set state = 'running', progress_done = @done, progress_total = @total, progress_unit = 'steps', loss = @loss, rate = 812.5, progressed_at = now()
            where run_id = @run and key = @key
            """, default, ("run", run), ("key", key), ("done", done), ("total", total), ("loss", loss));
        database.Execute("insert into pivot.curve_point (run_id, key, done, loss) values (@run, @key, @done, @loss) on conflict do nothing", default,
            ("run", run), ("key", key), ("done", done), ("loss", loss));
    }

    public Guid Host(string name = "bench", string state = "up", string[]? queues = null, string? cause = null, int silentSeconds = 0)
    {
        var host = Guid.NewGuid();
        database.Execute("""
            insert into pivot.host (id, name, process, version, devices, queues, state, cause, seen_at)
            values (@id, @name, 4711, '0.1.0', '{cpu}', @queues, @state, @cause, now() - @silent * interval '1 second')
            """, default, ("id", host), ("name", name), ("queues", queues ?? ["any", "cpu"]), ("state", state), ("cause", cause), ("silent", silentSeconds));
        return host;
    }

    public void Attempt(Guid run, string key, Guid host, string hostName = "bench", long epoch = 1, string? outcome = null, string? cause = null, int secondsAgo = 100)
    {
        database.Execute("""
            insert into pivot.attempt (run_id, key, epoch, host_id, host, device, started_at, ended_at, outcome, cause)
            values (@run, @key, @epoch, @host, @name, 'cpu', now() - @ago * interval '1 second', case when @outcome::text is null then null else now() end, @outcome, @cause)
            """, default, ("run", run), ("key", key), ("epoch", epoch), ("host", host), ("name", hostName), ("outcome", outcome), ("cause", cause), ("ago", secondsAgo));
        database.Execute("""
            update pivot.stage set host_id = @host, device = 'cpu', epoch = @epoch, claimed_at = now() - @ago * interval '1 second' where run_id = @run and key = @key
            """, default, ("run", run), ("key", key), ("host", host), ("epoch", epoch), ("ago", secondsAgo));
    }

    public void Log(Guid run, string? key, string text, string host = "bench") => database.Execute(
        "insert into pivot.log_line (run_id, key, epoch, host, text) values (@run, @key, 1, @host, @text)", default, ("run", run), ("key", key), ("host", host), ("text", text));

    public void Schedule(string id, string cron = "0 2 * * *", string? outcome = null) => database.Execute("""
        insert into pivot.schedule (id, spec, sets, cron, time_zone, misfire, overlap, created_by, last_planned, last_outcome, last_at)
        values (@id, '/specs/' || @id || '.yaml', '{}', @cron, 'Europe/Berlin', 'once', 'skip', 'ada@bench', now(), @outcome, now())
        """, default, ("id", id), ("cron", cron), ("outcome", outcome));
}
