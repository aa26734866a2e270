BeforeAll {
    Import-Module (& "$PSScriptRoot/Get-PackedModule.ps1") -Force
    $file = Join-Path $TestDrive 'settings.yaml'
    $null = New-SyncSetting $file -LoginUrl https://acme.my.salesforce.com -ClientId 3MVG9example -Kind callMade -HubSpotToken env:NOBODY_SETS_THIS -ClientSecret env:NOR_THIS
}

Describe 'Test-SyncSetting' {
    It 'says that a right file is right' {
        $check = Test-SyncSetting $file

        $check.IsValid | Should -BeTrue
        $check.Faults | Should -HaveCount 0
        $check.PSTypeNames | Should -Contain 'HubSpotSalesforce.Runs.SettingCheck'
    }

    It 'names each fault with line, column and what to do, and is no error' {
        Set-Content "$TestDrive/wrong.yaml" "version: 1`nhubspott: {}`nlimits: { maxDeletes: many }"

        $check = Test-SyncSetting "$TestDrive/wrong.yaml" -ErrorAction Stop

        $check.IsValid | Should -BeFalse
        $fault = $check.Faults | Where-Object Key -EQ 'limits.maxDeletes'
        $fault.Line | Should -Be 3
        $fault.Column | Should -Be 23
        $fault.Suggestion | Should -BeLike 'Write a whole number, such as 100.'
    }

    It 'names a file that is not there' {
        (Test-SyncSetting "$TestDrive/none.yaml").Faults.Message | Should -BeLike '*does not exist*'
    }

    It 'shows each fault with its advice, and a place where there is one' {
        Set-Content "$TestDrive/wrong.yaml" "version: 1`nhubspott: {}`nlimits: { maxDeletes: many }"

        $wrong = Test-SyncSetting "$TestDrive/wrong.yaml"
        $table = ($wrong | Out-String -Width 300) -replace '\e\[[0-9;]*m'
        $table | Should -Match '(?s)2,1:\s+There\s+is\s+no\s+key.*Did\s+you\s+mean\s+hubspot\?'
        $table | Should -Match '(?s)3,23:\s+limits\.maxDeletes\s+must.*Write\s+a\s+whole\s+number,\s+such\s+as\s+100\.'
        $none = Test-SyncSetting "$TestDrive/none.yaml"
        $none | Out-String -Width 300 | Should -Not -Match '0,0'
        $none.Faults | Format-Table | Out-String -Width 300 | Should -Not -Match '\b0\b'
        $none.Faults | Format-List | Out-String -Width 300 | Should -Not -Match 'Line|Column|Key'
    }

    It 'names a placeholder the kind does not have' {
        Copy-Item $file "$TestDrive/subject.yaml"
        Set-SyncSetting "$TestDrive/subject.yaml" -Kind callMade -Subject 'Call: {title}'
        (Get-Content "$TestDrive/subject.yaml" -Raw) -replace '\{title\}', '{titel}' | Set-Content "$TestDrive/subject.yaml"

        $fault = (Test-SyncSetting "$TestDrive/subject.yaml").Faults

        "$fault" | Should -BeLike '*{titel}*{title}*'
        $fault.Key | Should -Be 'timeline.kinds.callMade.subject'
        $fault.Line | Should -BeGreaterThan 1
        (Test-SyncSetting "$TestDrive/subject.yaml" | Out-String -Width 300) -replace '\e\[[0-9;]*m' | Should -Match "\s$($fault.Line),$($fault.Column):\s"
        { Set-SyncSetting $file -Kind callMade -Subject 'Call: {titel}' } | Should -Throw '*there is no placeholder {titel} for callMade*' -ErrorId 'SettingsInvalid,*' -Because 'what no run takes is refused when it is set'
    }

    It 'asks for the secrets when told to' {
        $check = Test-SyncSetting $file -IncludeSecret

        $check.Faults | Should -HaveCount 2
        $check.Faults[0].Key | Should -Be 'hubspot.token'
        $check.Faults[0].Line | Should -BeGreaterThan 0
        "$($check.Faults[0])" | Should -BeLike '*NOBODY_SETS_THIS*'
    }

    It 'takes files, and what names one, from the pipeline' {
        Copy-Item $file "$TestDrive/second.yaml"

        (Get-Item $file, "$TestDrive/second.yaml" | Test-SyncSetting).File | Should -HaveCount 2
        (Get-SyncSetting $file | Test-SyncSetting).IsValid | Should -BeTrue
        ($file | Get-SyncSetting).File | Should -Be $file
    }
}
