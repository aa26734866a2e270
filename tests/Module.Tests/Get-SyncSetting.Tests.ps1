BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $file = Join-Path $TestDrive 'settings.yaml'
    $null = New-SyncSetting $file -LoginUrl https://acme.my.salesforce.com -ClientId 3MVG9example -Kind callMade
}

Describe 'Get-SyncSetting' {
    It 'gives what the file says, with every default filled in' {
        $setting = Get-SyncSetting $file

        $setting.File | Should -Be $file
        $setting.Salesforce.LoginUrl | Should -Be 'https://acme.my.salesforce.com/'
        $setting.Limits.MaxDeletes | Should -Be 100
        $setting.Timeline.Kinds['callMade'].Subject | Should -Be 'Call: {title}'
    }

    It 'shows each value in the list under the name by which it is reached' {
        $setting = Get-SyncSetting $file
        $names = [regex]::Matches(($setting | Format-List | Out-String), '(?m)^([\w.]+) +:').ForEach({ $_.Groups[1].Value })

        $names | Should -Contain 'Timeline.EnabledAt'
        foreach ($name in $names) {
            $at = $setting
            foreach ($part in $name -split '\.') {
                $part | Should -BeIn @($at | Get-Member -MemberType Property).Name
                $at = $at.$part
                if ($null -eq $at -or $at -is [array]) { break }
            }
        }
    }

    It 'gives references, never a secret' {
        $env:HUBSPOT_TOKEN = 'pat-na1-11111111-2222-3333'
        try {
            Get-SyncSetting $file | Format-List * | Out-String | Should -Not -Match '11111111'
        } finally {
            $env:HUBSPOT_TOKEN = $null
        }
    }

    It 'lets an environment variable go before the file' {
        $env:HUBSPOT_SALESFORCE_LIMITS_MAXDELETES = '7'
        try {
            (Get-SyncSetting $file).Limits.MaxDeletes | Should -Be 7
        } finally {
            $env:HUBSPOT_SALESFORCE_LIMITS_MAXDELETES = $null
        }
    }

    It 'names every fault of a file that is wrong' {
        Set-Content "$TestDrive/wrong.yaml" "version: 1`nhubspott: {}`nlimits: { maxDeletes: many }"

        { Get-SyncSetting "$TestDrive/wrong.yaml" } | Should -Throw -ErrorId 'SettingsInvalid,HubSpotSalesforce.Cmdlets.GetSyncSettingCommand' -ExpectedMessage '*(2,1)*hubspott*(3,*maxDeletes*'
    }

    It 'names a file of the pipeline that is wrong, and goes on with the others' {
        Set-Content "$TestDrive/wrong.yaml" "version: 1`nhubspott: {}"

        (Get-Item "$TestDrive/wrong.yaml", $file | Get-SyncSetting -ErrorVariable wrong -ErrorAction SilentlyContinue).File | Should -Be $file

        $wrong.FullyQualifiedErrorId | Should -Be 'SettingsInvalid,HubSpotSalesforce.Cmdlets.GetSyncSettingCommand'
    }

    It 'says where a path leads that leads to no file: <Path>' -ForEach @(
        @{ Path = 'nosuch:/a.yaml'; Says = "*'nosuch:/a.yaml' leads nowhere*'nosuch'*Get-PSDrive*" }
        @{ Path = 'env:/a.yaml'; Says = '*leads to Environment*path of a file*' }
        @{ Path = 'Nope::/a.yaml'; Says = '*leads nowhere*' }
    ) {
        { Get-SyncSetting $Path } | Should -Throw -ErrorId 'SettingsInvalid,HubSpotSalesforce.Cmdlets.GetSyncSettingCommand' -ExpectedMessage $Says
    }

    It 'says so where the current location is no folder' {
        Push-Location env:
        try { { Get-SyncSetting } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*Set-Location*' } finally { Pop-Location }
    }

    It 'takes files as Get-ChildItem gives them, by a drive of PowerShell too' {
        $null = New-PSDrive -Name Settings -PSProvider FileSystem -Root $TestDrive -Scope Global
        try {
            (Get-ChildItem Settings:/settings.yaml | Get-SyncSetting).File | Should -Be $file
            (Get-Item $file | Select-Object PSPath | Get-SyncSetting).File | Should -Be $file
            (Get-SyncSetting Settings:/settings.yaml).File | Should -Be $file
        } finally {
            Remove-PSDrive Settings -Scope Global
        }
    }
}

Describe 'Get-SyncSetting -Key' {
    BeforeAll {
        New-SyncSetting "$TestDrive/acme.yaml" -LoginUrl https://acme.my.salesforce.com -ClientId x -Kind callMade -TimeZone Europe/Warsaw | Out-Null
    }

    It 'gives one value, whether the file says it or not' {
        $zone, $keep = Get-SyncSetting "$TestDrive/acme.yaml" timeZone, waiting.keep

        $zone.Value.Id | Should -Be 'Europe/Warsaw'
        $zone.IsInFile | Should -BeTrue
        $keep.IsInFile | Should -BeFalse
    }

    It 'takes wildcards' {
        (Get-SyncSetting "$TestDrive/acme.yaml" limits.*).Key | Should -Be 'limits.maxCreates', 'limits.maxCreatesPerRun', 'limits.maxDeletes', 'limits.bulkFrom', 'limits.apiCalls.hubspot', 'limits.apiCalls.salesforce'
        @(Get-SyncSetting "$TestDrive/acme.yaml" *).Count | Should -BeGreaterThan 100
    }

    It 'names the key that is near to one that is none' {
        { Get-SyncSetting "$TestDrive/acme.yaml" limits.maxCreate } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*Did you mean limits.maxCreates?*'
    }

    It 'feeds Set-SyncSetting, values of every sort: <_>' -ForEach 'timeZone', 'state.keep', 'timeline.enabledAt', 'limits.apiCalls.salesforce', 'contacts.linkBy', 'hubspot.token', 'timeline.kinds.callMade.sync' {
        Copy-Item "$TestDrive/acme.yaml" "$TestDrive/other.yaml"

        Get-SyncSetting "$TestDrive/acme.yaml" $_ | Set-SyncSetting "$TestDrive/other.yaml"

        "$((Get-SyncSetting "$TestDrive/other.yaml" $_).Value)" | Should -Be "$((Get-SyncSetting "$TestDrive/acme.yaml" $_).Value)"
    }
}
