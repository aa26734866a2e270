using HubSpotSalesforce.Simulator;

return await SimulatorCommand.RunAsync(args);
