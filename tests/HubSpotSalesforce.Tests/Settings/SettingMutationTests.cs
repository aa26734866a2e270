using HubSpotSalesforce.Settings;

namespace HubSpotSalesforce.Tests.Settings;

/// <summary>Laws that hold for any text, tried on files as slips of the hand leave them.</summary>
public sealed class SettingMutationTests
{
    private const int Mutations = 60;

    private static readonly string[] Slips = [":", " ", "\n", "\t", "{", "}", "[", "]", ",", "#", "'", "\"", "&a ", "*a", "- ", "? ", "|", ">", "!", "%", "@", "---\n", "\r", "\0", "\u2028", "\uD800", "~", "  ", "<<: *a", "key: "];

    private const string Text = SettingFile.Shortest + """
        # a comment
        timeZone: Europe/Warsaw   # another
        contacts:
          linkBy:
          - property
          - email
        timeline:
          enabledAt: 2026-11-21T00:00:00Z
          kinds:
            callMade: &on { sync: true, taskType: 'Call', fields: { CallType: "{direction}" } }
            noteCreated: *on
            taskCreated:
              sync: true
              subject: >-
                {subject}
        owners: { map: { anna@acme.com: anna@acme.com.prod } }
        limits: { maxDeletes: 7, apiCalls: { hubspot: 40% } }

        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_text_is_read_or_refused_with_faults_that_lie_in_it(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < Mutations; i++)
        {
            using SettingFile file = new(Mutated(random));
            int lines = file.Text.Split('\n').Length;

            Assert.All(file.Check(), fault => Assert.True(fault.Line >= 0 && fault.Line <= lines + 1 && fault.Suggestion.Length > 0, $"{fault}\n{file.Text}"));
        }
    }

    [Theory]
    [InlineData(3, "limits.maxDeletes", "9")]
    [InlineData(4, "timeline.kinds.taskCreated.subject", "it's \"a\": b #c")]
    [InlineData(5, "timeline.kinds.meetingScheduled.sync", "true")]
    [InlineData(6, "contacts.linkBy", "email")]
    [InlineData(7, "owners.map.bo@acme.com", "bo@acme.com.prod")]
    public void A_value_is_set_or_the_file_stays_and_nothing_else_is_read_otherwise(int seed, string path, string value)
    {
        Random random = new(seed);
        SettingEditor editor = new(_ => null);
        for (int i = 0; i < Mutations; i++)
        {
            using SettingFile file = new(Mutated(random));
            string before = file.Text;
            Dictionary<string, string?> others = file.Check() is [] ? Others(editor, file, path) : [];
            try
            {
                editor.Set(file.FullName, path, value);
            }
            catch (SyncException)
            {
                Assert.Equal(before, file.Text);
                continue;
            }

            Assert.True(value == editor.Get(file.FullName, path), $"{before}\n=>\n{file.Text}");
            Assert.Equal(others.Count == 0 ? [] : Others(editor, file, path), others);
        }
    }

    private static Dictionary<string, string?> Others(SettingEditor editor, SettingFile file, string path)
        => SettingKeys.Values().Where(entry => entry.Path != path).ToDictionary(entry => entry.Path, entry => editor.Get(file.FullName, entry.Path));

    private static string Mutated(Random random)
    {
        string text = Text;
        for (int slips = random.Next(1, 4); slips > 0; slips--)
        {
            int at = random.Next(text.Length);
            int length = random.Next(Math.Min(6, text.Length - at));
            string slip = Slips[random.Next(Slips.Length)];
            text = random.Next(3) switch
            {
                0 => text.Insert(at, slip),
                1 => text.Remove(at, length),
                _ => text.Remove(at, length).Insert(at, slip),
            };
        }

        return text;
    }
}
