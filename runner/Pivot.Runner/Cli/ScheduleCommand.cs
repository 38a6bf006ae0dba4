using System.CommandLine;
using System.Globalization;
using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Queue.Views;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot schedule SPEC</c>: lets hosts submit an experiment again and again.</summary>
internal static class ScheduleCommand
{
    private const int Told = 3;

    public static Command Build()
    {
        var spec = new Argument<string?>("SPEC") { Description = "The experiment, a YAML file with `schedule:`; hosts must see it under the same path.", Arity = ArgumentArity.ZeroOrOne };
        var set = CommonOptions.Set();
        var store = CommonOptions.Store();
        var storage = FleetStorage.Option();
        var list = new Option<bool>("--list") { Description = "Lists the schedules." };
        var remove = new Option<string?>("--remove") { Description = "Takes a schedule out; its runs stay.", HelpName = "NAME" };
        var pause = new Option<string?>("--pause") { Description = "Lets a schedule submit nothing; what is missed is not made up for.", HelpName = "NAME" };
        var resume = new Option<string?>("--resume") { Description = "Lets it submit again.", HelpName = "NAME" };
        var command = new Command("schedule", "Has an experiment submitted again and again, at the times of its `schedule:`.") { spec, set, store, storage, list, remove, pause, resume };
        command.Validators.Add(result =>
        {
            var asked = new[] { result.GetValue(spec) is not null, result.GetValue(list), result.GetValue(remove) is not null, result.GetValue(pause) is not null, result.GetValue(resume) is not null };
            if (asked.Count(a => a) != 1) result.AddError("schedule takes one of SPEC, --list, --remove NAME, --pause NAME, --resume NAME");
        });
        command.SetAction(parsed =>
        {
            var connection = parsed.GetValue(storage);
            if (parsed.GetValue(list)) return FleetStorage.Use(connection, List);
            if (parsed.GetValue(remove) is { } removed) return Change(connection, removed, rows => rows.Remove(removed, CancellationToken.None), "is taken out");
            if (parsed.GetValue(pause) is { } paused) return Change(connection, paused, rows => rows.Enable(paused, false, CancellationToken.None), "is off");
            if (parsed.GetValue(resume) is { } resumed) return Change(connection, resumed, rows => rows.Enable(resumed, true, CancellationToken.None), "is on");
            return Set(connection, parsed.GetValue(spec)!, parsed.GetRequiredValue(set), ArtifactStore.Open(parsed.GetValue(store)).Root);
        });
        return command;
    }

    private static int Set(string? connection, string spec, string[] sets, string store)
    {
        var compilation = Compiling.Compile(spec, sets, store);
        Console.Error.Write(DiagnosticText.Render(compilation.Diagnostics));
        if (compilation.Plan is not { } plan || compilation.Diagnostics.HasErrors) return ExitCodes.Invalid;
        if (plan.Spec.Schedule is not { } when)
        {
            Console.Error.WriteLine($"error: {spec} says no time\nhint: add schedule: {{ cron: \"0 22 * * *\", time_zone: Europe/Berlin }}");
            return ExitCodes.Invalid;
        }
        var schedule = new Schedule { Id = plan.Name, Spec = Path.GetFullPath(spec), Sets = sets, Cron = when.Cron, TimeZone = when.TimeZone, Misfire = when.Misfire, Overlap = when.Overlap };
        if (SubmitProcess.Refusal(schedule) is { } refusal)
        {
            Console.Error.WriteLine($"error: {refusal}");
            return ExitCodes.Invalid;
        }
        return FleetStorage.Use(connection, database =>
        {
            var rows = new ScheduleRows(database);
            var before = rows.Find(schedule.Id, CancellationToken.None);
            rows.Set(schedule, $"{Environment.UserName}@{Environment.MachineName}", CancellationToken.None);
            Console.WriteLine($"{schedule.Id}: {schedule.Cron} {schedule.TimeZone}, misfire {when.Misfire}, overlap {when.Overlap}{(before is null ? "" : before.Spec == schedule.Spec ? "; changed" : $"; in the place of {before.Spec}")}");
            foreach (var next in ScheduleTimes.Next(schedule.Cron, schedule.TimeZone, DateTimeOffset.UtcNow).Take(Told))
                Console.WriteLine(next.ToString("  yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
            return ExitCodes.Done;
        });
    }

    private static int List(FleetDatabase database)
    {
        var schedules = new FleetView(database).Schedules(CancellationToken.None);
        if (schedules.Count == 0) Console.WriteLine("no schedules");
        else
        {
            TextColumns.Write(Console.Out, [["NAME", "CRON", "TIME ZONE", "MISFIRE", "OVERLAP", "NEXT", "LAST"], .. schedules.Select(s => (string[])
            [
                s.Id, s.Cron, s.TimeZone, s.Misfire, s.Overlap, s.Enabled ? Next(s) : "off", s.LastOutcome is { } outcome ? $"{s.LastPlanned?.UtcDateTime:yyyy-MM-dd HH:mm}Z {outcome}" : "-",
            ])]);
        }
        return ExitCodes.Done;
    }

    private static string Next(ScheduleView schedule)
    {
        try
        {
            return ScheduleTimes.Next(schedule.Cron, schedule.TimeZone, DateTimeOffset.UtcNow).Select(t => t.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)).FirstOrDefault("never");
        }
        catch (Exception e) when (e is FormatException or TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return "cannot be read";
        }
    }

    private static int Change(string? connection, string name, Func<ScheduleRows, bool> change, string told) => FleetStorage.Use(connection, database =>
    {
        var rows = new ScheduleRows(database);
        if (change(rows))
        {
            Console.WriteLine($"{name} {told}");
            return ExitCodes.Done;
        }
        Console.Error.WriteLine($"error: there is no schedule {name}");
        if (NearestName.Hint(name, [.. rows.All(CancellationToken.None).Select(s => s.Id)]) is { } hint) Console.Error.WriteLine($"hint: {hint}");
        return ExitCodes.Invalid;
    });
}
