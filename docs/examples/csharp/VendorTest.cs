// A vendor's own test against the local platform:
//
//     KLARSIGNAL_PLATFORM=path/to/klarsignal-platform dotnet test

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

/// <summary>The local platform as a child process. Its first line says where everything is, once all of it answers.</summary>
public sealed class Platform : IDisposable
{
    public const string Client = "36066b41-87d9-5c8b-a61d-5f2e06a70e7c";

    private readonly RSA key = RSA.Create(2048);
    private readonly string keyFile = Path.GetTempFileName();
    private readonly Process process;
    private readonly JsonNode at;

    // A redirect carries the authorization code: we read it, nobody follows it.
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });

    public Platform()
    {
        var parameters = key.ExportParameters(false);
        File.WriteAllText(keyFile, JsonSerializer.Serialize(new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = "my-key",
            n = Base64UrlEncoder.Encode(parameters.Modulus!),
            e = Base64UrlEncoder.Encode(parameters.Exponent!),
        }));
        var program = Environment.GetEnvironmentVariable("KLARSIGNAL_PLATFORM") ?? "klarsignal-platform";
        process = Process.Start(new ProcessStartInfo(program)
        {
            ArgumentList = { "--ephemeral", "--control=127.0.0.1:0", $"--client-key={Client}={keyFile}" },
            RedirectStandardOutput = true,
        })!;
        at = JsonNode.Parse(process.StandardOutput.ReadLine()!)!;
    }

    public string Altinn => $"{at["platform"]}/authentication/api/v1";
    public string ServiceOwner => $"{at["service_owner"]}";
    public string Control => $"{at["control"]}";

    public void Dispose()
    {
        // .NET has no word for SIGTERM, and Process.Kill would leave the world's files behind.
        Process.Start("kill", $"{process.Id}").WaitForExit();
        process.WaitForExit();
        File.Delete(keyFile);
    }

    /// <summary>Asks for a token. A grant lives two minutes at the most and is used once.</summary>
    public async Task<JsonNode> AskMaskinporten(string scope, object? authorizationDetails = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var grant = new JsonObject
        {
            ["aud"] = $"{at["issuers"]!["maskinporten"]}",
            ["iss"] = Client,
            ["scope"] = scope,
            ["iat"] = now,
            ["exp"] = now + 100,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        if (authorizationDetails is not null)
        {
            grant["authorization_details"] = JsonSerializer.SerializeToNode(new[] { authorizationDetails });
        }
        var signing = new SigningCredentials(new RsaSecurityKey(key) { KeyId = "my-key" }, SecurityAlgorithms.RsaSha256);
        var assertion = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(grant.ToJsonString(), signing);
        var answer = await http.PostAsync($"{at["maskinporten"]}/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = assertion,
        }));
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>A person's Altinn token. <c>login_hint</c> picks the person, so that no page needs a click.</summary>
    public async Task<string> SignIn(string person)
    {
        const string callback = "http://127.0.0.1:8080/callback";
        var verifier = Random();
        var question = HttpUtility.ParseQueryString("");
        question["client_id"] = "klarsignal-desktop";
        question["redirect_uri"] = callback;
        question["response_type"] = "code";
        question["scope"] = "openid profile altinn:portal/enduser";
        question["state"] = Random();
        question["nonce"] = Random();
        question["code_challenge"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        question["code_challenge_method"] = "S256";
        question["login_hint"] = $"testid:{person}_idporten-loa-substantial";
        var sentBack = await http.GetAsync($"{at["idporten"]}/authorize?{question}");
        var code = HttpUtility.ParseQueryString(sentBack.Headers.Location!.Query)["code"]!;
        var answer = await http.PostAsync($"{at["idporten"]}/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "klarsignal-desktop",
            ["redirect_uri"] = callback,
            ["code"] = code,
            ["code_verifier"] = verifier,
        }));
        var token = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!.ToString();
        var exchanged = await Call(HttpMethod.Get, $"{Altinn}/exchange/id-porten", token);
        return await exchanged.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> Call(HttpMethod method, string address, string? token = null, object? body = null)
    {
        var call = new HttpRequestMessage(method, address);
        if (token is not null)
        {
            call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        if (body is not null)
        {
            call.Content = JsonContent.Create(body);
        }
        return http.SendAsync(call);
    }

    private static string Random() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
}

public sealed class VendorTest(Platform platform) : IClassFixture<Platform>, IAsyncLifetime
{
    private const string Vendor = "991825827";
    private const string Customer = "310702641";
    private const int Party = 51900010;
    private const string Leader = "12847820045";
    private const string SystemId = Vendor + "_csharp_example";

    private static readonly object Right = new
    {
        resource = new[] { new { id = "urn:altinn:resource", value = "ske-krav-og-betalinger" } },
    };

    private string vendorToken = "";

    public async Task InitializeAsync()
    {
        (await platform.Call(HttpMethod.Post, $"{platform.Control}/reset")).EnsureSuccessStatusCode();
        var scopes = string.Join(' ', new[] { "systemregister.write", "systemuser.request.read", "systemuser.request.write" }
            .Select(scope => $"altinn:authentication/{scope}"));
        vendorToken = (await platform.AskMaskinporten(scopes))["access_token"]!.ToString();
        var text = new { nb = "Example", nn = "Example", en = "Example" };
        var registered = await platform.Call(HttpMethod.Post, $"{platform.Altinn}/systemregister/vendor", vendorToken, new
        {
            id = SystemId,
            vendor = new { ID = $"0192:{Vendor}" },
            name = text,
            description = text,
            rights = new[] { Right },
            clientId = new[] { Platform.Client },
        });
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_customer_says_yes_and_changes_her_mind()
    {
        var asked = await platform.Call(HttpMethod.Post, $"{platform.Altinn}/systemuser/request/vendor", vendorToken, new
        {
            systemId = SystemId,
            partyOrgNo = Customer,
            externalRef = "first",
            rights = new[] { Right },
        });
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        var request = (await asked.Content.ReadFromJsonAsync<JsonNode>())!["id"];

        var leader = await platform.SignIn(Leader);
        var approved = await platform.Call(
            HttpMethod.Post, $"{platform.Altinn}/systemuser/request/{Party}/{request}/approve", leader);
        Assert.Equal("true", await approved.Content.ReadAsStringAsync());

        var token = (await SystemUserToken())["access_token"]!.ToString();
        var claims = $"{platform.ServiceOwner}/v1/regnskapssystem/{Customer}/aapnekrav";
        Assert.Equal(HttpStatusCode.OK, (await platform.Call(HttpMethod.Get, claims, token)).StatusCode);

        var removed = await platform.Call(HttpMethod.Delete, $"{platform.Altinn}/systemuser/{Party}/{request}", leader);
        Assert.Equal(HttpStatusCode.Accepted, removed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await platform.Call(HttpMethod.Get, claims, token)).StatusCode);
        Assert.Equal("invalid_altinn_customer_configuration", (await SystemUserToken())["error"]!.ToString());
    }

    private Task<JsonNode> SystemUserToken() => platform.AskMaskinporten("skatteetaten:kravogbetalinger", new
    {
        type = "urn:altinn:systemuser",
        systemuser_org = new { authority = "iso6523-actorid-upis", ID = $"0192:{Customer}" },
        externalRef = "first",
    });
}
