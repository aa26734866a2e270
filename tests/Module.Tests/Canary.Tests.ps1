# Secrets are in no stream and no error, in any form, while calls fail and servers repeat what they were sent.
BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Generate 20x150 -Kind callMade, noteCreated, formSubmission, marketingEmailOpened

    function Get-Form([string] $Secret) {
        $bytes = [Text.Encoding]::UTF8.GetBytes($Secret)
        $Secret
        [uri]::EscapeDataString($Secret)
        $Secret.Replace('!', '\u0021')
        [Convert]::ToBase64String($bytes).TrimEnd('=').Substring(0, 12)
        [Convert]::ToBase64String([byte[]](@(0) + $bytes)).Substring(4, 12)
        [Convert]::ToBase64String([byte[]](@(0, 0) + $bytes)).Substring(4, 12)
    }

    function Get-Rule([string] $Endpoint, [int] $Status, [string] $Secret) {
        $told = "You are $Secret $([uri]::EscapeDataString($Secret)) $([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Secret)))"
        $body = @{ message = $told; errorCode = $told; category = $told; error = $told; error_description = $told }
        @{ endpoint = $Endpoint; status = $Status; times = 1; body = if ($Endpoint -like '*/services/data*') { , @($body) } else { $body }; headers = @{ 'Retry-After' = '1' } }
    }

    # Tokens are numbered as they are handed out, and a run asks for one.
    function Get-NextToken {
        $client = @{ grant_type = 'client_credentials'; client_id = $simulator.ClientId; client_secret = $simulator.ClientSecret }
        $last = (Invoke-RestMethod "$($simulator.SalesforceUrl)/services/oauth2/token" -Method Post -Body $client).access_token
        '00Dsim000000001!issued-{0:D6}' -f ([int]$last.Split('-')[1] + 1)
    }

    # All streams as text, an error with all that is inside.
    function Get-Said([scriptblock] $Script) {
        $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
        $ErrorActionPreference = 'Continue'
        $records = try { & $Script *>&1 } catch { $_ }
        foreach ($record in $records) {
            if ($record -is [Management.Automation.ErrorRecord]) {
                "$record", $record.Exception.ToString(), "$($record.TargetObject)", "$($record.ErrorDetails)", (ConvertTo-Json $record.Exception.Data -Depth 2 -WarningAction Ignore)
            } elseif ($record -is [Management.Automation.InformationalRecord] -or $record -is [Management.Automation.InformationRecord]) {
                "$record"
            } else {
                ConvertTo-Json $record -Depth 4 -WarningAction Ignore
            }
        }
    }
}
AfterAll { Stop-Simulator $simulator }

Describe 'Secrets' {
    It 'are in no stream of a run, its errors and what is looked up after it' {
        $said = [Collections.Generic.List[string]]::new()
        foreach ($endpoint in 'POST /crm/objects', 'POST /services/oauth2', 'PATCH /services/data', 'GET /services/data') {
            foreach ($status in 400, 401, 429) {
                $secret = if ($endpoint -like '*crm*') { $simulator.Token } elseif ($endpoint -like '*oauth2*') { $simulator.ClientSecret } else { Get-NextToken }
                Set-SimulatorFault $simulator (Get-Rule -Endpoint $endpoint -Status $status -Secret $secret)
                Get-Said { Sync-ActivityToSalesforceTask $simulator.SettingPath -Verbose -Debug -Confirm:$false } | ForEach-Object { $said.Add($_) }
            }
        }
        Set-SimulatorFault $simulator @{ endpoint = '/services/data'; truncate = 'body'; times = 2 }
        Get-Said { Sync-ActivityToSalesforceTask $simulator.SettingPath -Verbose -Debug -Confirm:$false } | ForEach-Object { $said.Add($_) }
        Set-SimulatorFault $simulator
        Get-Said { Get-SyncIssue $simulator.SettingPath; Get-SyncRun $simulator.SettingPath; Get-SyncConnection $simulator.SettingPath; Test-SyncConnection $simulator.SettingPath } | ForEach-Object { $said.Add($_) }

        $text = $said -join "`n"
        $text | Should -Match 'POST /services/oauth2/token'    # the streams were heard
        $text | Should -Match '\(secret\)|\(removed\)'
        foreach ($secret in $simulator.Token, $simulator.ClientSecret, '00Dsim000000001!issued-') {
            foreach ($form in Get-Form $secret) { $text.Contains($form) | Should -BeFalse -Because "form '$($form.Substring(0, 4))...' of a secret" }
        }
    }
}
