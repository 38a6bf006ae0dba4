namespace Pivot.Runner.Store;

/// <summary>Where a stage or a run was done.</summary>
/// <param name="Name">Host name.</param>
/// <param name="Processor">Processor's model name.</param>
/// <param name="Cores">Logical cores the process may use.</param>
/// <param name="MemoryGiB">Memory in GiB.</param>
/// <param name="Device">Device used, such as <c>cpu</c> or <c>cuda:0</c>.</param>
/// <param name="OperatingSystem">Operating system.</param>
/// <param name="Runtime">.NET runtime.</param>
/// <param name="Pivot">Version of this program.</param>
/// <param name="Torch">Version of libtorch.</param>
public sealed record HostInfo(
    string Name, string Processor, int Cores, double MemoryGiB, string Device, string OperatingSystem, string Runtime, string Pivot, string Torch);
