namespace Pivot.Runner.Store.Remote;

/// <summary>An object of a bucket, as a listing tells it.</summary>
/// <param name="Name">Its name behind the store's prefix.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="ModifiedAt">When it was written, UTC.</param>
public sealed record StoredObject(string Name, long Size, DateTime ModifiedAt);
