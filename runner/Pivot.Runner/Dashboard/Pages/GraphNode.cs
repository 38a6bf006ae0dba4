using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>A box of the plan's picture: a stage, or all stages of a name.</summary>
/// <param name="Id">Tells boxes apart.</param>
/// <param name="Title">First line.</param>
/// <param name="Note">Second line.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="Stages">States of what it stands for.</param>
/// <param name="Parents">Ids of the boxes that it reads.</param>
internal sealed record GraphNode(string Id, string Title, string Note, string Url, StageCounts Stages, IReadOnlyList<string> Parents);
