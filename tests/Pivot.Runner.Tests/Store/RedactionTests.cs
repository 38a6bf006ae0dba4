using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("Host=db;Username=pivot;Password=hunter22;Database=x", "Host=db;Username=pivot;Password=***;Database=x")]
    [InlineData("Password='a;b c';Database=x", "Password=***;Database=x")]
    [InlineData("password = \"x y\", next", "password = ***, next")]
    [InlineData("{\"password\": \"x\\\"y\", \"b\": 1}", "{\"password\": ***, \"b\": 1}")]
    [InlineData("postgres://pivot:hunter22@db/x", "postgres://pivot:***@db/x")]
    [InlineData("https://db/x?a=b:c@d", "https://db/x?a=b:c@d")]
    [InlineData("Authorization: Bearer abcdef.ghi-jkl", "Authorization: Bearer ***")]
    [InlineData("token hf_abcdefghijklmnopqrst is wrong", "token *** is wrong")]
    [InlineData("GET /x?X-Amz-Signature=0123abc&b=1", "GET /x?X-Amz-Signature=***&b=1")]
    [InlineData("12 tokens=2048, token: <image>, password-free", "12 tokens=2048, token: <image>, password-free")]
    [InlineData("step 3 of 10: loss 0.25", "step 3 of 10: loss 0.25")]
    public void What_looks_like_a_secret_is_hidden(string text, string expected) => Assert.Equal(expected, new Redaction([]).Hide(text));

    [Fact]
    public void Values_of_secret_variables_are_hidden_wherever_they_stand()
    {
        var redaction = Redaction.OfVariables(new Dictionary<string, string>
        {
            ["PIVOT_STORAGE"] = "Host=db;Password=s3cret!;Database=x", ["PIVOT_WEBHOOK_URL"] = "https://hooks.example/T0/B1/xyz", ["smtp_password"] = "letmein1",
            ["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtn", ["HF_TOKEN"] = "s3cret!-and-more", ["MAX_TOKENS"] = "204800", ["TOKENIZERS_PARALLELISM"] = "disabled", ["TOKEN_FILE"] = "/run/secrets/token",
            ["HOME"] = "/home/ada", ["SHORT_TOKEN"] = "abc",
        });
        Assert.Equal("*** *** *** *** *** 204800 disabled /run/secrets/token /home/ada abc",
            redaction.Hide("s3cret! https://hooks.example/T0/B1/xyz letmein1 wJalrXUtn s3cret!-and-more 204800 disabled /run/secrets/token /home/ada abc"));
    }
}
