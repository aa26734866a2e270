using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HubSpotSalesforce.Reports;

namespace HubSpotSalesforce.Tests.Reports;

/// <summary>A report in a browser: what it draws, whom it asks, and how it is used without a mouse.</summary>
public sealed partial class ReportPageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hubspot-salesforce-page-");

    public static TheoryData<int, int, bool> Windows => new() { { 1280, 900, false }, { 1280, 900, true }, { 390, 844, false }, { 390, 844, true } };

    private static string Axe { get; } = File.ReadAllText(Path.Combine(Repository.Root, "tests", "HubSpotSalesforce.Tests", "Reports", "Vendor", "axe.min.js"));

    [BrowserTheory]
    [MemberData(nameof(Windows))]
    public async Task A_report_draws_its_charts_fits_the_window_complains_of_nothing_and_asks_nobody(int width, int height, bool isDark)
    {
        string file = SampleReport.Write(_folder.FullName, "report.html", SampleReport.Rows());
        await using Browser browser = await Browser.StartAsync();

        await browser.OpenAsync(file, width, height, isDark);
        JsonArray marks = (await browser.EvaluateAsync("[...document.querySelectorAll('.chart')].map(chart => [chart.dataset.chart, chart.querySelectorAll('.mark-rect path').length])"))!.AsArray();
        int overflow = (int)(await browser.EvaluateAsync("document.documentElement.scrollWidth - window.innerWidth"))!;

        Assert.Empty(browser.Complaints);
        Assert.Equal([new Uri(file).AbsoluteUri], browser.Requests);
        Assert.Equal(["days", "kinds", "owners", "campaigns", "funnels"], marks.Select(mark => mark![0]!.ToString()));
        Assert.All(marks, mark => Assert.True((int)mark![1]! >= 3, $"{mark[0]} has {mark[1]} marks."));
        Assert.True(overflow <= 0, $"The page is {overflow} pixels wider than its window.");
    }

    [BrowserFact]
    public async Task The_policy_of_the_page_lets_nothing_in_from_outside_and_no_script_but_its_own()
    {
        string file = SampleReport.Write(_folder.FullName, "report.html", SampleReport.Rows());
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(file, 1280, 900, isDark: false);

        JsonArray refused = (await browser.EvaluateAsync("""
            new Promise(done => {
              const seen = new Set();
              const end = () => done([...seen].sort().concat(String(window.ran)));
              addEventListener('securitypolicyviolation', told => { seen.add(told.effectiveDirective); if (seen.size === 5) end(); });
              setTimeout(end, 10000);
              const add = (name, what) => document.body.append(Object.assign(document.createElement(name), what));
              fetch('http://127.0.0.1:9/').catch(() => {});
              add('img', { src: 'http://127.0.0.1:9/a.png' });
              add('iframe', { src: 'http://127.0.0.1:9/' });
              add('style', { textContent: 'body { color: red }' });
              add('script', { textContent: 'window.ran = true' });
            })
            """))!.AsArray();

        Assert.Equal(["connect-src", "frame-src", "img-src", "script-src-elem", "style-src-elem", "undefined"], refused.Select(one => one!.ToString()));
    }

    [BrowserTheory]
    [MemberData(nameof(Windows))]
    public async Task Axe_finds_nothing_against_a_report(int width, int height, bool isDark)
    {
        string file = SampleReport.Write(_folder.FullName, "report.html", SampleReport.Rows());
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(file, width, height, isDark);
        await browser.EvaluateAsync("document.querySelectorAll('details').forEach(one => { one.open = true; })");

        await browser.EvaluateAsync(Axe);
        JsonArray found = (await browser.EvaluateAsync("axe.run().then(result => result.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target + ' ' + node.failureSummary).join('; ')}`))"))!.AsArray();

        Assert.Empty(found.Select(one => one!.ToString()));
    }

    [BrowserFact]
    public async Task A_table_sorts_and_filters_by_the_keyboard_alone()
    {
        string file = SampleReport.Write(_folder.FullName, "report.html", SampleReport.Rows());
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(file, 1280, 900, isDark: false);

        await browser.TabToAsync("e.closest('#t-activities th')?.textContent === 'Person'");
        await browser.PressAsync("Enter");
        string[] ascending = await PeopleAsync(browser);
        string? order = (await browser.EvaluateAsync("document.activeElement.closest('th').ariaSort"))?.ToString();
        await browser.PressAsync("Space");
        string[] descending = await PeopleAsync(browser);

        Assert.Equal("ascending", order);
        Assert.Equal("Bo Łukasik", ascending[0]);
        Assert.Equal("Zoë Ångström", ascending[^1]);
        Assert.Equal(ascending[0], descending[^1]);
        Assert.Equal("Zoë Ångström", descending[0]);

        await browser.EvaluateAsync("document.body.focus(); window.scrollTo(0, 0); document.activeElement.blur()");
        await browser.TabToAsync("e.matches('input') && e.getAttribute('aria-controls') === 't-activities'");
        await browser.TypeAsync("moss REPLIED");
        string[] filtered = await PeopleAsync(browser);
        string said = (await browser.EvaluateAsync("document.querySelector('output[for=t-activities]').textContent"))!.ToString();

        Assert.InRange(filtered.Length, 1, ascending.Length - 1);
        Assert.All(filtered, person => Assert.Equal("Dana Moss", person));
        Assert.Equal($"{filtered.Length} of {ascending.Length} rows", said);
        Assert.Empty(browser.Complaints);
    }

    [BrowserFact]
    public async Task Numbers_sort_as_numbers()
    {
        string file = SampleReport.Write(_folder.FullName, "report.html", SampleReport.Rows());
        await using Browser browser = await Browser.StartAsync();
        await browser.OpenAsync(file, 1280, 900, isDark: false);

        await browser.EvaluateAsync("[...document.querySelectorAll('#t-kinds th button')].find(button => button.textContent === 'Activities').click()");
        int[] counts = [.. (await browser.EvaluateAsync("[...document.querySelectorAll('#t-kinds tbody tr')].map(row => Number(row.cells[1].dataset.sort))"))!.AsArray().Select(count => (int)count!)];

        Assert.Equal(counts.OrderDescending(), counts);
        Assert.True(counts[0] >= 10 && counts[^1] < 10, "Counts of one and of two digits are needed.");
    }

    [BrowserFact]
    public async Task Hostile_texts_stay_texts()
    {
        ReportRow[] rows = [.. SampleReport.Rows(150).Select((row, number) => row with
        {
            Subject = "Opened: " + Hostile.Texts[number % Hostile.Texts.Length],
            Person = Hostile.Texts[(number + 1) % Hostile.Texts.Length],
            Account = Hostile.Texts[(number + 2) % Hostile.Texts.Length],
            Owner = Hostile.Texts[(number + 3) % Hostile.Texts.Length],
            OwnerId = $"005{number % Hostile.Texts.Length:D12}AAA",
            Status = Hostile.Texts[(number + 4) % Hostile.Texts.Length],
            Kind = number % 3 == 0 ? Hostile.Texts[number % Hostile.Texts.Length] : "marketingEmailOpened",
            Url = "javascript:alert(1)",
        })];
        string file = SampleReport.Write(_folder.FullName, "report.html", rows, summary => summary with
        {
            Name = Hostile.Texts[0],
            Filters = Hostile.Texts,
            Notes = Hostile.Texts,
            Org = Hostile.Texts[0],
            MostEngaged = [.. summary.MostEngaged.Select(person => person with { Name = Hostile.Texts[0], Company = Hostile.Texts[1], Url = "javascript:alert(2)" })],
            Sync = summary.Sync! with
            {
                Skipped = [.. Hostile.Texts.Select(text => new ReportReason(text, 1, text, text))],
                Failed = [.. Hostile.Texts.Select(text => new ReportFailure(text, text, text, text, 1, DateTimeOffset.UnixEpoch))],
            },
        });
        await using Browser browser = await Browser.StartAsync();

        await browser.OpenAsync(file, 1280, 900, isDark: false);
        JsonNode seen = (await browser.EvaluateAsync("""
            ({
              scripts: document.scripts.length, strange: [...document.querySelectorAll('img, iframe, object, embed, form, base, svg a, [style*=url]')].map(e => e.outerHTML.slice(0, 200)),
              links: [...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(href => !href.startsWith('#')),
              handlers: [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length,
              owned: typeof window.owned, marks: document.querySelectorAll('.mark-rect path').length, text: document.body.innerText,
            })
            """))!;

        Assert.Empty(browser.Complaints);
        Assert.Equal([new Uri(file).AbsoluteUri], browser.Requests);
        Assert.Equal(3, (int)seen["scripts"]!);
        Assert.Empty(seen["strange"]!.AsArray().Select(element => element!.ToString()));
        Assert.Equal((0, "undefined"), ((int)seen["handlers"]!, seen["owned"]!.ToString()));
        Assert.Empty(seen["links"]!.AsArray());
        Assert.True((int)seen["marks"]! > 10);
        Assert.Contains("<script>window.owned=1</script>", seen["text"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotMatch(Direction(), seen["text"]!.ToString());
    }

    [BrowserFact]
    public async Task An_empty_report_says_so()
    {
        string file = SampleReport.Write(_folder.FullName, "report.html", []);
        await using Browser browser = await Browser.StartAsync();

        await browser.OpenAsync(file, 1280, 900, isDark: false);

        Assert.Empty(browser.Complaints);
        Assert.StartsWith("No activity passes these filters.", (await browser.EvaluateAsync("document.querySelector('.empty').textContent"))!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, (int)(await browser.EvaluateAsync("document.querySelectorAll('.chart').length"))!);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string[]> PeopleAsync(Browser browser)
        => [.. (await browser.EvaluateAsync("[...document.querySelectorAll('#t-activities tbody tr')].filter(row => !row.hidden).map(row => row.cells[3].textContent)"))!.AsArray().Select(person => person!.ToString())];

    [GeneratedRegex("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")]
    private static partial Regex Direction();
}
