using HubSpotSalesforce.Simulator.Salesforce.Records;

namespace HubSpotSalesforce.Simulator.Tests.Salesforce;

public sealed class RecordIdTests
{
    [Theory]
    [InlineData("003R000000ATjnC", "003R000000ATjnCIAT")]
    [InlineData("003R000000AZFUI", "003R000000AZFUIIA5")]
    [InlineData("005R0000000UyrW", "005R0000000UyrWIAS")]
    [InlineData("750R0000000zxr8", "750R0000000zxr8IAA")]
    [InlineData("00TUJ00000disvz", "00TUJ00000disvz2AA")]
    [InlineData("00TUJ00000disvz2AA", "00TUJ00000disvz2AA")]
    [InlineData("00TUJ00000disvz2aa", "00TUJ00000disvz2AA")]    // folded
    [InlineData("00TUJ00000disvz3AA", null)]    // checksum
    [InlineData("00TUJ00000disv", null)]
    [InlineData("00TUJ00000disv!", null)]
    [InlineData("", null)]
    public void An_id_of_15_characters_is_completed_and_one_of_18_checked(string id, string? full)
        => Assert.Equal(full, RecordId.Normalise(id));

    [Fact]
    public void Made_ids_are_valid_and_distinct()
    {
        string[] ids = [.. Enumerable.Range(0, 10_000).Select(number => RecordId.Make("00T", number))];

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(ids, id => Assert.Equal(id, RecordId.Normalise(id)));
    }
}
