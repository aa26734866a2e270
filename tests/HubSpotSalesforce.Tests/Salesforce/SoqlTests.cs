using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Tests.Salesforce;

public sealed class SoqlTests
{
    [Fact]
    public void A_query_is_written_from_its_parts()
        => Assert.Equal(
            "SELECT Id, Email FROM Contact WHERE Email IN ('a@x.com','o\\'hara@x.com') AND IsDeleted = FALSE AND Name = 'x' AND Phone != NULL ORDER BY Id LIMIT 5",
            Soql.Select("Contact", "Id", "Email").In("Email", ["a@x.com", "o'hara@x.com"]).Is("IsDeleted", false).Is("Name", "x").IsSet("Phone").OrderBy("Id").Limit(5).ToString());

    [Fact]
    public void No_value_finds_nothing_and_not_everything()
        => Assert.Equal("SELECT Id FROM Task WHERE Id = NULL AND Id != NULL ORDER BY Id", Soql.Select("Task", "Id").In("Id", []).ToString());

    [Theory]
    [InlineData("1 2", "a", "(Id IN ('1','2') OR Email IN ('a'))")]
    [InlineData("1", "", "Id IN ('1')")]
    [InlineData("", "a", "Email IN ('a')")]
    [InlineData("", "", "Id = NULL AND Id != NULL")]
    public void One_field_or_another_is_asked_for_as_far_as_there_are_values(string ids, string emails, string condition)
    {
        Soql soql = Soql.Select("Lead", "Id").Is("IsDeleted", false).InEither("Id", Parts(ids), "Email", Parts(emails));

        Assert.Equal($"SELECT Id FROM Lead WHERE IsDeleted = FALSE AND {condition} ORDER BY Id", soql.ToString());
    }

    [Fact]
    public void Days_and_parts_of_texts_and_several_fields_are_conditions_too()
        => Assert.Equal(
            "SELECT Id FROM Task WHERE ActivityDate >= 2026-11-01 AND ActivityDate <= 2026-11-30 AND Subject LIKE '%o\\'hara%' AND Subject LIKE 'Opened%' "
            + "AND Key__c = NULL AND (Name IN ('x') OR Email IN ('x')) ORDER BY ActivityDate DESC NULLS LAST, Id",
            Soql.Select("Task", "Id").Between("ActivityDate", new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30)).Contains("Subject", "o'hara").StartsWith("Subject", "Opened")
                .IsNotSet("Key__c").InAny(["x"], "Name", "Email").OrderByDescending("ActivityDate", "Id").ToString());

    [Theory]
    [InlineData("50%", @"50\%")]
    [InlineData("a_b", @"a\_b")]
    [InlineData(@"a\b", @"a\\b")]
    [InlineData(@"\%", @"\\\%")]
    [InlineData("x' OR Name LIKE '", @"x\' OR Name LIKE \'")]
    public void A_part_of_a_text_is_no_pattern(string part, string written)
        => Assert.Equal($"SELECT Id FROM Task WHERE Subject LIKE '{written}%' ORDER BY Id", Soql.Select("Task", "Id").StartsWith("Subject", part).ToString());

    [Fact]
    public void Places_in_an_order_and_times_are_written_as_literals()
    {
        DateTimeOffset nine = new(2026, 3, 1, 10, 0, 0, 250, TimeSpan.FromHours(1));

        Assert.Equal(
            "SELECT Id FROM Task WHERE SystemModstamp >= 2026-03-01T09:00:00.250Z ORDER BY SystemModstamp, Id",
            Soql.Select("Task", "Id").From("SystemModstamp", nine).OrderBy("SystemModstamp", "Id").ToString());
        Assert.Equal(
            "SELECT Id FROM Task WHERE (SystemModstamp > 2026-03-01T09:00:00.250Z OR (SystemModstamp = 2026-03-01T09:00:00.250Z AND Id > '1')) AND Id > '\\'' ORDER BY Id",
            Soql.Select("Task", "Id").After("SystemModstamp", nine, "1").AfterId("'").ToString());
        Assert.Equal(
            "SELECT Id FROM Task WHERE (Type = 'x' OR Type = NULL) AND ((Day__c >= 2026-03-01 AND Day__c <= 2026-03-02) OR (Day__c = NULL AND CreatedDate >= 2026-03-01T09:00:00.250Z AND CreatedDate < 2026-03-02T09:00:00.250Z)) ORDER BY Id",
            Soql.Select("Task", "Id").IsOrEmpty("Type", "x").Within("Day__c", "CreatedDate", nine, nine.AddDays(1)).ToString());
    }

    [Theory]
    [InlineData("Id FROM User")]
    [InlineData("Id'")]
    [InlineData("Id,Name")]
    [InlineData("COUNT(Id)")]
    [InlineData("N\u00e4me")]
    [InlineData("")]
    public void A_name_that_is_none_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => Soql.Select("Task", name));
        Assert.Throws<ArgumentException>(() => Soql.Select(name, "Id"));
        Assert.Throws<ArgumentException>(() => Soql.Select("Task", "Id").Is(name, "x"));
        Assert.Throws<ArgumentException>(() => Soql.Select("Task", "Id").In(name, ["x"]));
        Assert.Throws<ArgumentException>(() => Soql.Select("Task", "Id").OrderBy(name));
    }

    [Theory]
    [InlineData("x' OR Name != '")]
    [InlineData(@"x\' OR Name != \'")]
    [InlineData(@"\")]
    [InlineData("'")]
    [InlineData("a\nb\r\t\f\b\0\u0085\u2028\"")]
    [InlineData("%_*?")]
    [InlineData("😀")]
    public void A_hostile_value_stays_a_value(string value) => Assert.Equal(value, ReadBack(Soql.Quote(value)));

    [Fact]
    public void Any_value_reads_back_as_it_was()
    {
        Gen<string> values = Gen.OneOf(
            Gen.Elements("'", "\\", "\"", "\n", "u0041", "\\u0041", "\0", "OR", " ").ListOf().Select(string.Concat),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

        Prop.ForAll(values.ToArbitrary(), value => ReadBack(Soql.Quote(value)) == value).QuickCheckThrowOnFailure();
    }

    private static string[] Parts(string values) => values.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // A reader of literals by the list of escapes alone ("Quoted String Escape Sequences"); what is not in it is an error, as it is there.
    private static string ReadBack(string literal)
    {
        Assert.Equal('\'', literal[0]);
        StringBuilder text = new();
        int at = 1;
        while (literal[at] != '\'')
        {
            if (literal[at] != '\\')
            {
                Assert.False(char.IsControl(literal[at]), "A control character stands in a literal.");
                text.Append(literal[at++]);
                continue;
            }

            char escape = literal[at + 1];
            if (escape == 'u')
            {
                text.Append((char)int.Parse(literal.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 6;
                continue;
            }

            const string Escapes = "nrtbf\"'\\";
            const string Meant = "\n\r\t\b\f\"'\\";
            Assert.Contains(escape, Escapes);
            text.Append(Meant[Escapes.IndexOf(escape, StringComparison.Ordinal)]);
            at += 2;
        }

        Assert.Equal(literal.Length - 1, at);    // the literal ends where the query thinks it does
        return text.ToString();
    }
}
