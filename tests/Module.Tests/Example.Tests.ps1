# Every example of the help, cmdlets and topics alike, is carried out as it stands there, against a simulated portal and org.
# Only what a reader puts in of his own is put in here: addresses, the consumer key, what he types.
BeforeDiscovery {
    $pages = foreach ($file in Get-ChildItem "$PSScriptRoot/../../module/en-US/*.md") {
        $text = (Get-Content $file -Raw).ReplaceLineEndings("`n")
        $number = 0
        $examples = [regex]::Matches($text, '(?ms)^```powershell\n(.*?)\n```').ForEach({ $number++; @{ Number = $number; Code = $_.Groups[1].Value } })
        if ($examples) { @{ Page = $file.BaseName; Examples = @($examples) } }
    }
}

BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $rsa = [Security.Cryptography.RSA]::Create(2048)
    $env:HUBSPOT_SALESFORCE_PROFILES = "$TestDrive/profiles.json"

    # The small portal, with the people and the call of which the pages tell.
    Copy-Item "$PSScriptRoot/Portals/small" "$TestDrive/portal" -Recurse
    foreach ($file in Get-ChildItem "$TestDrive/portal" -Recurse -File) {
        $text = (Get-Content $file -Raw) -replace 'ada@customer\.example\.com', 'ada@customer.com' -replace 'anna@acme\.example\.com', 'anna@acme.com'
        if ($file.Name -eq 'calls.jsonl') { $text = $text -replace '"id":"3"', '"id":"7001"' -replace '"hs_object_id":"3"', '"hs_object_id":"7001"' }
        Set-Content $file $text -NoNewline
    }

    function Format-Example([string] $Code) {
        $Code = $Code.Replace('https://acme.my.salesforce.com', $simulator.SalesforceUrl).Replace('3MVG9example', $simulator.ClientId).Replace('sync@acme.com', $user)
        $Code = $Code -creplace '\bConnect-HubSpot (?!-SettingPath|\./acme)', "Connect-HubSpot -BaseUrl $($simulator.HubSpotUrl) -AllowLoopback "
        $Code = $Code -creplace '\bConnect-Salesforce (?!-SettingPath|\./acme)', 'Connect-Salesforce -AllowLoopback '
        $Code -replace 'New-SyncSetting (\S+)', "Remove-Item `$1 -ErrorAction Ignore; New-SyncSetting `$1 -HubSpotBaseUrl $($simulator.HubSpotUrl) -AllowLoopback"
    }

    # All types that the cmdlets of an example say they give.
    function Get-Declared([string] $Code) {
        $names = [Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null).FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true) | ForEach-Object { $_.GetCommandName() }
        (Get-Command -Module HubSpotSalesforce | Where-Object Name -In $names).OutputType.Name
    }
}
AfterAll {
    $rsa.Dispose()
    Remove-Item Env:/HUBSPOT_SALESFORCE_PROFILES, Env:/HUBSPOT_TOKEN, Env:/SALESFORCE_CLIENT_SECRET -ErrorAction Ignore
}

Describe 'The examples of <Page>' -ForEach $pages {
    BeforeAll {
        $simulator = Start-Simulator -Portal "$TestDrive/portal"
        $env:HUBSPOT_TOKEN = $simulator.Token
        $env:SALESFORCE_CLIENT_SECRET = $simulator.ClientSecret
        $user = (Invoke-RestMethod "$($simulator.SalesforceUrl)/_sim/records/User" | ForEach-Object { $_ } | Select-Object -First 1).Username

        # The folder in which the reader sits.
        Push-Location $simulator.Folder
        $goesBack = $Page -in 'Get-SalesforceActivity', 'Sync-SalesforceActivityToHubSpot', 'Invoke-ActivitySync', 'New-SyncPlan'
        $families = if ($goesBack) { "`nsalesforceToHubSpot: { tasks: { sync: true }, emails: { sync: true }, calls: { sync: true }, meetings: { sync: true } }" }
        Write-SimulatorSetting $simulator -Kind callMade, noteCreated -Path ./acme.yaml -Rest "reports:`n  - { name: Opens this quarter, kinds: [callMade], anyDate: true }$families"
        if ($goesBack) { $null = Initialize-HubSpotPortal ./acme.yaml -Confirm:$false }
        Set-Content ./sync.pem $rsa.ExportPkcs8PrivateKeyPem()
        $null = Invoke-RestMethod "$($simulator.SalesforceUrl)/_sim/certificate" -Method Put -Body $rsa.ExportSubjectPublicKeyInfoPem()
        Set-Content ./addresses.txt 'ada@customer.com', 'bo@customer.example.com'

        if ($Page -like '*-SyncMapping') {
            Set-SyncMapping ./acme.yaml tasks Region__c region
            Copy-Item ./acme.yaml ./sandbox.yaml
        }

        # One call was refused at first, and nothing is in its way any more.
        if ($Page -notlike 'about_HubSpotSalesforce' -and $Page -notlike 'Initialize-*') {
            Set-SimulatorRefusal $simulator hs-call-7001
            $null = Sync-ActivityToSalesforceTask ./acme.yaml -ErrorAction SilentlyContinue
            Set-SimulatorRefusal $simulator
            if ($Page -notin 'Resolve-SyncIssue', 'Get-SyncIssue') { $null = Sync-ActivityToSalesforceTask ./acme.yaml }
        }

        # What a reader types, and what he had before he came to the example.
        $token = ConvertTo-SimulatorSecret $simulator.Token
        $app = [pscredential]::new($simulator.ClientId, (ConvertTo-SimulatorSecret $simulator.ClientSecret))
        $sandbox = $simulator.SalesforceUrl
        $typed = @{ Token = $simulator.Token; Secret = $token; Credential = $app }
        Mock Read-Host { $AsSecureString ? $typed.Secret : $typed.Token }
        Mock Get-Credential { $typed.Credential }
        $PSDefaultParameterValues = @{ '*-Sync*:Confirm' = $false; 'Disabled' = $false }
    }
    AfterAll {
        Disconnect-HubSpot
        Disconnect-Salesforce
        'sandbox', 'acme' | ForEach-Object { Disconnect-HubSpot -Profile $_; Disconnect-Salesforce -Profile $_ }
        Pop-Location
        Stop-Simulator $simulator
    }

    BeforeEach {
        if ($Page -eq 'Resolve-SyncIssue' -and -not (Get-SyncIssue ./acme.yaml)) {
            Set-SimulatorRefusal $simulator hs-call-7001
            $null = Sync-ActivityToSalesforceTask ./acme.yaml -ActivityKey hs-call-7001 -ErrorAction SilentlyContinue
            Set-SimulatorRefusal $simulator
        }
    }

    It 'runs number <Number>, and gives what its cmdlets say they give' -ForEach $Examples {
        $ErrorActionPreference = 'Stop'
        if ($Code -match 'SALESFORCE_CLIENT_SECRET = Read-Host') { $Code = $Code -replace '(?m)^\$env:SALESFORCE_CLIENT_SECRET = .*$' }

        $given = @(. ([scriptblock]::Create((Format-Example $Code))))

        # The views show it without a fault of their own, which PowerShell keeps to itself unless it is asked.
        $ours = @($given | Where-Object { $_ -and $_.GetType().Namespace -like 'HubSpotSalesforce.*' } | Group-Object { $_.GetType().FullName } | ForEach-Object { $_.Group[0] })
        foreach ($one in $ours) {
            $shown = ($one | Format-Table -DisplayError | Out-String -Width 120) + ($one | Format-List -DisplayError | Out-String -Width 120)
            $shown | Should -Not -Match '#ERR' -Because "the views of $($one.GetType().Name) show it"
        }

        $declared = @(Get-Declared $Code)
        foreach ($type in $given | Where-Object { $_ -and $_.GetType().Namespace -like 'HubSpotSalesforce.*' } | ForEach-Object { $_.GetType().FullName } | Select-Object -Unique) {
            if ($Code -notmatch '\)\.\w') { $type | Should -BeIn $declared }
        }
    }
}
