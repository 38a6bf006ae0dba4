using Pivot.Dsl.Specs;
using Pivot.Runner.Execution.Processes;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Execution.Processes;

public sealed class AllowedPathsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pivot-allowed-").FullName;

    public AllowedPathsTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        File.CreateSymbolicLink(Path.Combine(_folder, "data", "out"), "/etc");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_lies_within_is_allowed_and_a_node_without_files_always() =>
        Assert.All([Problem("data/rows.parquet"), AllowedPaths.Problem(TestPlans.Node("a"), [_folder]), AllowedPaths.Problem(Reading("/etc"), [])], Assert.Null);

    [Theory]
    [InlineData("../elsewhere/rows.parquet")]
    [InlineData("data/../../rows.parquet")]
    [InlineData("data/out/passwd")]
    [InlineData("/etc/passwd")]
    public void What_leads_out_is_refused_links_followed(string path) => Assert.Contains("pivot host --allow", Problem(path));

    [Fact]
    public void A_folder_whose_name_begins_alike_is_another() =>
        Assert.NotNull(AllowedPaths.Problem(Reading(_folder + "-more/rows.parquet"), [_folder]));

    private string? Problem(string path) => AllowedPaths.Problem(Reading(Path.Combine(_folder, path)), [_folder]);

    private static Pivot.Dsl.Plans.PlanNode Reading(string file) => TestPlans.Node("a") with { Data = new ParquetView("questions", file, Path.GetDirectoryName(file)!) };
}
