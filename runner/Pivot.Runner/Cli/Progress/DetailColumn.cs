using Spectre.Console;
using Spectre.Console.Rendering;

namespace Pivot.Runner.Cli.Progress;

/// <summary>The text a row's task carries as its tag: steps, loss, throughput, time left.</summary>
internal sealed class DetailColumn : ProgressColumn
{
    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(task.Tag as string ?? "");
}
