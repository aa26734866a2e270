BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
}

Describe 'Set-SyncSetting' {
    BeforeEach {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).yaml"
        $null = New-SyncSetting $file -LoginUrl https://acme.my.salesforce.com -ClientId 3MVG9example -Kind callMade
        $text = Get-Content $file -Raw
    }

    It 'sets a value and leaves all else as it was, comments included' {
        Set-SyncSetting $file limits.maxDeletes 7 | Should -BeNullOrEmpty

        Get-Content $file -Raw | Should -Be $text.Replace('maxDeletes: 100', 'maxDeletes: 7')
    }

    It 'sets what is said of kinds' {
        $setting = Set-SyncSetting $file -Kind noteCreated, taskCreated -Sync -TaskType Other -EnabledAt 2026-02-01T00:00:00Z -PassThru

        foreach ($kind in 'noteCreated', 'taskCreated') {
            $setting.Timeline.Kinds[$kind].Sync | Should -BeTrue
            $setting.Timeline.Kinds[$kind].TaskType | Should -Be 'Other'
            $setting.Timeline.Kinds[$kind].EnabledAt | Should -Be ([DateTimeOffset]'2026-02-01T00:00:00Z')
        }
        $setting.Timeline.Kinds['callMade'].TaskType | Should -BeNullOrEmpty
    }

    It 'turns a kind on from now on, where nothing else says when it began' {
        Set-SyncSetting $file timeline.enabledAt 2020-01-01
        $own = (Get-SyncSetting $file).Timeline.Kinds['callMade'].EnabledAt
        $before = [DateTimeOffset]::UtcNow.AddSeconds(-1)    # the file holds whole seconds

        $setting = Set-SyncSetting $file -Kind formSubmission, callMade -Sync -PassThru
        $again = Set-SyncSetting $file -Kind formSubmission -Sync -EnabledAt $null -PassThru
        $on = Set-SyncSetting $file -Kind formSubmission -Sync -PassThru

        $setting.Timeline.Kinds['formSubmission'].EnabledAt | Should -BeGreaterThan $before
        $setting.Timeline.Kinds['callMade'].EnabledAt | Should -Be $own
        $again.Timeline.Kinds['formSubmission'].EnabledAt | Should -BeNullOrEmpty
        $on.Timeline.Kinds['formSubmission'].EnabledAt | Should -BeNullOrEmpty -Because 'it was on, and goes on as it is'
    }

    It 'turns a kind off, and takes a value back to its default' {
        Set-SyncSetting $file -Kind callMade -Subject 'Spoke: {title}'
        $setting = Set-SyncSetting $file -Kind callMade -Sync:$false -Subject $null -PassThru

        $setting.Timeline.Kinds['callMade'].Sync | Should -BeFalse
        $setting.Timeline.Kinds['callMade'].Subject | Should -Be 'Call: {title}'
    }

    It 'writes <Name> as the file wants it' -ForEach @(
        @{ Name = 'a switch'; Key = 'timeline.includeFiltered'; Value = $true; Line = 'includeFiltered: true' }
        @{ Name = 'a list'; Key = 'contacts.linkBy'; Value = 'email', 'property'; Line = 'linkBy: [email, property]' }
        @{ Name = 'a moment'; Key = 'timeline.notBefore'; Value = [DateTimeOffset]'2026-03-01T00:00:00Z'; Line = 'notBefore: 2026-03-01T00:00:00Z' }
        @{ Name = 'a number'; Key = 'limits.maxCreates'; Value = 12; Line = 'maxCreates: 12' }
    ) {
        Set-SyncSetting $file $Key $Value

        Get-Content $file -Raw | Should -BeLike "*$($Line.Replace('[', '`[').Replace(']', '`]'))*"
    }

    It 'changes nothing under -WhatIf, nor when that is declined' {
        Set-SyncSetting $file limits.maxDeletes 7 -WhatIf
        $no = Invoke-Answering 2 { Set-SyncSetting $args[0] limits.maxDeletes 7 -Confirm } $file

        $no.Questions | Should -HaveCount 1
        Get-Content $file -Raw | Should -Be $text
    }

    It 'refuses under -WhatIf what it refuses without, in the same words' {
        $real, $tried = foreach ($whatIf in $false, $true) { try { Set-SyncSetting $file timeZone Mars/Base -WhatIf:$whatIf } catch { $_ } }

        $tried.FullyQualifiedErrorId | Should -BeLike 'SettingsInvalid,*'
        "$tried" | Should -Be "$real"
    }

    It 'leaves the file as it was when it would be wrong' {
        { Set-SyncSetting $file limits.maxDeletes many } | Should -Throw -ErrorId 'SettingsInvalid,HubSpotSalesforce.Cmdlets.SetSyncSettingCommand'

        Get-Content $file -Raw | Should -Be $text
    }

    It 'finds the key that was meant' {
        { Set-SyncSetting $file limits.maxDelete 7 } | Should -Throw -ExpectedMessage '*Did you mean limits.maxDeletes?*'
    }

    It 'repeats no secret that was pasted as a value' {
        $fault = try { Set-SyncSetting $file hubspot.token 'pat-na1-11111111-2222-3333' } catch { $_ }

        "$fault $($fault.Exception)" | Should -Not -Match '11111111'
        Get-Content $file -Raw | Should -Be $text
    }

    It 'asks what is to be set when a kind alone is given' {
        { Set-SyncSetting $file -Kind callMade } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*-Sync, -TaskType*'
    }

    It 'takes settings from the pipeline' {
        (Get-SyncSetting $file | Set-SyncSetting -Kind callMade -Sync -TaskType Call -PassThru).Timeline.Kinds['callMade'].TaskType | Should -Be 'Call'
    }

    It 'leaves a file of the pipeline that is wrong, and changes the others' {
        Set-Content "$TestDrive/wrong.yaml" "version: 1`nhubspott: {}"

        Get-Item "$TestDrive/wrong.yaml", $file | Set-SyncSetting -Key limits.maxDeletes -Value 7 -ErrorVariable wrong -ErrorAction SilentlyContinue

        $wrong.FullyQualifiedErrorId | Should -Be 'SettingsInvalid,HubSpotSalesforce.Cmdlets.SetSyncSettingCommand'
        (Get-SyncSetting $file).Limits.MaxDeletes | Should -Be 7
        { Set-SyncSetting "$TestDrive/wrong.yaml" limits.maxDeletes 7 } | Should -Throw -ErrorId 'SettingsInvalid,*'
    }
}
