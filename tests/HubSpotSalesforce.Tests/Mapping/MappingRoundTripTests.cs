using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;
using HubSpotSalesforce.Mapping;
using static HubSpotSalesforce.Tests.Mapping.FamilySample;

namespace HubSpotSalesforce.Tests.Mapping;

/// <summary>O6: what was written to the other side reads there as it was meant, whatever people typed.</summary>
public sealed class MappingRoundTripTests
{
    private static readonly Gen<string?> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => (string?)text),
        Gen.Elements("<script>alert(1)</script>", "&lt;b&gt;", "&nbsp;", "a  b", "\t", " ", "\r\n", "\n", "- ", "<p>", "</p>", "<!--", "&", ";", "\"", "'", "\u2028", "\f", "\u0000", "😀", "\u00a0", "-- \nHubSpot ", "{subject}", "null", "<br", ">")
            .ListOf().Select(parts => (string?)string.Concat(parts)));

    private static readonly Gen<string?> Stamps = Gen.OneOf(
        (from seconds in Gen.Choose(-2_000_000_000, 2_000_000_000) from millis in Gen.Choose(0, 999) select (string?)$"{seconds}{millis:000}"),
        (from day in Gen.Choose(0, 30_000) from minute in Gen.Choose(0, 1439) select (string?)new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day).AddMinutes(minute).ToString("yyyy-MM-dd'T'HH:mm:ss'.000+0000'", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Elements<string?>("2026-03-29T01:30:00Z", "2026-10-25T00:30:00.999Z", "2026-03-05", "", null, "soon", "99999999999999999999"));

    private static readonly Gen<string?> Numbers = Gen.OneOf(
        ArbMap.Default.GeneratorFor<int>().Select(number => (string?)$"{number}"),
        Gen.Elements<string?>("0", "-0.0", "1e3", "007", "1.50", "", null, "many", "79228162514264337593543950335", "1e40", "0.0000000000000000000000000001", "419500"));

    [Fact]
    public void What_goes_to_HubSpot_reads_there_as_it_was_meant()
    {
        Prop.ForAll(Anywhere().ToArbitrary(), Zones().ToArbitrary(), (at, zone) =>
        {
            FamilyMapping family = All(at.Family, zone);
            FieldMapping mapping = family.Mappings[at.Index % family.Mappings.Count];
            Activity row = Row(at.Family, new() { [mapping.Field] = at.Value, ["IsAllDayEvent"] = at.Index % 2 == 0 ? "true" : "false" });
            string? meant = family.CanonicalOfSalesforce(mapping, row);
            MappedValue sent = family.ToHubSpot(mapping, row, null);
            string? read = family.CanonicalOfHubSpot(mapping, sent.Raw, meant);

            // What has no counterpart is not sent, or is told; a required date gets a stand-in; several values may share one option.
            bool isExact = sent.IsWritten && sent.Note is null && !(mapping.IsRequired && meant is null) && !IsMany(mapping);
            return !isExact || Same(meant, read);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void What_goes_to_Salesforce_reads_there_as_it_was_meant()
    {
        Prop.ForAll(Anywhere().ToArbitrary(), Zones().ToArbitrary(), (at, zone) =>
        {
            FamilyMapping family = All(at.Family, zone);
            FieldMapping mapping = family.Mappings[at.Index % family.Mappings.Count];
            string? meant = family.CanonicalOfHubSpot(mapping, at.Value);
            MappedValue sent = family.ToSalesforce(mapping, at.Value, Row(at.Family));
            string? read = family.CanonicalOfSalesforce(mapping, Row(at.Family, new() { [mapping.Field] = sent.Raw }));

            // A text that looks like our own footer is the one that reads otherwise; a base for each side bears it (O6).
            bool isFooter = at.Value?.Contains("HubSpot ", StringComparison.Ordinal) == true;
            return !sent.IsWritten || sent.Note is not null || isFooter || Same(meant, read);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void A_canonical_value_is_its_own()
    {
        Prop.ForAll(Anywhere().ToArbitrary(), at =>
        {
            FamilyMapping family = All(at.Family, "Europe/Warsaw");
            FieldMapping mapping = family.Mappings[at.Index % family.Mappings.Count];
            string? once = family.CanonicalOfSalesforce(mapping, Row(at.Family, new() { [mapping.Field] = at.Value }));
            string? twice = family.CanonicalOfSalesforce(mapping, Row(at.Family, new() { [mapping.Field] = once }));
            bool isFooter = at.Value?.Contains("HubSpot ", StringComparison.Ordinal) == true;
            return isFooter || Same(once, twice);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    [Fact]
    public void Nothing_in_a_text_becomes_markup()
    {
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            string html = HtmlText.Of(text ?? "");
            return !html.Replace("<br>", "", StringComparison.Ordinal).AsSpan().ContainsAny('<', '>', '"')
                && PlainText.FromHtml(html) == PlainText.Tidy(text).Replace('\t', ' ');
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static bool IsMany(FieldMapping mapping) => mapping.Values.Count > 0 || mapping.Conversion is FieldConversion.Choice or FieldConversion.Status or FieldConversion.Choices;

    private static Gen<(ActivityFamily Family, int Index, string? Value)> Anywhere()
        => from family in Gen.Elements(ActivityFamily.All.ToArray())
           from index in Gen.Choose(0, 60)
           from value in Gen.OneOf(Texts, Stamps, Numbers, Gen.Elements<string?>("Completed", "High", "true", "FALSE", "A;B", "B; A;", "\0;'", "A;\u200b;B", "one", "COMPLETED", "INBOUND", null))
           select (family, index, value);

    private static Gen<string> Zones() => Gen.Elements("UTC", "Europe/Warsaw", "America/New_York", "Pacific/Kiritimati");

    private static FamilyMapping All(ActivityFamily family, string zone) => Compiled(family, zone, own: family == ActivityFamily.Meetings ? [] :
    [
        new FieldMapping { Field = "Note__c", Property = "note" }, new FieldMapping { Field = "Long__c", Property = "long" }, new FieldMapping { Field = "Amount__c", Property = "amount" },
        new FieldMapping { Field = "Agreed__c", Property = "agreed" }, new FieldMapping { Field = "Topics__c", Property = "topics" }, new FieldMapping { Field = "Level__c", Property = "level" },
        new FieldMapping { Field = "Follow__c", Property = "follow" }, new FieldMapping { Field = "Until__c", Property = "until" },
    ]);

    private static bool Same(string? one, string? other) => (one ?? "") == (other ?? "");
}
