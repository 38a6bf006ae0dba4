namespace Pivot.Runner.Preflight;

/// <summary>What there is to run on, as far as a plan can be too large for it.</summary>
/// <param name="Device">The device in torch's words: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="DeviceProblem">Why the device cannot be used, or null.</param>
/// <param name="MemoryBytes">Memory that is free on the device, or null where that cannot be told.</param>
/// <param name="DiskBytes">Bytes free for this user where the store lies, or null where that cannot be told.</param>
/// <param name="StoreRoot">The store's folder.</param>
public sealed record HostFacts(string Device, string? DeviceProblem, long? MemoryBytes, long? DiskBytes, string StoreRoot);
