namespace Pivot.Runner.Tests.Dashboard;

/// <summary>A fleet in which everything happens at once, to look at.</summary>
internal static class FleetScene
{
    /// <summary>Writes it; gives a run and a stage of it that runs.</summary>
    public static (Guid Run, string Stage) Write(DashboardSite site)
    {
        var rows = site.Rows;
        var old = rows.Run("quickstart", state: "done", minutesAgo: 5000);
        rows.Stage(old, "q", "instruct", state: "done");
        rows.Run("a-very-long-name-of-an-experiment-that-somebody-gave-without-thinking-of-tables", state: "cancelled", minutesAgo: 3000);
        var failed = rows.Run("ocr-sweep", state: "failed", minutesAgo: 900);
        rows.Stage(failed, "x", "instruct", state: "done");
        rows.Stage(failed, "y", "post", state: "failed");
        rows.Stage(failed, "z", "vqa", state: "skipped");
        site.Database.Execute("update pivot.run set cause = '10 stages failed, which is run.max_failures', spent_seconds = 81234 where id = @id", default, ("id", failed));

        var run = rows.Run("sft-vs-dpo", "sft-vs-dpo-0123abcd", question: "Does DPO leave a better vision encoder behind than SFT?", arms: ["sft", "dpo", "dpo-long"], minutesAgo: 42);
        var (a, b) = (rows.Host("gpu-box-1", queues: ["any", "cpu", "gpu", "gpu-24g"]), rows.Host("gpu-box-2", "quarantined", ["any"], "3 stages in a row failed within 10 s: CUDA driver version is insufficient for CUDA runtime version"));
        rows.Host("laptop", "draining", silentSeconds: 10);
        rows.Host("attic", silentSeconds: 500);
        string[] all = ["sft", "dpo", "dpo-long"];
        var pretrain = rows.Stage(run, Key("pretrain"), "encoder", "clip", "done", all, label: "encoder");
        var instruct = rows.Stage(run, Key("instruct"), "instruct", "sft", "done", all, label: "instruct", parents: pretrain);
        site.Database.Execute("update pivot.stage set seconds = 1834, cached = stage = 'encoder' where run_id = @run", default, ("run", run));
        var shown = "";
        foreach (var arm in all)
        {
            foreach (var seed in new[] { 0L, 1L, 2L })
            {
                var state = (arm, seed) switch { ("sft", _) => "done", ("dpo", 0) => "running", ("dpo", 1) => "failed", ("dpo", 2) => "queued", (_, 0) => "ready", (_, 1) => "cancelled", _ => "ready" };
                var post = rows.Stage(run, Key($"post {arm} {seed}"), "post", arm == "sft" ? "sft" : "dpo", state, [arm], [seed], $"post {arm} seed {seed}", arm == "dpo-long" ? "gpu-80g" : "gpu-24g",
                    state == "failed" ? "the loss is not finite at step 34: lower learning_rate (5e-5) or raise beta (0.1)" : null, instruct);
                rows.Stage(run, Key($"vqa {arm} {seed}"), "vqa", "benchmark", state == "done" ? seed == 0 ? "done" : "running" : state == "failed" ? "skipped" : "blocked", [arm], [seed], $"vqa {arm} seed {seed}", parents: post);
                rows.Stage(run, Key($"linear {arm} {seed}"), "linear", "linear_probe", state == "failed" ? "skipped" : "blocked", [arm], [seed], $"linear {arm} seed {seed}", parents: post);
                if (state == "running") shown = post;
            }
        }
        rows.Attempt(run, shown, b, "gpu-box-2", outcome: "failed", cause: "CUDA driver version is insufficient for CUDA runtime version", secondsAgo: 900);
        rows.Attempt(run, shown, a, "gpu-box-1", epoch: 2, secondsAgo: 640);
        for (var step = 10; step <= 150; step += 2) rows.Progress(run, shown, step, 234, 0.25 + 0.45 * Math.Exp(-step / 60.0) + 0.02 * Math.Sin(step * 1.7));
        for (var i = 0; i < 12; i++) rows.Log(run, shown, i == 4 ? "warning: 37 of 20,000 rows were left out: the answer is empty (see rows.json for which; a longer line than most, so that one sees how it wraps on a phone)" : $"step {i * 10 + 10} of 234: loss {0.7 - i * 0.02:0.00}", "gpu-box-1");
        site.WriteReport("sft-vs-dpo-0123abcd");
        rows.Schedule("nightly-quickstart", outcome: "submitted");
        rows.Schedule("weekly-paper", "0 3 * * 6", "skipped: the last run is not over");
        return (run, shown);
    }

    private static string Key(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..32];
}
