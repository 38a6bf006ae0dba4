using System.CommandLine;
using System.Runtime.InteropServices;
using Pivot.Runner.Execution;
using Pivot.Runner.Execution.Processes;
using StageCatalog = Pivot.Runner.Stages.StageCatalog;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot stage-process</c>: the inside of a stage process, started by <c>pivot host</c> alone and shown in no help.</summary>
internal static class StageProcessCommand
{
    public static Command Build()
    {
        var command = new Command(StageProcessStart.Command, "Does stages for a host, one after another.") { Hidden = true };
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        // The host stops its stages itself; a Ctrl-C at its terminal reaches this process too.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = false };
        // Whatever else writes to the console must not get between the lines of the protocol.
        Console.SetOut(Console.Error);
        var server = new StageProcessServer(new StreamReader(Console.OpenStandardInput()), output, StageCatalog.All);
        TorchHost.Load();
        server.Serve();
        return ExitCodes.Done;
    }
}
