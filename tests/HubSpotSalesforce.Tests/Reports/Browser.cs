using System.Diagnostics;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>A headless Chromium, driven by its DevTools protocol; it ends with the test.</summary>
internal sealed partial class Browser : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["chrome.exe", "msedge.exe"] : ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _late = new(Limit);
    private readonly List<JsonObject> _events = [];
    private string? _session;
    private int _sent;

    private Browser(Process process, DirectoryInfo profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>Where it is on this machine; null when there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>What was said on the console, what went wrong, and dialogs that opened.</summary>
    public string[] Complaints => [.. _events
        .Where(told => told["method"]!.ToString() is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded" or "Page.javascriptDialogOpening")
        .Select(told => told["params"]!.ToJsonString())];

    /// <summary>What was asked for, the page itself included.</summary>
    public string[] Requests => [.. _events.Where(told => told["method"]!.ToString() == "Network.requestWillBeSent").Select(told => told["params"]!["request"]!["url"]!.ToString())];

    /// <summary>Starts one with an empty page.</summary>
    public static async Task<Browser> StartAsync()
    {
        DirectoryInfo profile = Directory.CreateTempSubdirectory("hubspot-salesforce-browser-");
        ProcessStartInfo start = new(Path!) { RedirectStandardError = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank",
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        Browser browser = new(Process.Start(start)!, profile);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Opens a file in a window of a size, in light or dark, and waits until its charts are drawn.</summary>
    public async Task OpenAsync(string file, int width, int height, bool isDark)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await SendAsync("Emulation.setEmulatedMedia", new() { ["features"] = Colours(isDark) });
        await SendAsync("Page.navigate", new() { ["url"] = new Uri(file).AbsoluteUri });
        while (!_events.Any(told => told["method"]!.ToString() == "Page.loadEventFired"))
        {
            _events.Add(await ReceiveAsync());
        }

        await EvaluateAsync("new Promise(done => { const look = () => document.documentElement.dataset.drawn ? done(true) : setTimeout(look, 20); look(); })");
    }

    /// <summary>Returns what an expression gives, as JSON.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonObject answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer["exceptionDetails"] is { } thrown ? throw new InvalidOperationException(thrown.ToJsonString()) : answer["result"]!["value"]?.DeepClone();
    }

    /// <summary>Presses a key.</summary>
    public async Task PressAsync(string key)
    {
        (string code, int number, string text) = key switch
        {
            "Tab" => ("Tab", 9, ""),
            "Enter" => ("Enter", 13, "\r"),
            "Space" => ("Space", 32, " "),
            _ => throw new ArgumentOutOfRangeException(nameof(key)),
        };
        foreach (string type in new[] { "keyDown", "keyUp" })
        {
            await SendAsync("Input.dispatchKeyEvent", new() { ["type"] = type, ["key"] = key == "Space" ? " " : key, ["code"] = code, ["windowsVirtualKeyCode"] = number, ["text"] = type == "keyDown" ? text : "" });
        }
    }

    /// <summary>Presses Tab until an element has the focus.</summary>
    /// <param name="test">Whether the element <c>e</c> is it.</param>
    public async Task TabToAsync(string test)
    {
        for (int presses = 0; presses < 400; presses++)
        {
            await PressAsync("Tab");
            if ((bool)(await EvaluateAsync($"(e => {test})(document.activeElement)"))!)
            {
                return;
            }
        }

        Assert.Fail($"Tab never reached the element: {test}");
    }

    /// <summary>Types a text into what has the focus.</summary>
    public Task TypeAsync(string text) => SendAsync("Input.insertText", new() { ["text"] = text });

    /// <summary>Lays the page out as it is printed, on paper of a width; colours stay those of the window.</summary>
    public async Task LayOutForPrintAsync(int width, bool isDark)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 1000, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await SendAsync("Emulation.setEmulatedMedia", new() { ["media"] = "print", ["features"] = Colours(isDark) });
    }

    /// <summary>Prints the page on A4, and returns how many sheets it takes.</summary>
    public async Task<int> PrintAsync()
    {
        JsonObject printed = await SendAsync("Page.printToPDF", new() { ["printBackground"] = true, ["preferCSSPageSize"] = true, ["paperWidth"] = 8.27, ["paperHeight"] = 11.69 });
        return SheetOf().Count(Encoding.Latin1.GetString(Convert.FromBase64String(printed["data"]!.ToString())));
    }

    /// <summary>Draws what is on the page as a picture.</summary>
    public async Task<byte[]> PictureAsync() => Convert.FromBase64String((await SendAsync("Page.captureScreenshot", new() { ["format"] = "png" }))["data"]!.ToString());

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _late.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A helper of the browser may outlive it for a moment, and write.
        }
    }

    private static JsonArray Colours(bool isDark) => [new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }];

    [GeneratedRegex("/Type\\s*/Page\\b")]
    private static partial Regex SheetOf();

    private async Task ConnectAsync()
    {
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync(_late.Token);
        }
        while (line is not null && !line.StartsWith("DevTools listening on ", StringComparison.Ordinal));

        await _socket.ConnectAsync(new Uri(line!["DevTools listening on ".Length..]), _late.Token);
        _ = _process.StandardError.ReadToEndAsync(CancellationToken.None);    // or it would wait for a reader one day
        string target = (await SendAsync("Target.createTarget", new() { ["url"] = "about:blank" }))["targetId"]!.ToString();
        _session = (await SendAsync("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }))["sessionId"]!.ToString();
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await SendAsync($"{domain}.enable", []);
        }
    }

    private async Task<JsonObject> SendAsync(string method, JsonObject parameters)
    {
        int id = ++_sent;
        JsonObject request = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
        {
            request["sessionId"] = _session;
        }

        await _socket.SendAsync(Encoding.UTF8.GetBytes(request.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _late.Token);
        while (true)
        {
            JsonObject told = await ReceiveAsync();
            if (told["method"] is not null)
            {
                _events.Add(told);
            }
            else if ((int)told["id"]! == id)
            {
                return told["result"] as JsonObject ?? throw new InvalidOperationException($"{method}: {told.ToJsonString()}");
            }
        }
    }

    private async Task<JsonObject> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[64 * 1024];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, _late.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!.AsObject();
    }
}

/// <summary>A test in a browser; where there is none, it is skipped under a name that says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerMemberName] string name = "")
    {
        if (Browser.Path is null)
        {
            Skip = "Chromium was not found";
            DisplayName = $"NOT RUN, {Skip}: {name}";
        }
    }
}

/// <summary>A theory in a browser; where there is none, it is skipped under a name that says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute([CallerMemberName] string name = "")
    {
        if (Browser.Path is null)
        {
            Skip = "Chromium was not found";
            DisplayName = $"NOT RUN, {Skip}: {name}";
        }
    }
}
