using Pivot.Runner.Scripts;

namespace Pivot.Runner.Tests.Scripts;

public sealed class ScriptFailureTests
{
    [Fact]
    public void An_exception_is_told_with_the_line_that_threw_it()
    {
        var failure = ScriptFailure.Read("""
            printed before
            System.Exception: boom bang
               at FSI_0001.f(Int32 x) in /tmp/t3.fsx:line 1
               at <StartupCode$FSI_0001>.$FSI_0001.main@() in /tmp/t3.fsx:line 2
            Stopped due to error
            """);
        Assert.Equal(new ScriptFailure("System.Exception: boom bang", "/tmp/t3.fsx", 1), failure);
    }

    [Fact]
    public void Of_exceptions_around_exceptions_the_innermost_is_told()
    {
        var failure = ScriptFailure.Read("""
            System.TypeInitializationException: The type initializer threw an exception.
             ---> System.IO.FileNotFoundException: Could not find file
            '/tmp/x'.
               at Program.Main() in /tmp/lib.fs:line 9
               --- End of inner exception stack trace ---
               at <StartupCode$FSI_0001>.$FSI_0001.main@() in /tmp/t3.fsx:line 2
            """);
        Assert.Equal(new ScriptFailure("System.IO.FileNotFoundException: Could not find file '/tmp/x'.", "/tmp/lib.fs", 9), failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("the script printed this")]
    public void Text_without_a_trace_is_no_failure(string text) => Assert.Null(ScriptFailure.Read(text));
}
