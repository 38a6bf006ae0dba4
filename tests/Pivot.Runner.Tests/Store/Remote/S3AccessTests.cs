using Pivot.Runner.Store;
using Pivot.Runner.Store.Remote;

namespace Pivot.Runner.Tests.Store.Remote;

public sealed class S3AccessTests
{
    private const string Secret = "do-not-tell-anybody";

    [Theory]
    [InlineData("s3://bucket", "bucket", "", "s3://bucket")]
    [InlineData("s3://bucket/", "bucket", "", "s3://bucket")]
    [InlineData("S3://bucket/a/b/", "bucket", "a/b/", "s3://bucket/a/b")]
    public void A_store_is_named_by_bucket_and_prefix(string text, string bucket, string prefix, string shown)
    {
        Assert.True(S3Location.Is(text));
        var location = S3Location.Parse(text);
        Assert.Equal((bucket, prefix, shown), (location.Bucket, location.Prefix, location.ToString()));
    }

    [Theory]
    [InlineData("s3://")]
    [InlineData("s3://bucket/../other")]
    [InlineData($"s3://key:{Secret}@bucket/a")]
    public void Another_name_is_refused_and_not_repeated(string text)
    {
        var error = Assert.Throws<HostException>(() => S3Location.Parse(text));
        Assert.Contains("s3://BUCKET", error.Message);
        Assert.DoesNotContain(Secret, error.Message);
    }

    [Theory]
    [InlineData(".pivot")]
    [InlineData("/data/s3")]
    public void A_folder_is_no_bucket(string text) => Assert.False(S3Location.Is(text));

    [Fact]
    public void Without_credentials_the_variables_are_named()
    {
        var error = Assert.Throws<HostException>(() => Store(("AWS_ACCESS_KEY_ID", "id")).RequireWritable());
        Assert.Contains("AWS_SECRET_ACCESS_KEY", error.Message);
    }

    [Fact]
    public void A_server_that_is_not_there_makes_the_host_unfit_and_no_secret_is_told()
    {
        var error = Assert.Throws<HostException>(() => Store(
            ("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9"), ("AWS_ACCESS_KEY_ID", "the-key-id"), ("AWS_SECRET_ACCESS_KEY", Secret)).RequireWritable());
        Assert.StartsWith("the store s3://bucket/p at http://127.0.0.1:9 cannot be reached: ", error.Message);
        Assert.DoesNotContain(Secret, error.Message);
        Assert.DoesNotContain("the-key-id", error.Message);
    }

    [Fact]
    public void A_user_in_the_endpoint_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<HostException>(() => Store(
            ("AWS_ENDPOINT_URL", $"http://u:{Secret}@127.0.0.1:9"), ("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", Secret)).RequireWritable());
        Assert.DoesNotContain(Secret, error.Message);
    }

    [Fact]
    public void Wrong_credentials_and_a_missing_bucket_are_told_apart()
    {
        var right = S3Server.Get().Variables;
        var wrong = right.ToDictionary(v => v.Key, v => v.Key == "AWS_ACCESS_KEY_ID" ? Secret : v.Value);
        var refused = Assert.Throws<HostException>(() => new RemoteStore(new S3Bucket(new S3Location(S3Server.Bucket, "p/"), new S3Access(wrong.GetValueOrDefault))).RequireWritable());
        Assert.Contains("refuses these credentials (InvalidAccessKeyId)", refused.Message);
        Assert.DoesNotContain(Secret, refused.Message);
        var missing = Assert.Throws<HostException>(() => new RemoteStore(new S3Bucket(new S3Location("no-such-bucket", ""), new S3Access(right.GetValueOrDefault))).RequireWritable());
        Assert.Contains("no such bucket", missing.Message);
        new RemoteStore(new S3Bucket(new S3Location(S3Server.Bucket, "p/"), new S3Access(right.GetValueOrDefault))).RequireWritable();
    }

    [Fact]
    public void Many_questions_at_once_to_a_server_that_is_not_there_end_as_one_does()
    {
        using var folder = new TemporaryStore();
        var store = new ArtifactStore(folder.Path, null, Store(("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9"), ("AWS_ACCESS_KEY_ID", "id"), ("AWS_SECRET_ACCESS_KEY", Secret)));
        Assert.Contains("cannot be reached", Assert.Throws<HostException>(() => store.Finished(["a", "b", "c"])).Message);
        Assert.Contains("cannot be reached", Assert.Throws<HostException>(() => store.FindAll(["a", "b", "c"])).Message);
        store.Abandon("a", 1);
    }

    private static RemoteStore Store(params (string Name, string Value)[] variables)
    {
        var environment = variables.ToDictionary(v => v.Name, v => v.Value);
        return new RemoteStore(new S3Bucket(S3Location.Parse("s3://bucket/p"), new S3Access(environment.GetValueOrDefault)));
    }
}
