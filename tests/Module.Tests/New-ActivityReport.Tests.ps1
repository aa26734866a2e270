BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1"), "$PSScriptRoot/Simulator.psm1" -Force
    $simulator = Start-Simulator -Portal small -Kind callMade, noteCreated
    Write-SimulatorSetting $simulator -Kind callMade, noteCreated -Rest "reports:`n  - { name: All calls, kinds: [callMade], anyDate: true }`n  - { name: Notes, kinds: [noteCreated], anyDate: true }"
    $null = Sync-ActivityToSalesforceTask $simulator.SettingPath
    $written = @(Get-SimulatorTask $simulator)
}
AfterAll { Stop-Simulator $simulator }

Describe 'New-ActivityReport' {
    It 'gives each activity as an object' {
        $rows = New-ActivityReport $simulator.SettingPath -AnyDate

        $rows | Should -HaveCount $written.Count
        $rows[0].PSTypeNames | Should -Contain 'HubSpotSalesforce.Reports.ReportRow'
        $rows.Key | Sort-Object | Should -Be ($written.HubSpot_Activity_Id__c | Sort-Object)
    }

    # R43
    It 'runs a saved report by its name, and parameters go before it' {
        (New-ActivityReport $simulator.SettingPath 'all calls').Kind | Select-Object -Unique | Should -Be 'callMade'
        (New-ActivityReport $simulator.SettingPath 'All calls' -Kind noteCreated).Kind | Select-Object -Unique | Should -Be 'noteCreated'
    }

    It 'names the saved reports there are when a name is wrong' {
        { New-ActivityReport $simulator.SettingPath 'Calls' } | Should -Throw -ErrorId 'NotFound,HubSpotSalesforce.Cmdlets.NewActivityReportCommand'
    }

    It 'completes the names of saved reports, and what to group by' {
        $names = (TabExpansion2 "New-ActivityReport -SettingPath '$($simulator.SettingPath)' -Name a" ).CompletionMatches.CompletionText
        $groups = (TabExpansion2 'New-ActivityReport -GroupBy o').CompletionMatches.CompletionText

        $names | Should -Be "'All calls'"
        $groups | Should -Be 'owner'
    }

    It 'counts by what they have in common' {
        $groups = New-ActivityReport $simulator.SettingPath -AnyDate -GroupBy kind

        ($groups | Measure-Object Activities -Sum).Sum | Should -Be $written.Count
        $groups.Name | Should -Be 'callMade', 'noteCreated'
    }

    It 'says that it counts by one word only' {
        { New-ActivityReport $simulator.SettingPath -GroupBy kind, week } | Should -Throw "*'GroupBy'*one word, such as week*"
    }

    It 'gives the figures of the whole' {
        $summary = New-ActivityReport $simulator.SettingPath -AnyDate -Summary

        $summary.Activities | Should -Be $written.Count
        $summary.Sync.Created | Should -Be $written.Count
        ($summary | Format-List | Out-String) | Should -Match 'Activities: '
    }

    It 'writes <_>, and nothing beside it' -ForEach 'report.html', 'report.csv', 'report.xlsx', 'report.json' {
        $file = New-ActivityReport $simulator.SettingPath -AnyDate -OutFile "$TestDrive/$_"

        $file | Should -BeOfType IO.FileInfo
        $file.PSPath | Should -Be (Get-Item "$TestDrive/$_").PSPath    # without what the provider adds, the columns of its view are blank
        $file.Length | Should -BeGreaterThan 400
        (Get-ChildItem $TestDrive -Filter "$_*").Name | Should -Be $_
    }

    It 'replaces a file only with -Force' {
        Set-Content "$TestDrive/old.csv" 'old'

        { New-ActivityReport $simulator.SettingPath -OutFile "$TestDrive/old.csv" } | Should -Throw -ErrorId 'ReportInvalid,*'
        Get-Content "$TestDrive/old.csv" | Should -Be 'old'
        $null = New-ActivityReport $simulator.SettingPath -AnyDate -OutFile "$TestDrive/old.csv" -Force
        (Import-Csv "$TestDrive/old.csv").Count | Should -Be $written.Count
    }

    It 'refuses an extension that is no format' {
        { New-ActivityReport $simulator.SettingPath -OutFile "$TestDrive/report.pdf" } | Should -Throw '*.html, .csv, .xlsx or .json*'
    }

    It 'writes and asks nothing under -WhatIf' {
        $before = Get-SimulatorCallCount $simulator

        New-ActivityReport $simulator.SettingPath -OutFile "$TestDrive/no.html" -WhatIf | Should -BeNullOrEmpty

        Test-Path "$TestDrive/no.html" | Should -BeFalse
        Get-SimulatorCallCount $simulator | Should -Be $before
    }

    It 'writes no file without a yes' {
        $asked = Invoke-Answering 2 { New-ActivityReport $args[0] -OutFile $args[1] -Confirm } $simulator.SettingPath, "$TestDrive/no.html"

        @($asked.Questions) | Should -HaveCount 1
        Test-Path "$TestDrive/no.html" | Should -BeFalse
    }

    It 'tells the filters that are in effect and each request under -Verbose' {
        $told = New-ActivityReport $simulator.SettingPath -Who leads -Status open -Verbose 4>&1 3>$null | Where-Object { $_ -is [Management.Automation.VerboseRecord] }

        "$($told[0])" | Should -BeLike 'Report of activities with leads: *; From HubSpot; Open.'
        @($told | Where-Object { $_ -like 'GET */queryAll*' }) | Should -Not -BeNullOrEmpty
    }

    It 'shows a table by day' {
        $shown = New-ActivityReport $simulator.SettingPath -AnyDate | Out-String -Width 120

        $shown | Should -Match 'Date: \d{4}-\d\d-\d\d'
        $shown | Should -Match 'Kind +Subject +Person +Owner +Status'
    }

    It 'refuses <Case>' -ForEach @(
        @{ Case = 'a family that is none'; Splat = @{ Who = 'accounts' } }
        @{ Case = 'a kind that is none'; Splat = @{ Kind = 'callMad' } }
        @{ Case = 'a first day after the last'; Splat = @{ From = '2026-02-01'; To = '2026-01-01' } }
        @{ Case = 'a first day and a number of days'; Splat = @{ From = '2026-02-01'; Days = 3 } }
        @{ Case = 'an unknown owner'; Splat = @{ Owner = 'nobody' } }
    ) {
        { New-ActivityReport $simulator.SettingPath @Splat } | Should -Throw
    }

    It 'says what a day looks like where -<_> is none' -ForEach 'From', 'To' {
        $given = @{ $_ = 'gestern' }

        { New-ActivityReport $simulator.SettingPath @given } | Should -Throw "*'$_'*'gestern' is no day*2026-10-01*"
    }

    It 'leaves no file when it is stopped' {
        $slow = Start-Simulator -Portal small -Latency 2000 -Bare
        try {
            $shell = [powershell]::Create().AddCommand('Import-Module').AddArgument((& "$PSScriptRoot/Get-PackedModule.ps1")).AddStatement().
            AddCommand('New-ActivityReport').AddParameter('SettingPath', $slow.SettingPath).AddParameter('OutFile', "$TestDrive/stopped.html").AddParameter('AnyDate')
            $running = $shell.BeginInvoke()
            while (-not (Test-Path "$TestDrive/stopped.html*") -and -not $running.IsCompleted) { [Threading.Thread]::Yield() }
            $shell.Stop()

            Test-Path "$TestDrive/stopped.html*" | Should -BeFalse
        } finally {
            $shell.Dispose()
            Stop-Simulator $slow
        }
    }

    It 'does not take -Summary:$false for rows' {
        { New-ActivityReport $simulator.SettingPath -Summary:$false } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage '*-Summary chooses*'
    }

    It 'takes one period, before any request: <_>' -ForEach @{ From = '2026-01-01'; Days = 3 }, @{ From = '2026-01-01'; AnyDate = $true }, @{ From = '2026-01-01'; Days = 3; AnyDate = $true } {
        $before = Get-SimulatorCallCount $simulator

        { New-ActivityReport $simulator.SettingPath @_ } | Should -Throw -ErrorId 'ReportInvalid,*' -ExpectedMessage '*Give one of the two.'

        Get-SimulatorCallCount $simulator | Should -Be $before
    }
}

Describe 'New-ActivityReport, given a path of no file system' {
    It 'says that it leads nowhere' {
        { New-ActivityReport ./none.yaml -OutFile nosuch:/r.html } | Should -Throw -ErrorId 'SettingsInvalid,*' -ExpectedMessage '*nosuch*leads nowhere*'
    }
}
