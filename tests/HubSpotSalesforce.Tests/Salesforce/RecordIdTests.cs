using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Salesforce;

namespace HubSpotSalesforce.Tests.Salesforce;

public sealed class RecordIdTests
{
    [Theory]    // O19
    [InlineData("003R000000ATjnC", "003R000000ATjnCIAT")]
    [InlineData("003R000000AZFUI", "003R000000AZFUIIA5")]
    [InlineData("005R0000000UyrW", "005R0000000UyrWIAS")]
    [InlineData("750R0000000zxr8", "750R0000000zxr8IAA")]
    [InlineData("00TUJ00000disvz", "00TUJ00000disvz2AA")]
    [InlineData("00TUJ00000disvz2AA", "00TUJ00000disvz2AA")]
    [InlineData("  003R000000ATjnC\n", "003R000000ATjnCIAT")]
    [InlineData("003R000000ATjnCIAA", null)]    // a wrong checksum
    [InlineData("003r000000atjncIAT", null)]    // letters whose case was lost
    [InlineData("003R000000ATjn", null)]
    [InlineData("003R000000ATjnCI", null)]
    [InlineData("003R000000ATjnCIATx", null)]
    [InlineData("003R000000ATjn'", null)]
    [InlineData("003R000000ATjn\u00e9", null)]
    [InlineData("٠٠٣R000000ATjnC", null)]    // digits, but not these
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_id_gets_its_18_character_form_or_is_none(string? id, string? normal) => Assert.Equal(normal, RecordId.Normalize(id));

    [Fact]
    public void A_normal_id_stays_as_it_is_and_no_two_become_one()
    {
        Gen<string> ids = Gen.Elements("ABCXYZabcxyz0189".ToCharArray()).ArrayOf(15).Select(letters => new string(letters));

        Prop.ForAll(ids.ToArbitrary(), ids.ToArbitrary(), (one, other) =>
        {
            string normal = RecordId.Normalize(one)!;
            return normal.Length == 18
                && RecordId.Normalize(normal) == normal
                // That is what the three letters are for: forms that differ in case only differ in them.
                && (one == other) == normal.Equals(RecordId.Normalize(other), StringComparison.OrdinalIgnoreCase);
        }).QuickCheckThrowOnFailure();
    }
}
