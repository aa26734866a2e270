using FsCheck;
using FsCheck.Fluent;
using HubSpotSalesforce.Activities;

namespace HubSpotSalesforce.Tests.Activities;

public sealed class ActivityKeyTests
{
    [Theory]
    [InlineData("calls", "7001", "hs-call-7001")]
    [InlineData("emails", "7001", "hs-email-7001")]
    [InlineData("meetings", "7001", "hs-meeting-7001")]
    [InlineData("notes", "7001", "hs-note-7001")]
    [InlineData("tasks", "98765432109876", "hs-task-98765432109876")]
    public void An_object_has_its_type_and_id_for_a_key(string type, string id, string key)
        => Assert.Equal(key, ActivityKey.OfObject(type, id));

    // R31: the identity of an event is its stamp and its id; one second, two events, two keys.
    [Theory]
    [InlineData(1763625662345, "a-1", 1763625662345, "a-1", true)]
    [InlineData(1763625662345, "a-1", 1763625662345, "a-2", false)]
    [InlineData(1763625662345, "a-1", 1763625662346, "a-1", false)]
    public void Events_share_a_key_only_when_both_stamp_and_id_are_the_same(long created, string id, long otherCreated, string otherId, bool isSame)
        => Assert.Equal(isSame, ActivityKey.OfEmailEvent(created, id) == ActivityKey.OfEmailEvent(otherCreated, otherId));

    // O10
    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(500)]
    public void A_key_past_64_characters_keeps_its_beginning_and_the_whole_of_its_hash(int length)
    {
        string key = "hs-form-" + new string('x', length - 8);

        string fit = ActivityKey.Fit(key);

        Assert.Equal(64, fit.Length);
        Assert.StartsWith("hs-form-", fit, StringComparison.Ordinal);
        Assert.Equal(length <= 64, fit == key);
        Assert.Matches("^[A-Za-z0-9_-]+$", fit);
    }

    // O10: a key is the same for ever, so the very letters are pinned.
    [Fact]
    public void The_hash_in_a_key_is_base64url_of_its_SHA_256()
        => Assert.Equal("hs-form-aaaaaaaaaaaaadl72nhu-pjW_3vzCuVvrYTK5ccYvc30pMEU-QVfHy14", ActivityKey.Fit("hs-form-" + new string('a', 92)));

    [Fact]
    public void Different_keys_stay_different_and_none_is_too_long()
    {
        Gen<string> ids = from length in Gen.Choose(1, 120)
                          from letters in Gen.Elements("0123456789abcdef-".ToCharArray()).ArrayOf(length)
                          select new string(letters);

        Prop.ForAll(ids.ToArbitrary(), ids.ToArbitrary(), (one, other) =>
        {
            (string key, string otherKey) = (ActivityKey.OfSubmission(one), ActivityKey.OfSubmission(other));
            return key.Length <= ActivityKey.MaxLength && key == ActivityKey.OfSubmission(one) && (key == otherKey) == (one == other);
        }).QuickCheckThrowOnFailure();
    }
}
