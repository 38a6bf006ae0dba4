using System.Collections.Concurrent;
using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Stages;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution.Processes;

/// <summary>
/// The inside of a stage process: reads requests line by line, does one stage after another on the calling thread. When its input ends the host is gone, and
/// the process ends at once, whatever it is doing: what it holds is no longer its own.
/// </summary>
public sealed class StageProcessServer
{
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly IReadOnlyDictionary<string, IStage> _stages;
    private readonly BlockingCollection<StageRequest> _requests = [];
    private readonly BlockingCollection<bool> _grants = [];
    private readonly Lock _writing = new();
    private CancellationTokenSource _stop = new();

    /// <param name="input">The host's lines.</param>
    /// <param name="output">Where lines to the host go; nothing else may be written there.</param>
    /// <param name="stages">The table from kind to stage.</param>
    public StageProcessServer(TextReader input, TextWriter output, IReadOnlyDictionary<string, IStage> stages) => (_input, _output, _stages) = (input, output, stages);

    /// <summary>Serves until the input ends; never returns then, but ends the process.</summary>
    public void Serve()
    {
        new Thread(Listen) { IsBackground = true, Name = "host's requests" }.Start();
        Send(new StageMessage { Type = "ready" });
        foreach (var request in _requests.GetConsumingEnumerable())
        {
            var end = Do(request);
            // A stop that came too late must not stop the next stage.
            lock (_writing)
            {
                _stop = new CancellationTokenSource();
                Send(new StageMessage { Type = "ended", End = end });
            }
        }
    }

    private void Listen()
    {
        try
        {
            while (_input.ReadLine() is { } line)
            {
                switch (StageMessage.Read(line))
                {
                    case { Type: "run", Request: { } request }: _requests.Add(request); break;
                    case { Type: "stop" }: lock (_writing) _stop.Cancel(); break;
                    case { Type: "commit" } grant: _grants.Add(grant.Granted); break;
                }
            }
        }
        catch (JsonException e)
        {
            Console.Error.WriteLine($"the host speaks another version of the protocol: {e.Message}");
        }
        finally
        {
            NativeExit.Now(0);
        }
    }

    private StageEnd Do(StageRequest request)
    {
        CancellationToken stop;
        lock (_writing) stop = _stop.Token;
        try
        {
            var node = JsonSerializer.Deserialize<PlanNode>(request.Node, PlanFile.Options) ?? throw new JsonException("the node is empty");
            node = node with { Content = request.Content };
            if (AllowedPaths.Problem(node, request.AllowedRoots) is { } refused) return new StageEnd(StageState.Failed, 0, refused, FailureClass.Spec);
            var store = ArtifactStore.Open(request.Store, Note);
            var runner = new StageRunner(store, _stages, HostProbe.Current(request.Device), request.Threads, _ => request.Work);
            var allowance = new StageAllowance(request.Run with { Retries = 0 }, Adjusted(node, request.Halvings), TimeSpan.FromSeconds(request.SpentSeconds));
            var record = runner.Run(node, allowance, p => Send(new StageMessage { Type = "progress", Progress = p }), Note, stop, new StageClaim(request.Epoch, MayCommit));
            return new StageEnd(record.State, record.Seconds, record.Cause, record.Failure);
        }
        catch (JsonException e)
        {
            return new StageEnd(StageState.Failed, 0, $"the stage was submitted by another version of the program: {e.Message}", FailureClass.Spec);
        }
        catch (HostException e)
        {
            return new StageEnd(StageState.Failed, 0, e.Message, FailureClass.Host);
        }
    }

    // What the host found out about memory by the end of earlier processes.
    private static Adjustment? Adjusted(PlanNode node, int halvings) =>
        halvings > 0 && MicroBatch.Halved(node, halvings)?.Spec is TrainingStageSpec smaller
            ? new Adjustment(smaller.Accumulate, ((TrainingStageSpec)node.Spec).Accumulate, "its process was killed, most likely for want of memory")
            : null;

    private bool MayCommit()
    {
        Send(new StageMessage { Type = "may_commit" });
        return _grants.Take();
    }

    private void Note(string text) => Send(new StageMessage { Type = "note", Text = text });

    private void Send(StageMessage message)
    {
        lock (_writing)
        {
            _output.WriteLine(message.Line());
            _output.Flush();
        }
    }
}
