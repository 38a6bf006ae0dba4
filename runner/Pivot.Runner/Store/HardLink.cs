using System.Runtime.InteropServices;

namespace Pivot.Runner.Store;

/// <summary>A second name for a file, so that it stays when its first name is removed.</summary>
internal static partial class HardLink
{
    /// <summary>Gives a file a second name, or copies it where the file system has no links or the two lie on different ones.</summary>
    /// <exception cref="IOException">The file is not there (any more).</exception>
    public static void OrCopy(string file, string name)
    {
        if (!OperatingSystem.IsWindows() && Link(file, name) == 0) return;
        File.Copy(file, name);
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string name);
}
