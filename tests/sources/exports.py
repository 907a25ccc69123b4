"""Small exports in the real headings of each tool, with the traps of its format, and what must come of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@dataclass(frozen=True)
class Export:
    """One file of a tool and its expected rows: field -> values in the order of the file."""

    name: str
    tool: str
    content: str | list[list[Any]]  # text of a csv, or rows of a sheet
    expected: dict[str, list[Any]]
    notes: tuple[str, ...] = ()
    table: str = "incidents"
    counts: dict[str, int] = field(default_factory=dict)  # of the account, besides accepted
    encoding: str = "utf-8"
    suffix: str = ".csv"


# a history: one row a change of an incident, as the audit log of a tool has it
AUDIT = """number,incident_state,reassignment_count,sys_mod_count,made_sla,caller_id,opened_at,sys_updated_by,sys_updated_at,assignment_group,assigned_to,resolved_at,closed_at
INC1,New,0,0,true,Caller 1,27/5/2021 07:40,Ann,27/5/2021 07:52,Desk,?,27/5/2021 15:05,4/6/2021 09:30
INC1,Active,0,1,true,Caller 1,27/5/2021 07:40,Ann,27/5/2021 08:10,Desk,Bo,27/5/2021 15:05,4/6/2021 09:30
INC1,Awaiting User Info,0,2,true,Caller 1,27/5/2021 07:40,Bo,27/5/2021 10:45,Desk,Bo,27/5/2021 15:05,4/6/2021 09:30
INC1,Resolved,1,3,true,Caller 1,27/5/2021 07:40,Cy,27/5/2021 15:05,Net,Cy,27/5/2021 15:05,4/6/2021 09:30
INC1,Closed,1,4,false,Caller 1,27/5/2021 07:40,Cy,4/6/2021 09:30,Net,Cy,27/5/2021 15:05,4/6/2021 09:30
INC2,New,0,0,true,Caller 2,1/6/2021 11:20,Ann,1/6/2021 11:31,Desk,?,?,?
INC2,Active,0,1,true,Caller 2,1/6/2021 11:20,Ann,1/6/2021 13:00,Desk,Ann,?,?
"""

EXPORTS = [
    Export(
        "servicenow labels",
        "servicenow",
        [
            [
                "Number",
                "Opened",
                "Short description",
                "Caller",
                "Priority",
                "State",
                "Category",
                "Assignment group",
                "Assigned to",
                "Updated",
                "Resolved",
                "Made SLA",
                "Reassignment count",
            ],
            [
                "INC0010001",
                "2024-03-05 08:00:00",
                "Printer",
                "Ann Lee",
                "3 - Moderate",
                "Closed",
                "Hardware",
                "Desk",
                "Bo Kim",
                "2024-03-06 09:00:00",
                "2024-03-05 10:30:00",
                "true",
                2,
            ],
            [
                "INC0010002",
                "2024-03-14 08:00:00",
                "VPN",
                "Ann Lee",
                "?",
                "On Hold",
                "hardware ",
                "Desk",
                "Cy Poe",
                "2024-03-15 09:00:00",
                None,
                "false",
                0,
            ],
            ["Export stopped due to excessive size. Use CSV for a complete export"],
        ],
        {
            "incident_id": ["INC0010001", "INC0010002"],
            "opened_at": [at("2024-03-05 08:00"), at("2024-03-14 08:00")],
            "priority": ["3 - Moderate", None],
            "category": ["Hardware", "Hardware"],
            "sla_met": [True, False],
            "n_reassigned": [2, 0],
        },
        ("note.cut_off", "note.folded"),
        counts={"note": 1},
    ),
    Export(
        "servicenow nummer",
        "servicenow",
        "Nummer;Geopend;Korte omschrijving;Beller;Prioriteit;Status;Toewijzingsgroep;Toegewezen aan;Opgelost\r\n"
        "INC1;05-03-2024 08:00:00;Café dicht;A;1;Opgelost;Beheer;B;25-03-2024 09:00:00\r\n",
        {"opened_at": [at("2024-03-05 08:00")], "resolved_at": [at("2024-03-25 09:00")], "title": ["Café dicht"]},
        encoding="cp1252",
    ),
    Export(
        "topdesk",
        "topdesk",
        "Incident nummer\tDatum Aangemeld\tDatum Afgemeld\tKorte omschrijving (Details)\tVerzoek\tSoort binnenkomst\t"
        "Soort incident\tCategorie\tBehandelaarsgroep\tBehandelaar\tGereed\tStreefdatum\tAanmelder\n"
        "M2401 001\t05-01-2024 09:00\t16-01-2024 10:00\tLamp stuk\t-\tTelefonisch\tStoring\tGebouw\tTD\tJan\t"
        "05-01-2024 11:00\t6 januari 2024 17:00\tPiet\n"
        "I 2403 0123\t12-03-2024 09:00\t\tEvent\t-\tE-mail\tEvent\tGebouw\tTD\tJan\t\tn.v.t.\tPiet\n",
        {
            "incident_id": ["M2401 001", "I 2403 0123"],
            "type": ["corrective", "planned"],
            "channel": ["Telefonisch", "E-mail"],
            "resolved_at": [at("2024-01-05 11:00"), None],
            "closed_at": [at("2024-01-16 10:00"), None],
            "due_at": [at("2024-01-06 17:00"), None],
        },
    ),
    Export(
        "topdesk english",
        "topdesk",
        [
            [
                "Call number",
                "Creation date",
                "Short description (Details)",
                "Call type",
                "Entry",
                "Operator group",
                "Operator",
                "Target date",
                "Completed",
                "Closed",
                "Caller",
            ],
            [
                "M2401 002",
                at("2024-01-05 09:00"),
                "Lift",
                "Malfunction",
                "Phone",
                "TD",
                "Jan",
                at("2024-01-06 17:00"),
                at("2024-01-05 12:00"),
                at("2024-01-09 12:00"),
                "Piet",
            ],
        ],
        {"incident_id": ["M2401 002"], "type": ["corrective"], "resolved_at": [at("2024-01-05 12:00")]},
    ),
    Export(
        "jira",
        "jira",
        "Summary,Issue key,Issue id,Issue Type,Status,Project key,Priority,Reporter,Assignee,Created,Updated,Resolved,"
        "Labels,Labels,Comment,Comment,Custom field (Time to resolution)\n"
        "Printer,IT-1,10001,Incident,Done,IT,High,Ann,Bo,03/Sep/26 9:05 AM,04/Sep/26 1:00 PM,03/Sep/26 4:30 PM,a,b,"
        "03/Sep/26 9:10 AM;Bo;looking,03/Sep/26 9:20 AM;Bo;done,-1:30\n"
        "VPN,IT-2,10002,Service Request,Open,IT,Low,Ann,Bo,13/okt/26 9:05 PM,13/okt/26 9:05 PM,,a,,,,4:00\n",
        {
            "incident_id": ["IT-1", "IT-2"],
            "opened_at": [at("2026-09-03 09:05"), at("2026-10-13 21:05")],
            "resolved_at": [at("2026-09-03 16:30"), None],
            "type": ["corrective", "request"],
            "sla_met": [False, True],
        },
        ("note.sla_left",),
    ),
    Export(
        "jira service management",  # fields made in the tool, without "Custom field" around their names
        "jira",
        "Issue key,Issue Type,Reporter,Assignee,Support Team,Affected service,Affected CI,Priority,Summary,"
        "Request channel type,Status,Created,Updated,Resolved,Time to resolution breached,Reopened\n"
        "IT-1,Incident,Ann,Bo,Desk,Print,PRN-7,High,Printer,portal,Done,03/Sep/26 9:05 AM,04/Sep/26 1:00 PM,"
        "03/Sep/26 4:30 PM,TRUE,2\n"
        "IT-2,Incident,Ann,Bo,Desk,Mail,MBX-1,Low,Mailbox,phone,Done,03/Sep/26 9:15 AM,04/Sep/26 1:10 PM,"
        "03/Sep/26 4:40 PM,FALSE,0\n",
        {
            "group": ["Desk", "Desk"],
            "category": ["Print", "Mail"],
            "object": ["PRN-7", "MBX-1"],
            "channel": ["portal", "phone"],
            "sla_met": [False, True],
            "n_reopened": [2, 0],
        },
    ),
    Export(
        "jira comments",
        "jira",
        "Issue key,Comment created,Author,Visibility,Comment\n"
        "IT-1,2022-01-04T12:06:11.000+0000,bo.handler@supplier.example,public,Looked at it\n"
        "IT-1,2022-01-04T12:18:21.000+0000,ann.caller@customer.example,public,It came back\n",
        {"incident_id": ["IT-1", "IT-1"], "text": ["Looked at it", "It came back"]},
        table="events",
    ),
    Export(
        "zendesk",
        "zendesk",
        "Id,Requester,Assignee,Group,Subject,Status,Priority,Via,Ticket type,Created at,Updated at,Solved at,Reopens,"
        "Group stations,Full resolution time in minutes\n"
        "35,Ann,Bo,Support,Help,Closed,High,Web form,Incident,2024-03-05 08:00,2024-03-06 08:00,2024-03-05 09:00,1,2,60\n",
        {"incident_id": ["35"], "n_reopened": [1], "n_reassigned": [2], "channel": ["Web form"]},
    ),
    Export(
        "freshdesk",
        "freshdesk",
        "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,"
        "Last update time,Initial response time,Resolution time (in hrs),Resolution status,Resolution time (in hrs)\n"
        "7,Help,Closed,Low,Email,Incident,Bo,Desk,2024-03-05 08:00:00,2024-03-06 08:00:00,2024-03-05 10:00:00,,"
        "2024-03-05 10:00:00,2024-03-05 08:10:00,,Within SLA,02:00:00\n"
        "8,Help,Closed,Low,Email,Question,Bo,Desk,2024-03-05 08:00:00,2024-03-06 08:00:00,2024-03-08 10:00:00,,"
        "2024-03-08 10:00:00,2024-03-05 08:10:00,,SLA Violated,74:00:00\n",
        {
            "sla_met": [True, False],
            "type": ["corrective", "request"],
            "responded_at": [at("2024-03-05 08:10")] * 2,
            "due_at": [at("2024-03-06 08:00")] * 2,
        },
    ),
    Export(
        "remedy",
        "remedy",
        "Incident ID*+;Summary*;Status*;Priority*;Assigned Group*+;Assignee+;Reported Date+;Responded Date+;"
        "Last Resolved Date;Last Modified Date;Closed Date;SLM Real Time Status;Reported Source;Incident Type*\n"
        "INC01;Müller;Closed;1-Critical;Net;Bo;05.03.2024 08:00:00;05.03.2024 08:05:00;15.03.2024 09:00:00;"
        "16.03.2024 09:00:00;1970-01-01 10:00:00;Breached;6000 Phone;User Service Restoration\n",
        {
            "opened_at": [at("2024-03-05 08:00")],
            "resolved_at": [at("2024-03-15 09:00")],
            "closed_at": [None],
            "sla_met": [False],
            "type": ["corrective"],
        },
        ("note.no_dates",),
        encoding="latin-1",
    ),
    Export(
        "remedy with the name of the customer",
        "remedy",
        "Incident ID*+,Customer Full Name,Assignee+,Service*+,CI+,Summary*,Status*,Reported Date+,Last Resolved Date,"
        "SLM Status,Reopen Count\n"
        'INC01,"Last, Ann","Handler, Bo",Print,PRN-7,Jam,Closed,05/03/2024 08:00:00,15/03/2024 09:00:00,Missed,1\n'
        'INC02,,"Handler, Bo",Mail,MBX-1,Full,Closed,06/03/2024 08:00:00,16/03/2024 09:00:00,Met,0\n',
        {
            "category": ["Print", "Mail"],
            "sla_met": [False, True],
            "n_reopened": [1, 0],
        },
    ),
    Export(
        "remedy work log",
        "remedy",
        "Incident ID,Work Log Type,Submitter,Submit Date (epoch),Notes\n"
        'INC01,General Information,"Handler, Bo",1546472698,Looked at it\n'
        'INC01,Working Log,"Handler, Bo",1546489151,Restarted\n',
        {"incident_id": ["INC01", "INC01"], "text": ["Looked at it", "Restarted"]},
        table="events",
    ),
    Export(
        "hp service manager",
        "hpsm",
        "CI Name (aff);CI Type (aff);Service Component WBS (aff);Incident ID;Status;Impact;Urgency;Priority;Category;"
        "KM number;# Reassignments;Open Time;Reopen Time;Resolved Time;Close Time;Handle Time (Hours);Closure Code;"
        "# Related Interactions\n"
        "SUB000508;subapplication;WBS000162;IM0000004;Closed;4;4;4;incident;KM0000553;26;05-02-2012 13:32;;"
        "04-11-2013 13:50;14-11-2013 13:51;1.234,5;Other;1\n",
        {
            "incident_id": ["IM0000004"],
            "opened_at": [at("2012-02-05 13:32")],
            "closed_at": [at("2013-11-14 13:51")],
            "n_reassigned": [26],
            "object": ["SUB000508"],
            "type": ["corrective"],
        },
    ),
    Export(
        "vinst",
        "vinst",
        "SR Number;Change Date+Time;Status;Sub Status;Involved ST Function Div;Involved Org line 3;Involved ST;"
        "SR Latest Impact;Product;Country;Owner Country;Owner First Name\n"
        "1-364285768;2010-03-31T15:59:42+01:00;Accepted;In Progress;A2_4;Org line A2;V30;Medium;PROD582;fr;France;Frederic\n"
        "1-364285768;2010-03-31T16:00:56+01:00;Accepted;Wait - User;A2_4;Org line A2;V30;Medium;PROD582;fr;France;Frederic\n",
        {
            "kind": ["comment", "waiting"],
            "at": [at("2010-03-31 16:59:42"), at("2010-03-31 17:00:56")],
            "group": ["V30"] * 2,
        },
        table="events",
    ),
    Export(
        "otrs",
        "otrs",
        "TicketNumber;Age;Created;Closed;FirstLock;FirstResponse;State;Priority;Queue;Lock;Owner;CustomerID;Subject;"
        "FirstResponseInMin;FirstResponseDiffInMin;SolutionInMin;SolutionDiffInMin\n"
        "2024030510000018;3 d;2024-03-05 08:00:00;2024-03-06 08:00:00;;2024-03-05 08:30:00;closed successful;3 normal;"
        "Raw;unlock;root;Ann;Hilfe;30;90;480;-60\n",
        {
            "incident_id": ["2024030510000018"],
            "group": ["Raw"],
            "sla_met": [False],
            "responded_at": [at("2024-03-05 08:30")],
        },
        ("note.sla_left",),
    ),
    Export(
        "glpi",
        "glpi",
        "ID;Title;Entity;Status;Last update;Opening date;Priority;Requester - Requester;Assigned to - Technician;"
        "Assigned to - Technician group;Category;Type;Time to resolve;Time to resolve exceeded;Resolution date;Closing date\n"
        '1 234;Help;E;Solved;2024-03-06 08:00;2024-03-05 08:00;Medium;Ann;"Bo\nCy";Desk;HW;Incident;2024-03-05 12:00;Yes;'
        "2024-03-05 13:00;\n",
        {"incident_id": ["1 234"], "sla_met": [False], "due_at": [at("2024-03-05 12:00")], "group": ["Desk"]},
        ("note.several_persons",),
    ),
    Export(
        "sap notifications",
        "sap_pm",
        "Functional Loc.\tDescription\tEquipment\tNotification\tDescription\tNotif.date\tMalfunct. start\tStart Malfn (T)\t"
        "Malfunct.end\tMalfunct.end (T)\tNotifictn type\tMain WorkCtr\tSystem status\tPriority\n"
        "BE-01\tPump hall\t10001234\t10000001\tPump leaks\t05.03.2024\t04.03.2024\t14:30:00\t05.03.2024\t02:15:00\tM2\t"
        "MECH\tNOCO ORAS\t1\n"
        "BE-01\tPump hall\t10001234\t10000002\tPump stuck\t25.03.2024\t24.03.2024\t000000\t\t\tM2\tMECH\tOSNO\t2\n",
        {
            "incident_id": ["10000001", "10000002"],
            "title": ["Pump leaks", "Pump stuck"],
            "opened_at": [at("2024-03-04 14:30"), at("2024-03-24 00:00")],
            "resolved_at": [at("2024-03-05 02:15"), None],
            "type": ["corrective", "corrective"],
        },
        encoding="utf-16",
        suffix=".xls",
    ),
    Export(
        "sap meldingen",
        "sap_pm",
        "Melding;Meldingsoort;Omschrijving;Functieplaats;Equipment;Prioriteit;Systeemstatus;Hoofdwerkplek;Begin storing;"
        "Begin storing (T);Einde storing;Einde storing (T);Gemeld door\n"
        "10000003;M2;Pomp lekt;BE-01;10001234;1;MELB;MECH;04-03-2024;14:30:00;13-03-2024;08:00:00;JANSEN\n",
        {
            "opened_at": [at("2024-03-04 14:30")],
            "resolved_at": [at("2024-03-13 08:00")],
            "title": ["Pomp lekt"],
            "type": ["corrective"],
        },
    ),
    Export(
        "maximo",
        "maximo",
        "wonum,description,status,statusdate,worktype,wopriority,reportdate,schedstart,targcompdate,actfinish,assetnum,"
        "location,siteid,lead,reportedby\n"
        "1001,Pump,COMP,2024-03-06 08:00,CM,1,2024-03-05 08:00,,2024-03-07 08:00,2024-03-05 16:00,11430,BPM3100,BEDFORD,Bo,Ann\n"
        "1002,Inspect,WAPPR,2024-03-06 08:00,PM,3,2024-03-05 08:00,,,,11430,BPM3100,BEDFORD,Bo,Ann\n",
        {
            "type": ["corrective", "planned"],
            "object": ["11430", "11430"],
            "resolved_at": [at("2024-03-05 16:00"), None],
            "updated_at": [at("2024-03-06 08:00")] * 2,
        },
    ),
    Export(
        "ultimo",
        "ultimo",
        [
            ["Werkbonnen 2024"],
            [None],
            [
                "Jobnummer",
                "Omschrijving",
                "Installatie",
                "Soort werk",
                "Voortgangsstatus",
                "Melddatum",
                "Meldtijd",
                "Melder",
                "Vakgroep",
                "Monteur",
                "Gereedmelddatum",
                "Gereedmeldtijd",
                "Uiterste datum",
            ],
            [
                100231,
                "Band loopt aan",
                "T-12",
                "Storing",
                "Uitgevoerd",
                at("2024-03-05"),
                "14:30",
                "Ann",
                "WTB",
                "Bo",
                at("2024-03-06"),
                "08:15",
                at("2024-03-08"),
            ],
            [None],
            [
                100232,
                "Smeren",
                "T-12",
                "Preventief",
                "In uitvoering",
                at("2024-03-06"),
                None,
                "Ann",
                "WTB",
                "Bo",
                None,
                None,
                None,
            ],
            ["Eindtotaal", 2],
        ],
        {
            "incident_id": ["100231", "100232"],
            "opened_at": [at("2024-03-05 14:30"), at("2024-03-06 00:00")],
            "resolved_at": [at("2024-03-06 08:15"), None],
            "type": ["corrective", "planned"],
        },
        ("note.footers", "note.no_clock"),
        counts={"blank": 2, "note": 2},
    ),
    Export(
        "generic nl",
        "generic",
        [
            [
                "Ticketnummer",
                "Onderwerp",
                "Gemeld op",
                "Hersteld op",
                "Melder",
                "Behandelaar",
                "Oplostijd (uur)",
                "Op tijd",
            ],
            ["1", "Licht", "5 mrt. 2024, 10:15 uur", "dinsdag 5 maart 2024 12:15", "Ann", "Bo", "2,0", "Ja"],
        ],
        {
            "opened_at": [at("2024-03-05 10:15")],
            "resolved_at": [at("2024-03-05 12:15")],
            "sla_met": [True],
        },
    ),
    Export(
        "outlook",
        "outlook",
        '"Subject","Start Date","Start Time","End Date","End Time","All day event","Meeting Organizer","Required Attendees",'
        '"Optional Attendees","Categories","Location"\n'
        '"Review","5/2/2026","9:00:00 AM","5/2/2026","10:30:00 AM","False","Ann","Bo;Cy","Di","","Room"\n'
        '"Review","5/23/2026","9:00:00 AM","5/23/2026","9:45:00 AM","False","Ann","Bo;Cy","","","Room"\n',
        {"at": [at("2026-05-02 09:00"), at("2026-05-23 09:00")], "minutes": [90.0, 45.0], "direct": [True, True]},
        ("note.sides_unknown",),
        table="contacts",
    ),
    Export(
        "outlook agenda",
        "outlook",
        "Onderwerp;Begindatum;Begintijd;Einddatum;Eindtijd;Duurt hele dag;Organisator;Verplichte deelnemers;Privé\n"
        "Overleg;21-5-2026;09:00:00;21-5-2026;10:00:00;Onwaar;Ann;Bo;Onwaar\n",
        {"at": [at("2026-05-21 09:00")], "minutes": [60.0], "topic": ["Overleg"]},
        table="contacts",
    ),
    Export(
        "teams",
        "teams",
        "1. Summary\nMeeting title\tReview\nAttended participants\t2\n\n2. Participants\n"
        "Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
        "Ann Lee\t11/26/25, 4:16:54 PM\t11/26/25, 5:30:36 PM\t1h 13m 42s\ta@x.nl\ta@x.nl\tOrganizer\n"
        "Bo Kim\t11/26/25, 4:17:00 PM\t11/26/25, 4:27:00 PM\t10m\tb@x.nl\tb@x.nl\tPresenter\n\n"
        "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
        "Ann Lee\t11/26/25, 4:16:54 PM\t11/26/25, 5:30:36 PM\t1h 13m 42s\ta@x.nl\tOrganizer\n",
        {
            "at": [at("2025-11-26 16:16:54"), at("2025-11-26 16:17:00"), at("2025-11-26 16:16:54")],
            "minutes": [73.7, 10.0, 73.7],
            "role": ["organizer", "presenter", "organizer"],
        },
        table="attendees",
        encoding="utf-16",
    ),
]
