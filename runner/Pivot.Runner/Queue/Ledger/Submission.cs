using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Pivot.Dsl.Plans;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Ledger;

/// <summary>Writes a plan into the ledger as a new run: all of it in one transaction.</summary>
/// <param name="database">The fleet's database.</param>
public sealed class Submission(FleetDatabase database)
{
    /// <summary>Submits a run.</summary>
    /// <returns>The run's id; null where the occurrence of the schedule has its run already, which is left as it is.</returns>
    /// <exception cref="HostException">No device can meet what the spec asks for, or the database does not answer.</exception>
    public Guid? Submit(SubmittedRun run, CancellationToken cancel)
    {
        var queue = QueueNames.Of(run.Plan.Spec.Run);
        var packed = PackedPlan.Pack(run.Plan);
        var stages = StageRow.Of(run.Plan, IsBreadthFirst(run.Plan));
        // The id is decided before the first try: sent again after a lost answer, the second insert finds the first.
        var id = Guid.CreateVersion7();
        return database.Transaction<Guid?>(connection =>
        {
            if (!Insert(connection, id, run, packed)) return Exists(connection, id) ? id : null;
            Copy(connection, id, queue, stages, run.Counted);
            connection.Run($"notify {Wakening.Channel}");
            return id;
        }, cancel);
    }

    private static bool IsBreadthFirst(Plan plan) => plan.Spec.Run.Order == "breadth";

    private static bool Exists(NpgsqlConnection connection, Guid id) => connection.Rows("select 1 from pivot.run where id = @id", _ => 1, ("id", id)).Count > 0;

    private static bool Insert(NpgsqlConnection connection, Guid id, SubmittedRun run, byte[] packed)
    {
        var (plan, spec) = (run.Plan, run.Plan.Spec.Run);
        return connection.Run("""
            insert into pivot.run (id, name, folder, question, plan_hash, plan, format, arms, seeds, priority, day_window, time_zone, deadline, budget_seconds, gpus, retries,
                   timeout_seconds, max_failures, out_of_memory, breadth_first, notify, submitted_by, schedule_id, planned_for)
            values (@id, @name, @folder, @question, @hash, @plan, @format, @arms, @seeds, @priority, @window, @zone, now() + @deadline, @budget, @gpus, @retries,
                   @timeout, @max_failures, @out_of_memory, @breadth, @notify, @by, @schedule, @planned)
                on conflict do nothing
            """,
            ("id", id), ("name", plan.Name), ("folder", run.Folder), ("question", plan.Spec.Question.OrNull()), ("hash", plan.Hash), ("plan", packed), ("format", StageClaims.Format),
            ("arms", plan.Arms.ToArray()), ("seeds", plan.Trials.Select(t => t.Seed).Distinct().ToArray()), ("priority", run.Priority ?? spec.Priority), ("window", spec.Window.OrNull()),
            ("zone", plan.Spec.Schedule?.TimeZone ?? "UTC"), ("deadline", spec.Deadline.OrNull()), ("budget", (spec.Budget * 3600).OrNull()), ("gpus", Math.Max(1, spec.Gpus ?? 1)),
            ("retries", spec.Retries), ("timeout", spec.Timeout?.TotalSeconds is { } t ? t : ((double?)null).OrNull()), ("max_failures", spec.MaxFailures), ("out_of_memory", spec.OutOfMemory),
            ("breadth", IsBreadthFirst(plan)), ("notify", spec.Notify.Distinct().ToArray()), ("by", run.By), ("schedule", run.Schedule.OrNull()), ("planned", run.PlannedFor.OrNull())) > 0;
    }

    private static void Copy(NpgsqlConnection connection, Guid run, string queue, IReadOnlyList<StageRow> stages, Func<PlanNode, StageWork?> counted)
    {
        using (var rows = connection.BeginBinaryImport(
            "copy pivot.stage (run_id, key, ord, turn, rank, gated, stage, kind, label, arms, seeds, queue, node, content, work, missing, state) from stdin (format binary)"))
        {
            foreach (var stage in stages)
            {
                var node = stage.Node;
                rows.StartRow();
                rows.Write(run, NpgsqlDbType.Uuid);
                rows.Write(node.Key, NpgsqlDbType.Text);
                rows.Write(stage.Order, NpgsqlDbType.Integer);
                rows.Write(stage.Turn, NpgsqlDbType.Integer);
                rows.Write(stage.Rank, NpgsqlDbType.Integer);
                rows.Write(stage.IsGated, NpgsqlDbType.Boolean);
                rows.Write(node.Stage, NpgsqlDbType.Text);
                rows.Write(node.Spec.Kind, NpgsqlDbType.Text);
                rows.Write(stage.Label, NpgsqlDbType.Text);
                rows.Write(node.Arms.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
                rows.Write(node.Seeds.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
                rows.Write(queue, NpgsqlDbType.Text);
                rows.Write(JsonSerializer.Serialize(node, PlanFile.Options), NpgsqlDbType.Text);
                rows.Write(node.Content, NpgsqlDbType.Text);
                if (counted(node) is { } work) rows.Write(JsonSerializer.Serialize(work, StoreJson.Records), NpgsqlDbType.Text);
                else rows.WriteNull();
                rows.Write(stage.Parents.Count, NpgsqlDbType.Integer);
                rows.Write(stage.Parents.Count == 0 ? "ready" : "blocked", NpgsqlDbType.Text);
            }
            rows.Complete();
        }
        using var edges = connection.BeginBinaryImport("copy pivot.dependency (run_id, key, parent) from stdin (format binary)");
        foreach (var stage in stages)
        {
            foreach (var parent in stage.Parents)
            {
                edges.StartRow();
                edges.Write(run, NpgsqlDbType.Uuid);
                edges.Write(stage.Node.Key, NpgsqlDbType.Text);
                edges.Write(parent, NpgsqlDbType.Text);
            }
        }
        edges.Complete();
    }
}
