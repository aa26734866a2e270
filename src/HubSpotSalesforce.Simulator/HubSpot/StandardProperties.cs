namespace HubSpotSalesforce.Simulator.HubSpot;

/// <summary>The properties HubSpot gives each type of record, as far as activities and their contacts need them.</summary>
internal static class StandardProperties
{
    // A line: name, type, then "ro" for read-only, or the values of an enumeration.
    private const string OfActivities = """
        hs_timestamp datetime
        hubspot_owner_id enumeration
        hs_createdate datetime ro
        hs_lastmodifieddate datetime ro
        hs_object_id number ro
        hs_attachment_ids string
        hs_body_preview string ro
        hs_body_preview_html string ro
        hs_body_preview_is_truncated bool ro
        hs_created_by number ro
        hs_created_by_user_id number ro
        hs_modified_by number ro
        hs_updated_by_user_id number ro
        hs_all_owner_ids enumeration ro
        hubspot_team_id enumeration
        hubspot_owner_assigneddate datetime ro
        hs_queue_membership_ids enumeration
        hs_at_mentioned_owner_ids enumeration
        hs_engagement_source string
        hs_engagement_source_id string
        hs_object_source string ro
        hs_object_source_id string ro
        hs_object_source_label string ro
        hs_object_source_detail_1 string ro
        hs_object_source_user_id number ro
        hs_unique_creation_key string ro
        hs_unique_id string
        hs_merged_object_ids string ro
        hs_gdpr_deleted bool
        hs_was_imported bool ro
        hs_read_only bool ro
        """;

    private const string OfCalls = """
        hs_call_title string
        hs_call_body string
        hs_call_direction enumeration INBOUND OUTBOUND
        hs_call_status enumeration BUSY CALLING_CRM_USER CANCELED COMPLETED CONNECTING FAILED IN_PROGRESS MISSED NO_ANSWER QUEUED RINGING
        hs_call_duration number
        hs_call_disposition enumeration
        hs_call_from_number string
        hs_call_to_number string
        hs_call_callee_object_id number
        hs_call_callee_object_type string
        hs_call_recording_url string
        hs_call_source string
        hs_call_app_id number
        hs_call_external_id string
        hs_activity_type enumeration
        """;

    private const string OfEmails = """
        hs_email_direction enumeration EMAIL INCOMING_EMAIL FORWARDED_EMAIL
        hs_email_status enumeration BOUNCED FAILED SCHEDULED SENDING SENT
        hs_email_subject string
        hs_email_text string
        hs_email_html string
        hs_email_headers string
        hs_email_from_email string ro
        hs_email_from_firstname string ro
        hs_email_from_lastname string ro
        hs_email_sender_email string ro
        hs_email_to_email string ro
        hs_email_to_firstname string ro
        hs_email_to_lastname string ro
        hs_email_cc_email string ro
        hs_email_bcc_email string ro
        hs_email_open_count number ro
        hs_email_click_count number ro
        hs_email_reply_count number ro
        hs_email_sent_count number ro
        hs_email_open_rate number ro
        hs_email_click_rate number ro
        hs_email_reply_rate number ro
        hs_not_tracking_opens_or_clicks bool
        hs_email_tracker_key string
        hs_email_send_event_id string ro
        hs_email_send_event_id_created datetime ro
        hs_email_message_id string
        hs_email_thread_id string
        hs_email_logged_from string
        hs_email_sent_via string
        hs_email_associated_contact_id number
        hs_incoming_email_is_out_of_office bool
        hs_sequence_id number
        hs_template_id number
        hs_campaign_guid string
        """;

    private const string OfMeetings = """
        hs_meeting_title string
        hs_meeting_body string
        hs_internal_meeting_notes string
        hs_meeting_start_time datetime
        hs_meeting_end_time datetime
        hs_meeting_outcome enumeration SCHEDULED COMPLETED RESCHEDULED NO_SHOW CANCELED
        hs_meeting_location string
        hs_meeting_location_type enumeration ADDRESS CUSTOM PHONE
        hs_meeting_external_url string
        hs_i_cal_uid string
        hs_meeting_calendar_event_hash string
        hs_meeting_source string
        hs_meeting_source_id string
        hs_meeting_created_from_link_id number
        hs_attendee_owner_ids enumeration
        hs_activity_type enumeration
        """;

    private const string OfTasks = """
        hs_task_subject string
        hs_task_body string
        hs_task_status enumeration NOT_STARTED IN_PROGRESS WAITING DEFERRED COMPLETED
        hs_task_priority enumeration NONE LOW MEDIUM HIGH
        hs_task_type enumeration TODO CALL EMAIL LINKED_IN_MESSAGE LINKED_IN_CONNECT
        hs_task_completion_date datetime
        hs_task_is_all_day bool
        hs_task_reminders string
        hs_task_relative_reminders string
        hs_task_repeat_interval string
        hs_task_for_object_type string
        hs_num_associated_contacts number ro
        """;

    private const string OfCommunications = """
        hs_communication_channel_type enumeration WHATS_APP LINKEDIN_MESSAGE SMS
        hs_communication_logged_from string
        hs_communication_body string
        """;

    private const string OfContacts = """
        email string
        firstname string
        lastname string
        phone string
        jobtitle string
        company string
        lifecyclestage enumeration subscriber lead marketingqualifiedlead salesqualifiedlead opportunity customer evangelist other
        createdate datetime ro
        lastmodifieddate datetime ro
        hs_object_id number ro
        hubspot_owner_id enumeration
        hs_additional_emails string
        hs_merged_object_ids string ro
        hs_calculated_merged_vids string ro
        salesforcecontactid string
        salesforceleadid string
        salesforceaccountid string
        salesforceownerid string
        salesforcelastsynctime datetime
        salesforcedeleted bool
        recent_conversion_date datetime ro
        recent_conversion_event_name string ro
        num_conversion_events number ro
        hs_sales_email_last_replied datetime ro
        hs_sales_email_last_opened datetime ro
        hs_sales_email_last_clicked datetime ro
        hs_email_last_open_date datetime ro
        hs_email_last_click_date datetime ro
        notes_last_contacted datetime ro
        hs_object_source string ro
        hs_object_source_id string ro
        """;

    private const string OfOthers = """
        createdate datetime ro
        hs_lastmodifieddate datetime ro
        hs_object_id number ro
        hubspot_owner_id enumeration
        hs_merged_object_ids string ro
        hs_object_source string ro
        hs_object_source_id string ro
        """;

    /// <summary>The definitions of a type; names are unique.</summary>
    public static IEnumerable<CrmProperty> Of(CrmObjectType type) => type.Name switch
    {
        "calls" => Read(OfActivities, OfCalls),
        "emails" => Read(OfActivities, OfEmails),
        "meetings" => Read(OfActivities, OfMeetings),
        "tasks" => Read(OfActivities, OfTasks),
        "notes" => Read(OfActivities, "hs_note_body string"),
        "communications" => Read(OfActivities, OfCommunications),
        "postal_mail" => Read(OfActivities, "hs_postal_mail_body string"),
        "contacts" => Read(OfContacts),
        "companies" => Read(OfOthers, "name string\ndomain string\nsalesforceaccountid string\nsalesforcelastsynctime datetime"),
        "deals" => Read(OfOthers, "dealname string\namount number\ndealstage enumeration\nclosedate datetime\nhs_salesforceopportunityid string"),
        _ => Read(OfOthers, "subject string\ncontent string"),
    };

    private static IEnumerable<CrmProperty> Read(params string[] tables)
        => tables.SelectMany(table => table.Split('\n', StringSplitOptions.TrimEntries)).Select(Definition);

    private static CrmProperty Definition(string line)
    {
        string[] words = line.Split(' ');
        bool isReadOnly = words is [_, _, "ro"];
        return new CrmProperty(words[0], words[1])
        {
            IsReadOnly = isReadOnly,
            IsUnique = words[0] is "email" or "hs_object_id",
            Options = isReadOnly ? [] : words[2..],
        };
    }
}
