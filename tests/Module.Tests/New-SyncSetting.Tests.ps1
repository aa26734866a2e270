BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $org = @{ LoginUrl = 'https://acme.my.salesforce.com'; ClientId = '3MVG9example' }
}

Describe 'New-SyncSetting' {
    BeforeEach { $file = Join-Path $TestDrive "$([guid]::NewGuid()).yaml" }

    It 'writes a file with comments that is valid, and the schema beside it' {
        $setting = New-SyncSetting $file @org -Kind callMade, noteCreated -EnabledAt 2026-01-01T00:00:00Z

        $setting.PSTypeNames | Should -Contain 'HubSpotSalesforce.Settings.SyncSetting'
        $setting.Timeline.Kinds['callMade'].Sync | Should -BeTrue
        $setting.Timeline.Kinds['callMade'].EnabledAt | Should -Be ([DateTimeOffset]'2026-01-01T00:00:00Z')
        $setting.Timeline.Kinds['taskCreated'].Sync | Should -BeFalse
        Get-Content $file -Raw | Should -Match '(?m)^# Secrets'
        Test-Path "$TestDrive/hubspot-salesforce.schema.json" | Should -BeTrue
        (Test-SyncSetting $file).IsValid | Should -BeTrue
    }

    It 'takes <Given> as <Moment>, as Set-SyncSetting does' -ForEach @(
        @{ Given = '2026-10-01'; Moment = '2026-09-30T22:00:00Z' }
        @{ Given = '2026-10-01Z'; Moment = '2026-10-01T00:00:00Z' }
        @{ Given = '2026-10-01T08:00:00+01:00'; Moment = '2026-10-01T07:00:00Z' }
        @{ Given = ([DateTimeOffset]'2026-10-01T00:00:00Z').UtcDateTime; Moment = '2026-10-01T00:00:00Z' }
        @{ Given = [DateTimeOffset]'2026-10-01T00:00:00+02:00'; Moment = '2026-09-30T22:00:00Z' }
    ) {
        $made = New-SyncSetting $file @org -TimeZone Europe/Warsaw -Kind callMade, noteCreated, taskCreated -EnabledAt $Given
        $made.Timeline.Kinds['callMade'].EnabledAt | Should -Be ([DateTimeOffset]$Moment)

        Set-SyncSetting $file timeline.kinds.noteCreated.enabledAt $Given
        $set = Set-SyncSetting $file -Kind taskCreated -EnabledAt $Given -PassThru
        $set.Timeline.Kinds['noteCreated'].EnabledAt | Should -Be ([DateTimeOffset]$Moment)
        $set.Timeline.Kinds['taskCreated'].EnabledAt | Should -Be ([DateTimeOffset]$Moment)
    }

    It 'asks for a whole address' {
        { New-SyncSetting "$TestDrive/acme.yaml" -LoginUrl acme -ClientId 3MVG9 } | Should -Throw "*'LoginUrl'*'acme' is no whole address*https://acme.my.salesforce.com*"
    }

    It 'names the forms of a moment it takes' {
        { New-SyncSetting $file @org -EnabledAt yesterday } | Should -Throw "*'yesterday' is no moment. Write it as 2026-10-01T08:00:00Z,*or 2026-10-01 for*"
    }

    It 'turns on families of the way back' {
        $setting = New-SyncSetting $file @org -Family tasks, meetings -EnabledAt 2026-01-01T00:00:00Z

        $setting.Reverse.Families.Values | Where-Object Sync | ForEach-Object Family | Sort-Object | Should -Be 'meetings', 'tasks'
        $setting.Reverse.Families['tasks'].EnabledAt | Should -Be ([DateTimeOffset]'2026-01-01T00:00:00Z')
    }

    It 'leaves a file that is there, unless forced' {
        Set-Content $file 'mine'

        { New-SyncSetting $file @org } | Should -Throw -ErrorId 'SettingsInvalid,HubSpotSalesforce.Cmdlets.NewSyncSettingCommand'
        Get-Content $file | Should -Be 'mine'
        (New-SyncSetting $file @org -Force).File | Should -Be $file
    }

    It 'writes nothing under -WhatIf' {
        New-SyncSetting $file @org -WhatIf | Should -BeNullOrEmpty

        Test-Path $file | Should -BeFalse
    }

    It 'refuses under -WhatIf what it refuses without: <Name>' -ForEach @(
        @{ Name = 'an unknown zone'; With = @{ TimeZone = 'Mars/Base' }; Says = "*The time zone of the new file: 'Mars/Base' is not a time zone.*" }
        @{ Name = 'a file that is there'; With = @{ SettingPath = 'there.yaml' }; Says = '*exists already*' }
    ) {
        if ($With.SettingPath) { Set-Content ($With.SettingPath = "$TestDrive/there.yaml") 'mine' } else { $With.SettingPath = $file }

        { New-SyncSetting @org @With -WhatIf } | Should -Throw -ExpectedMessage $Says
    }

    It 'writes nothing when that is declined' {
        Import-Module "$PSScriptRoot/Simulator.psm1" -Force

        { New-SyncSetting "$TestDrive/local.yaml" -LoginUrl http://127.0.0.1:8080 -ClientId x } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*-AllowLoopback*'
        Test-Path "$TestDrive/local.yaml" | Should -BeFalse
        $no = Invoke-Answering 2 { New-SyncSetting $args[0] -LoginUrl https://acme.my.salesforce.com -ClientId x -Confirm } $file

        $no.Questions | Should -HaveCount 1
        Test-Path $file | Should -BeFalse
    }

    It 'refuses a secret in place of a reference, without repeating it' {
        $fault = try { New-SyncSetting $file @org -HubSpotToken 'pat-na1-11111111-2222-3333' } catch { $_ }

        $fault.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        "$fault $($fault.Exception)" | Should -Not -Match '11111111'
        Test-Path $file | Should -BeFalse
    }

    It 'takes a private key with its user' {
        $setting = New-SyncSetting $file @org -PrivateKey file:./key.pem -Username sync@acme.com

        "$($setting.Salesforce.PrivateKey)" | Should -Be 'file:./key.pem'
        $setting.Salesforce.ClientSecret | Should -BeNullOrEmpty
    }

    It 'takes a relative path from the current location' {
        Push-Location $TestDrive
        try {
            (New-SyncSetting here.yaml @org).File | Should -Be (Join-Path $TestDrive 'here.yaml')
        } finally {
            Pop-Location
        }
    }

    It 'asks for what it needs, and helps who does not know: <_>' -ForEach 'LoginUrl', 'ClientId', 'PrivateKey', 'Username' {
        $parameter = (Get-Command New-SyncSetting).Parameters[$_].Attributes.Where({ $_ -is [Parameter] })

        $parameter.Mandatory | Should -Contain $true
        $parameter.HelpMessage | Should -Not -BeNullOrEmpty
    }

    It 'puts no drive of PowerShell into the file: <StorePath>' -ForEach @(
        @{ StorePath = 'TestDrive:/state.db'; Is = '*/state.db' }
        @{ StorePath = './state.db'; Is = '*/state.db' }
    ) {
        $setting = New-SyncSetting "$TestDrive/store.yaml" -LoginUrl https://acme.my.salesforce.com -ClientId x -StorePath $StorePath -Force

        $setting.Store.Path | Should -BeLike $Is
        $setting.Store.Path | Should -Not -BeLike '*TestDrive:*'
        { New-SyncSetting "$TestDrive/store.yaml" -LoginUrl https://acme.my.salesforce.com -ClientId x -StorePath nosuch:/state.db -Force } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*leads nowhere*'
    }
}
