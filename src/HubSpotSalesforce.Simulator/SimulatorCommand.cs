using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Simulator;

/// <summary>The command line: starts a simulator, says where it is, and waits.</summary>
internal static class SimulatorCommand
{
    private const int BadArguments = 2;

    private static readonly Option<Uri> HubSpot = Url("--hubspot", "Where the HubSpot side listens");
    private static readonly Option<Uri> Salesforce = Url("--salesforce", "Where the Salesforce side listens");
    private static readonly Option<string> Portal = new("--portal") { HelpName = "DIR", Description = "The portal folder to load" };
    private static readonly Option<bool> Rebase = new("--rebase") { Description = "Move all times so that the newest is now" };
    private static readonly Option<string> Generate = new("--generate")
    {
        HelpName = "CONTACTSxACTIVITIES",
        Description = "Make up a portal, such as 200x2000",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        HelpName = "N",
        Description = "The seed of the made-up portal",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Latency = new("--latency") { HelpName = "MS", Description = "Answer each API call this much later" };
    private static readonly Option<string> Quota = new("--quota")
    {
        HelpName = "on|off",
        Description = "Whether rate limits are kept",
        DefaultValueFactory = _ => "on",
    };

    private static readonly Option<bool> NativeConnector = new("--native-connector")
    {
        Description = "Play HubSpot's own Salesforce integration too, a round for each POST /_sim/native-connector/run",
    };

    private static readonly Option<bool> ExitWithParent = new("--exit-with-parent") { Description = "Stop when standard input ends" };

    /// <summary>Runs until a signal; returns the exit code: 0, or 2 for bad arguments.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        RootCommand command = Create();
        ParseResult parsed = command.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return await RefuseAsync(string.Join(Environment.NewLine, parsed.Errors.Select(error => error.Message)));
        }

        command.SetAction(ServeAsync);
        // A signal is the ordinary end here, with exit code 0; the library would report it as a failure.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static RootCommand Create()
    {
        RootCommand command = new("Plays the APIs of HubSpot and Salesforce on loopback addresses. Prints one line of JSON when ready.")
        {
            HubSpot, Salesforce, Portal, Rebase, Generate, Seed, Latency, Quota, NativeConnector, ExitWithParent,
        };
        Quota.AcceptOnlyFromAmong("on", "off");
        command.Validators.Add(result =>
        {
            string? size = result.GetValue(Generate);
            if (result.GetValue(Portal) is null == size is null)
            {
                result.AddError("Either --portal or --generate is needed, and not both.");
            }
            else if (size is not null && PortalSize.Read(size) is null)
            {
                result.AddError($"'{size}' is no size: CONTACTSxACTIVITIES was expected, such as 200x2000.");
            }
        });
        return command;
    }

    private static Option<Uri> Url(string name, string description)
        => new(name)
        {
            HelpName = "URL",
            Description = description + ": http on a loopback address, port 0 for a free one",
            Required = true,
            CustomParser = result =>
            {
                string? text = result.Tokens.SingleOrDefault()?.Value;
                if (Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)
                {
                    return url;
                }

                result.AddError($"{name} '{text}' is not http on a loopback address, such as http://127.0.0.1:0.");
                return null;
            },
        };

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancel)
    {
        SimulatorOptions options = new()
        {
            HubSpotUrl = parsed.GetRequiredValue(HubSpot),
            SalesforceUrl = parsed.GetRequiredValue(Salesforce),
            PortalFolder = parsed.GetValue(Portal),
            Rebase = parsed.GetValue(Rebase),
            Generate = parsed.GetValue(Generate) is { } size ? PortalSize.Read(size) : null,
            Seed = parsed.GetValue(Seed),
            Latency = TimeSpan.FromMilliseconds(parsed.GetValue(Latency)),
            Quota = parsed.GetValue(Quota) != "off",
            NativeConnector = parsed.GetValue(NativeConnector),
        };

        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration term = OnSignal(PosixSignal.SIGTERM, end);
        using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, end);
        try
        {
            await using SimulatorHost host = await SimulatorHost.StartAsync(options, cancel);
            if (parsed.GetValue(ExitWithParent))
            {
                EndWithInput(end);
            }

            await Console.Out.WriteLineAsync(Ready(host));
            await Console.Out.FlushAsync(cancel);
            await end.Task;
            return 0;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            return await RefuseAsync(fault.Message);
        }
    }

    private static PosixSignalRegistration OnSignal(PosixSignal signal, TaskCompletionSource end) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;    // ends in order, not by the signal
        end.TrySetResult();
    });

    // Reading standard input cannot be cancelled, so it has a thread of its own that ends with the process.
    private static void EndWithInput(TaskCompletionSource end) => new Thread(() =>
    {
        while (Console.In.ReadLine() is not null)
        {
        }

        end.TrySetResult();
    })
    {
        IsBackground = true,
    }.Start();

    private static string Ready(SimulatorHost host) => new JsonObject
    {
        ["hubspot"] = new JsonObject { ["url"] = Address(host.HubSpotUrl), ["token"] = host.HubSpotToken },
        ["salesforce"] = new JsonObject
        {
            ["url"] = Address(host.SalesforceUrl),
            ["clientId"] = host.Org.ClientId,
            ["clientSecret"] = host.Org.ClientSecret,
            ["accessToken"] = host.Org.AccessToken,
        },
    }.ToJsonString();

    private static string Address(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private static async Task<int> RefuseAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return BadArguments;
    }
}
