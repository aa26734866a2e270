BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small
    $first = Sync-ActivityToSalesforceTask $simulator.SettingPath -InformationVariable told
    $null = Sync-ActivityToSalesforceTask $simulator.SettingPath
    $id = $told.MessageData.RunId
}
AfterAll { Stop-Simulator $simulator }

Describe 'Get-SyncRun' {
    It 'gives the latest runs, newest first' {
        $runs = Get-SyncRun $simulator.SettingPath

        $runs | Should -HaveCount 2
        $runs[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.SyncRun'
        $runs[1].RunId | Should -Be $id
        $runs.Ending | Select-Object -Unique | Should -Be 'completed'
        $runs[1].Created | Should -Be $first.Count
        $runs[1].Skipped.NoLinkedContact | Should -Be 1
        $runs[1].EndedAt | Should -BeGreaterOrEqual $runs[1].StartedAt
    }

    It 'makes text of what was skipped' {
        $row = Get-SyncRun $simulator.SettingPath -RunId $id | ConvertTo-Csv | ConvertFrom-Csv

        $row.Skipped | Should -Match '^\d+ [A-Z]\w+(, \d+ [A-Z]\w+)*$'
        $row.Skipped | Should -Match '\b1 NoLinkedContact\b'
    }

    It 'asks neither side, and needs no secret' {
        $before = Get-SimulatorCallCount $simulator
        $env:SIMULATED_HUBSPOT_TOKEN = ''
        try {
            Get-SyncRun $simulator.SettingPath | Should -HaveCount 2
        } finally {
            Write-SimulatorSetting $simulator
        }
        Get-SimulatorCallCount $simulator | Should -Be $before
    }

    It 'gives as many as -Latest says' {
        (Get-SyncRun $simulator.SettingPath -Latest 1).Created | Should -Be 0
        { Get-SyncRun $simulator.SettingPath -Latest 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'gives the runs of these ids, and names one that is not there' {
        (Get-SyncRun $simulator.SettingPath -RunId $id, none -ErrorVariable unknown -ErrorAction SilentlyContinue).RunId | Should -Be $id

        $unknown.FullyQualifiedErrorId | Should -Be 'NotFound,HubSpotSalesforce.Cmdlets.GetSyncRunCommand'
        $unknown.CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    # O26
    It 'gives the skips that were kept when it is asked for them' {
        $run = Get-SyncRun $simulator.SettingPath -RunId $id -IncludeSkip

        $run.Skips.Key | Should -Be 'hs-call-5'
        $run.Skips.Code | Should -Be 'NoLinkedContact'
        (Get-SyncRun $simulator.SettingPath -RunId $id).Skips | Should -BeNullOrEmpty
    }

    It 'has no way to mix -Latest with -RunId' {
        { Get-SyncRun $simulator.SettingPath -Latest 1 -RunId $id } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'gives nothing where there was no run yet' {
        Write-SimulatorSetting $simulator -Path "$($simulator.Folder)/new.yaml"
        Set-SyncSetting "$($simulator.Folder)/new.yaml" state.path ./new.db

        Get-SyncRun "$($simulator.Folder)/new.yaml" | Should -BeNullOrEmpty

        Test-Path "$($simulator.Folder)/new.db" | Should -BeFalse
    }

    It 'is JSON that scripts can read' {
        $json = Get-SyncRun $simulator.SettingPath -RunId $id -IncludeSkip | ConvertTo-Json -Depth 4 | ConvertFrom-Json

        $json.Skipped.NoLinkedContact | Should -Be 1
        $json.Skips[0].Key | Should -Be 'hs-call-5'
    }

    It 'completes the ids of runs' {
        $line = "Get-SyncRun '$($simulator.SettingPath)' -RunId "

        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be (Get-SyncRun $simulator.SettingPath).RunId
    }

    It 'completes nothing, and is no error, without settings' {
        $line = "Get-SyncRun '$TestDrive/none.yaml' -RunId zz"
        $errors = $Error.Count

        ([Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches | Where-Object ResultType -EQ ParameterValue) | Should -BeNullOrEmpty

        $Error.Count | Should -Be $errors
    }

    It 'gives of the skips those with a code' {
        (Get-SyncRun $simulator.SettingPath -RunId $id -SkipCode nolinkedcontact).Skips.Key | Should -Be 'hs-call-5'
        (Get-SyncRun $simulator.SettingPath -RunId $id -SkipCode OutsideWindow).Skips | Should -BeNullOrEmpty
        { Get-SyncRun $simulator.SettingPath -SkipCode Whatever } | Should -Throw '*The codes are: NoContact,*'
    }

    It 'takes ids from the pipeline' {
        (Get-SyncRecord $simulator.SettingPath | Get-SyncRun $simulator.SettingPath).RunId | Should -Contain $id
    }
}
