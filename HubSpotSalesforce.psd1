@{
    RootModule           = 'HubSpotSalesforce.Cmdlets.dll'
    # Nested modules run first: the loader has to stand before the types of the cmdlets are read.
    NestedModules        = @('HubSpotSalesforce.Loader.dll')
    ModuleVersion        = '0.1.0'
    GUID                 = 'c11c14b7-efa6-42af-a035-839c3442ef7e'
    Author               = 'HubSpotSalesforce contributors'
    CompanyName          = 'HubSpotSalesforce'
    Copyright            = 'Copyright (c) 2026 HubSpotSalesforce contributors'
    Description          = 'Keeps the activities of a HubSpot portal and a Salesforce org in step, each exactly once, and gives a reason for each it skips.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.6'
    FormatsToProcess     = @('HubSpotSalesforce.Format.ps1xml')
    CmdletsToExport      = @(
        'Compare-SyncState'
        'Connect-HubSpot'
        'Connect-Salesforce'
        'Disconnect-HubSpot'
        'Disconnect-Salesforce'
        'Get-ContactLink'
        'Get-HubSpotActivity'
        'Get-SalesforceActivity'
        'Get-SyncConnection'
        'Get-SyncIssue'
        'Get-SyncMapping'
        'Get-SyncRecord'
        'Get-SyncRun'
        'Get-SyncSetting'
        'Initialize-HubSpotPortal'
        'Initialize-SalesforceOrg'
        'Invoke-ActivitySync'
        'New-ActivityReport'
        'New-SyncPlan'
        'New-SyncSetting'
        'Publish-ActivityReport'
        'Remove-SyncMapping'
        'Resolve-SyncIssue'
        'Set-SyncMapping'
        'Set-SyncSetting'
        'Sync-ActivityToSalesforceTask'
        'Sync-SalesforceActivityToHubSpot'
        'Test-SyncConnection'
        'Test-SyncSetting'
        'Undo-SyncRun'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('HubSpot', 'Salesforce', 'CRM', 'Sync', 'Activity', 'Task', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'First version: HubSpot activities become Salesforce tasks, and Salesforce tasks, emails, calls and meetings HubSpot activities, each exactly once; plans, conflicts, reports, undo.'
        }
    }
}
