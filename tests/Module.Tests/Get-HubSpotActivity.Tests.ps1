BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small -Kind callMade, noteCreated
}
AfterAll { Stop-Simulator $simulator }

Describe 'Get-HubSpotActivity' {
    It 'gives the activities of the kinds that are on, and changes nothing' {
        $before = @(Get-SimulatorLog $simulator).Count

        $read = Get-HubSpotActivity $simulator.SettingPath

        $read.Key | Sort-Object | Should -Be 'hs-call-1', 'hs-call-2', 'hs-call-3', 'hs-call-4', 'hs-call-5', 'hs-note-11'
        $read[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.Activities.Activity'
        @(Get-SimulatorLog $simulator) | Should -HaveCount $before
        Test-Path $simulator.StorePath | Should -BeFalse
    }

    It 'gives what scripts filter by' {
        $call = Get-HubSpotActivity $simulator.SettingPath -Kind callMade | Where-Object Owner -EQ anna@acme.example.com | Select-Object -First 1

        $call.Kind | Should -Be 'callMade'
        $call.OccurredAt | Should -BeOfType DateTimeOffset
        $call.ContactIds | Should -Be '101'
        $call.Values['direction'] | Should -Be 'OUTBOUND'
    }

    It 'takes the kinds it is given, in any case' {
        (Get-HubSpotActivity $simulator.SettingPath -Kind NOTECREATED).Key | Should -Be 'hs-note-11'
    }

    It 'begins with -Since and ends before -Until' {
        $read = Get-HubSpotActivity $simulator.SettingPath -Kind callMade -Since 2026-10-06T09:00:00Z -Until 2026-10-08T09:00:00Z

        $read.Key | Sort-Object | Should -Be 'hs-call-2', 'hs-call-3'
    }

    It 'says what a moment looks like where -<_> is none' -ForEach 'Since', 'Until' {
        $given = @{ $_ = 'gestern' }

        { Get-HubSpotActivity $simulator.SettingPath @given } | Should -Throw "*'$_'*'gestern' is no moment*2026-10-01*"
    }

    It 'stops reading for Select-Object -First' {
        Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = '/notes/'; delayMs = 60000 }
        try {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            Get-HubSpotActivity $simulator.SettingPath | Select-Object -First 1 | Should -HaveCount 1
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        } finally {
            Set-SimulatorFault $simulator
        }
    }

    It 'gives what came before the fault that ends it' {
        Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = '/notes/'; status = 403; body = @{ status = 'error'; category = 'MISSING_SCOPES'; message = 'no' } }
        try {
            $read = [Collections.Generic.List[object]]::new()
            { Get-HubSpotActivity $simulator.SettingPath | ForEach-Object { $read.Add($_) } } | Should -Throw -ErrorId 'ScopeMissing,HubSpotSalesforce.Cmdlets.GetHubSpotActivityCommand'
            $read | Should -HaveCount 5
        } finally {
            Set-SimulatorFault $simulator
        }
    }

    # O12
    It 'warns of a kind that the account does not include, and is an error when it was asked for by name' {
        Write-SimulatorSetting $simulator -Kind callMade, salesContentViewed -Path "$($simulator.Folder)/views.yaml"
        Set-SimulatorFault $simulator @{ host = 'hubspot'; endpoint = 'GET /events/event-occurrences'; status = 403; times = 100 }
        try {
            Get-HubSpotActivity "$($simulator.Folder)/views.yaml" -WarningVariable told -WarningAction SilentlyContinue | Should -HaveCount 5
            "$told" | Should -BeLike 'salesContentViewed: left out.*'
            { Get-HubSpotActivity "$($simulator.Folder)/views.yaml" -Kind salesContentViewed } | Should -Throw -ErrorId 'ScopeMissing,*'
        } finally {
            Set-SimulatorFault $simulator
        }
    }

    It 'tells each request under -Verbose' {
        $said = Get-HubSpotActivity $simulator.SettingPath -Kind callMade -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }

        $said -like 'POST /crm/objects/*/calls/*200*(hubspot)' | Should -Not -BeNullOrEmpty
    }

    It 'names the settings file it does not find' {
        { Get-HubSpotActivity "$TestDrive/none.yaml" } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*none.yaml*New-SyncSetting*'
    }

    It 'finds hubspot-salesforce.yaml at the current location' {
        Write-SimulatorSetting $simulator -Path "$($simulator.Folder)/hubspot-salesforce.yaml"
        Push-Location $simulator.Folder
        try {
            Get-HubSpotActivity | Should -HaveCount 5
        } finally {
            Pop-Location
        }
    }

    It 'refuses a time that ends before it begins, before any request' {
        $before = Get-SimulatorCallCount $simulator

        { Get-HubSpotActivity $simulator.SettingPath -Since 2026-11-01 -Until 2026-10-01 } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*-Until (2026-10-01*Exchange the two.'

        Get-SimulatorCallCount $simulator | Should -Be $before
    }
}
