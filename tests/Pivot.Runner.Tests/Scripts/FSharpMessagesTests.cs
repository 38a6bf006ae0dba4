using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Scripts;

namespace Pivot.Runner.Tests.Scripts;

public sealed class FSharpMessagesTests
{
    private const string Text = """

        parameter warning FS0075: The command-line option '--typecheckonly' is for test purposes only

        /tmp/a b.fsx(3,19,3,22): typecheck error FS0001: This expression was expected to have type
            'Whole'    
        but here has type
            'string'    

        /tmp/a b.fsx(4,2): info FS3886: This list expression contains a single tuple element.

        /tmp/a b.fsx(6,13,6,18): typecheck error FS0039: The value or constructor 'widht' is not defined. Maybe you want one of the following:
           width
           Width

        /tmp/a b.fsx(9,1): warning FS0025: Incomplete pattern matches on this expression.

        /tmp/a b.fsx(7,4,7,8): typecheck error FS0041: No overloads match for method 'LearningRate'.

        Known types of arguments: Block * string

        Available overloads:
         - member TrainingBuilder.LearningRate: block: Block * rate: Number * [<CallerLineNumber>] ?line: int -> Block // Argument 'rate' doesn't match
         - member TrainingBuilder.LearningRate: block: Block * rates: Rates * [<CallerLineNumber>] ?line: int -> Block // Argument 'rates' doesn't match
        """;

    [Fact]
    public void Errors_and_warnings_are_read_with_their_places_and_information_is_not()
    {
        var messages = FSharpMessages.Read(Text);
        Assert.Equal(["FS0001", "FS0039", "FS0025", "FS0041"], messages.Select(m => m.Number));
        Assert.Equal([true, true, false, true], messages.Select(m => m.IsError));
        Assert.Equal(new SourceSpan("/tmp/a b.fsx", 3, 19, 3, 22), messages[0].Span);
        Assert.Equal(new SourceSpan("/tmp/a b.fsx", 9, 1, 9, 2), messages[2].Span);
        Assert.Equal("This expression was expected to have type 'Whole' but here has type 'string'", messages[0].Text);
    }

    [Fact]
    public void What_the_compiler_proposes_is_the_hint()
    {
        var diagnostics = FSharpMessages.Read(Text).Select(m => FSharpMessages.ToDiagnostic(m, "a.fsx")).ToList();
        Assert.Equal("The value or constructor 'widht' is not defined. (FS0039)", diagnostics[1].Message);
        Assert.Equal("Maybe you want one of the following: width Width", diagnostics[1].Hint);
        Assert.Equal("it takes Number, or Rates", diagnostics[3].Hint);
        Assert.All(diagnostics, d => Assert.Equal((DiagnosticCodes.Script, "a.fsx"), (d.Code, d.Span.File)));
        Assert.Equal(Severity.Warning, diagnostics[2].Severity);
    }

    [Fact]
    public void A_reference_that_only_an_editor_needs_is_told_as_that()
    {
        var message = Assert.Single(FSharpMessages.Read("/tmp/a.fsx(1,1,1,30): typecheck error FS0078: Unable to find the file '../bin/Pivot.Dsl.FSharp.dll' in any of /usr\n"));
        Assert.Equal("correct the path or remove the line: an editor needs it, pivot brings its own", FSharpMessages.ToDiagnostic(message, "a.fsx").Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("something the script printed: error, says it\n")]
    public void Other_text_is_no_message(string text) => Assert.Empty(FSharpMessages.Read(text));
}
