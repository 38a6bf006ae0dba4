using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Preflight;

namespace Pivot.Runner.Tests.Preflight;

public class DatabaseCheckTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=pivot;Username=me;Password=geheim", "at 127.0.0.1:1, database 'pivot': nothing listens there")]
    [InlineData("Host=no-such-host.invalid;Username=me;Password=geheim", "at no-such-host.invalid:5432, database 'me': no such host is known")]
    [InlineData("Database=pivot;Password=geheim", "no host is named")]
    [InlineData("Hst=127.0.0.1;Password=geheim", "cannot be read")]
    [InlineData("geheim", "cannot be read")]
    [InlineData("Host=127.0.0.1;Port=geheim", "cannot be read")]
    public void A_database_that_does_not_answer_is_told_with_where_and_why_and_without_its_password(string connection, string said)
    {
        var bag = new DiagnosticBag();
        var shown = DatabaseCheck.Check(connection, "<--storage>", bag);
        var found = bag.Single();
        Assert.Equal((DiagnosticCodes.DatabaseUnreachable, "<--storage>"), (found.Code, found.Span.File));
        Assert.Contains(said, found.Message);
        Assert.NotNull(found.Hint);
        Assert.DoesNotContain("geheim", DiagnosticText.Render(bag) + shown);
    }

    [Fact]
    public void A_database_on_the_command_line_comes_before_the_variable() => Assert.Equal(("Host=a", "<--storage>"), DatabaseCheck.Locate("Host=a"));
}
