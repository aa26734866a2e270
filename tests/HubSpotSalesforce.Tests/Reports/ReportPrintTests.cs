using System.Text.Json.Nodes;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>A report on paper.</summary>
public sealed class ReportPrintTests : IDisposable
{
    private const int Paper = 688;    // what A4 leaves between margins of 14 mm, in pixels of CSS

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hubspot-salesforce-print-");

    [BrowserTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_printed_has_every_row_and_column_in_ink_on_paper_and_nothing_to_click(bool isDark)
    {
        string file = SampleReport.Write(_folder.FullName, "report.html", SampleReport.Rows());
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(file, 1280, 900, isDark);

        await browser.LayOutForPrintAsync(Paper, isDark);
        JsonNode seen = (await browser.EvaluateAsync("""
            (() => {
              const shown = selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility());
              const said = e => `${e.tagName} ${e.id || e.className} ${e.textContent.slice(0, 30)}`;
              return {
                controls: shown('input, output, select, details, summary, .tools, .skip, .tip').map(said),
                arrows: shown('th button').filter(e => getComputedStyle(e, '::after').content !== 'none').length,
                beyond: shown('main *').filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(said),
                cut: shown('.scroll').filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).map(said),
                rows: shown('#t-activities tbody tr').length, there: document.querySelectorAll('#t-activities tbody tr').length,
                charts: shown('.chart svg').length, colours: [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color],
              };
            })()
            """))!;

        Assert.Empty(seen["controls"]!.AsArray().Select(control => control!.ToString()));
        Assert.Equal(0, (int)seen["arrows"]!);
        Assert.Empty(seen["beyond"]!.AsArray().Select(part => part!.ToString()));
        Assert.Empty(seen["cut"]!.AsArray().Select(table => table!.ToString()));
        Assert.Equal((200, 200), ((int)seen["rows"]!, (int)seen["there"]!));
        Assert.Equal(5, (int)seen["charts"]!);
        Assert.Equal(["rgb(255, 255, 255)", "rgb(17, 17, 17)"], seen["colours"]!.AsArray().Select(colour => colour!.ToString()));
    }

    // What scrolls in a window would be cut off after one sheet.
    [BrowserFact]
    public async Task A_long_table_goes_on_from_sheet_to_sheet()
    {
        int few = await SheetsAsync(50);
        int many = await SheetsAsync(1_000);

        Assert.True(many >= few + 10, $"50 rows take {few} sheets, 1,000 rows {many}.");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<int> SheetsAsync(int rows)
    {
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(SampleReport.Write(_folder.FullName, "report.html", SampleReport.Rows(rows)), 1280, 900, isDark: false);
        return await browser.PrintAsync();
    }
}
