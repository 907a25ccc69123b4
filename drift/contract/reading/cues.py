"""What stands in a clause: the words that bind, allow, define or promise, and what a clause is about, each by name.

A cue tells a fact about the text, in English or Dutch; what follows from all cues together is weighed in classes.
"""

from __future__ import annotations

import re
from typing import Final

_SUPPLIER: Final = (
    r"supplier|provider|contractor|vendor|we|github|service ?desk|helpdesk|engineer|technician|opdrachtnemer"
    r"|leverancier"
    r"|aannemer|dienstverlener|ictu|project|scrumteam|team|projectleider|kwaliteitsmanager"
    r"|software delivery manager|monteurs?"
    r"|organisatie|organization|information system|system|servicedesk|medewerkers?|supplier staff|personnel|personeel"
)
_CUSTOMER: Final = (
    r"customers?|client|buyer|you|users?|subscriber|licensee|opdrachtgever|opdrachtgevende organisatie|klant|afnemer"
    r"|gebruikers?|beheerorganisatie|beheerder|melder"
)
_BOTH: Final = r"(?:the |both |each |either |neither )?part(?:y|ies)|(?:beide |elke )?partijen|ieder van de partijen"
_ANYONE: Final = rf"(?:{_SUPPLIER}|{_CUSTOMER}|{_BOTH})"
_MONEY_DUE: Final = (
    r"(?:credits?|refund|compensation|service credit|korting|boete|malus|bonus|schadevergoeding"
    r"|vergoeding|amount|bedrag)"
)

_VERBS: Final = (  # that open an item of a list of duties
    "accept adopt advise agree allow analyse apply appoint arrange assess assist attend carry certify check "
    "clean collaborate collect complete comply conduct confirm control coordinate create define deliver "
    "demonstrate develop disable dispose document employ enable enforce ensure establish evaluate follow hold "
    "identify implement include inform inspect install investigate issue keep liaise limit log maintain make "
    "manage measure meet monitor nominate notify obtain operate order organise organize oversee participate "
    "perform plan position prepare present prevent process procure produce promote protect provide publish "
    "purchase record reduce regulate remove repair replace report request require respond restrict retain "
    "return review scan secure seek separate share submit supply support take test track train transfer "
    "undertake update use utilise verify wear work display cooperate "
)
_NOUNS_TOO: Final = "training reporting testing processing monitoring cleaning planning working meeting"
_DOUBLED: Final = ("submit", "plan", "scan")
_IMPERATIVES: Final = "|".join([*_VERBS.split(), "ensuring", "be (?:responsible|able|an?)"])
_GERUNDS: Final = "|".join(
    sorted(
        {f"{verb.removesuffix('e')}{verb[-1] if verb in _DOUBLED else ''}ing" for verb in _VERBS.split()}
        - {*_NOUNS_TOO.split()}
    )
)
_PATTERNS: Final = {
    # who is bound, and how
    "shall": r"\bshall\b(?! (?:not|apply|prevail|survive|be (?:deemed|construed|governed|interpreted)|mean"
    r"|have the meaning))",
    "must": r"\bmust\b(?! not)|\bmoet(?:en)?\b|\bhoeft te\b",
    "party_will": rf"(?i:\b{_ANYONE}) (?:\w+ly |also |then )?will\b(?! not)|\bwe['’]ll\b",
    "will_be": r"\bwill be\b",
    "will": r"\bwill\b",
    "dient_te": r"\bdien(?:t|en)\b[^.;]{0,120}?\bte\b(?! allen tijde)",
    "zal": r"\b(?:zal|zullen)\b",
    "serves_as": r"\bdien(?:t|en) (?:als|ter|tot|voor)\b|\bserves? as\b",
    "forecast": r"\bnaar verwachting\b|\bexpect(?:s|ed)?\b|\bforecast|\bindicati(?:ve|ef)\b|\bnaar schatting\b"
    r"|\bverwacht",
    "applies": r"\b(?:shall|will) (?:apply|prevail|survive|govern|be (?:deemed|construed|governed"
    r"|interpreted))\b|\bapply to\b"
    r"|\bvan toepassing\b|\bprevaleert\b|\bgoverned by\b|\bapplies\b",
    "responsible": r"\bresponsible for\b|\bverantwoordelijk voor\b|\baccountable\b",
    "required": r"\b(?:is|are|be) (?:required|obliged|obligated) to\b|\bis (?:verplicht|gehouden)\b"
    r"|\bverplicht(?:en)? zich\b"
    r"|\b(?:is|are) required\b|\bverplicht\b|\bbehoeft\b",
    "agrees": r"\bundertakes?\b|\bagrees? (?:to|that)\b|\bcommits?\b",
    "ensures": r"\bensur\w+|\bzorgt\b|\bzorgen\b|\bdraagt\b[^.;]{0,20}\bzorg\b|\bwaarborgt\b|\bgeborgd\b|\bborgt\b",
    "guarantees": r"\bguarante\w+|\bwarrants?\b|\bgarande\w+|\bgegarandeerd\w*",
    "entitled_money": rf"\b(?:entitled to|eligible for|receives?|recht op|ontvangt"
    rf"|krijgt)\b[^.;]{{0,30}}\b{_MONEY_DUE}",
    "effort": r"\b(?:reasonable|best|all) (?:commercial(?:ly)? |reasonable )?(?:efforts|endeavou?rs)\b"
    r"|\bspan(?:t|nen)\b[^.;]{0,20}"
    r"\bin\b|\binspann\w+|\bcommercially reasonable\b|\bnaar beste vermogen\b|\bendeavou?rs? to\b"
    r"|\breasonable attempt\b",
    "best_effort": r"\bbest[ -]effort(?:-basis)?\b(?!s)",
    "wish": r"\bshould\b|\baims?\b|\bencouraged\b|\bstre(?:eft|ven)\b|\bbij voorkeur\b|\bpreferab\w+|\bhopes?\b"
    r"|\bgestreefd\b"
    r"|\bwenselijk\b|\bwherever possible\b",
    "prohibits": r"\b(?:shall|must|may) (?:not|never)\b|\bcannot\b|\b(?:is|are) (?:not (?:allowed|permitted)"
    r"|prohibited)\b"
    r"|\bmag\b[^.;]{0,60}\b(?:niet|geen)\b|\bmogen\b[^.;]{0,60}\b(?:niet|geen)\b|\bniet toegestaan\b"
    r"|\bverboden\b|\bonthoudt zich\b"
    r"|\bno\b[^.;]{0,40}\b(?:shall|may) be\b|\bnot be used\b|\bneither party may\b|\bwill not\b|\bagree not to\b",
    "only": r"\b(?:may|shall|can) only\b|\bmay be used only\b|\b(?:mag|mogen)\b[^.;]{0,40}\b(?:alleen"
    r"|uitsluitend|slechts)\b"
    r"|\b(?:alleen|uitsluitend|slechts) (?:\w+ ){0,3}toegestaan\b|\bmay\b[^.;]{0,20}\bonly\b",
    "limit_not": r"\b(?:mag|may|shall|must)\b[^.;]{0,30}\b(?:niet|not)\b[^.;]{0,12}\b(?:hoger|lager|meer|langer"
    r"|exceed|higher|lower|more)",
    "may": r"\bmay\b(?! (?:not|never|only))|\bmight\b",
    "can": r"\bcan\b|\bkan\b|\bkunnen\b",
    "mag": r"\b(?:mag|mogen)\b",
    "right": r"\bentitled to\b|\bentitling\b|\bentitles\b|\breserves? the right\b|\bhas the right\b|\b(?:is"
    r"|zijn) (?:gerechtigd|bevoegd)\b|\b(?:heeft|hebben) het recht\b"
    r"|\bin our sole discretion\b|\bhave the right\b|\brecht op\b",
    "not_liable": r"\b(?:not|niet|never) (?:be )?(?:liable|aansprakelijk)\b|\bno warrant\w+|\bas[ -]is\b"
    r"|\bdisclaims?\b|\bliability\b"
    r"|\baansprakelijkheid\b|\b(?:sole|exclusive) (?:and exclusive )?remedy\b|\bgeen rechten\b",
    "excluded": r"\bexclu(?:ded?|ding|sions?)\b|\bdoes not (?:apply|cover|include)\b|\bvalt buiten\b"
    r"|\bniet mee\b|\buitgesloten\b"
    r"|\bexclusive of\b|\bexclusief\b",
    # what kind of text it is
    "defines": r"^\W*[“\"‘'][^”\"’']{1,60}[”\"’']|\bmeans?\b|\brefers? to\b|\bwordt verstaan\b|\bbetekent\b"
    r"|\bis defined as\b"
    r"|\bis calculated as\b|\bberekend als\b",
    "entry": r"^[A-Z][\w /-]{2,40}: (?:de|het|een|the|a|an|any)\b",
    "stem": r":\s*$",
    "list_item": r"[;,]\s*(?:and|en|of|or|and/or)?\s*$",
    "heading": r"^(?:(?:hoofdstuk|chapter|section|service|schedule|bijlage"
    r"|annex) \S+ ?[-–]? ?)?[A-Z0-9][\w&/’',()-]*(?: [\w&/’',()-]+){0,5}$",
    "service_heading": r"(?:^|^\d+\.\d+\.)\s*service [a-z]{1,2}\.?:?\d+\b|\bstandards? (?:ref )?apply\b",
    "table_row": r"\|",
    "see": r"^\W*(?:see|zie|for definitions|short version)\b|\bsee section\b|\bset out in\b",
    "submeasure": r"\[submeasure-title\]",
    "measure": r"^(?:\[measure-title\])?M\d\d:",
    "bullet": r"^- ",
    "crosses": r"✔|\bx\b(?: o| x)*(?: \w+)?$",
    "imperative": rf"^(?:also )?(?:{_IMPERATIVES})\b(?! (?:of|is|are|shall|for which)\b)",
    "gerund": rf"^(?:{_GERUNDS})\b",
    "service_title": r"^service [A-Z]{1,2}:*\d*(?::\d+)? [-–]",
    "rationale": r"^(?:hiermee|hierdoor|omdat|door|het is (?:daarom )?van belang|dit (?:zorgt|voorkomt"
    r"|helpt))\b|\bvan (?:grote )?invloed\b|\bhelpt\b|\bbiedt een model\b",
    "exists_because": r"\b(?:purpose|doel|bedoeld|because|omdat|due to|door de|this allows|denk (?:hier)?bij"
    r"|importance|reason)\b",
    "about_document": r"^\W*(?:dit|deze|this|these|de|het|the|all|op deze) (?:document|paragraaf|hoofdstuk|sla"
    r"|overeenkomst|agreement|section"
    r"|bijlagen?|annex|schedule|headings|provisions|versie|version|overzicht|tarieven|prices)\b"
    r"|\bonderdeel uit\b|\bforms? (?:part|annex)\b",
    "is_a": r"^\W*(?:[\w’'-]+ ){1,6}(?:is|zijn|are) (?:een|de|het|iedere|elke|a|an|the)\b",
    "purpose": r"\btot doel\b|\bbedoeld om\b|\bhet doel van\b|\bpurpose of\b|\bis te vinden\b|\bis intended\b",
    "named_thing": r"^[- ]*[A-Z][\w/ -]{3,90}\([A-Z][\w-]{1,8}\)[,;.]?$|^-? ?(?:template|zie|see|nen|iso)\b",
    "assignment": r"\[(?:assignment|selection)",
    "licence": r"\blicen[sc]e\b|\bgrants?\b|\bintellectual property\b|\bcopyright\b|\btrademark",
    # what it is about
    "reports": r"\breport(?:s|ing|ed)?\b|\brapport\w*|\brecords?\b|\bregist\w+|\blogs?\b|\blogged\b|\blogboek"
    r"|\bvastgelegd\b|\bvastleg\w*"
    r"|\blegt\b[^.]{0,60}\bvast\b|\binventor\w+|\baudit\w*|\bevidence\b|\bretain\w*|\bretention\b|\bbewaard\b"
    r"|\binform\w*\b|\bnotif\w+|\bgemeld\b"
    r"|\bmeld(?:t|en)?\b|\bmeet\b|\bmeasured\b|\bgemeten\b|\boverzicht|\bdashboard|\bself-assessment"
    r"|\bmonitor\w*|\bgecommuniceerd\b",
    "report": r"\breport(?:s|ing|ed)?\b|\brapport\w*|\bstatement\b|\boverzicht|\bdashboard|\bstatus page\b",
    "record": r"\brecords?(?:ed)?\b|\bregist\w+|\blogs?\b|\blogged\b|\blogboek|\bvastgelegd\b"
    r"|\blegt\b[^.]{0,60}\bvast\b|\binventor\w+"
    r"|\bdocument(?:ed|s)?\b|\bgedocumenteerd\b|\bevidence\b|\bbewijs\w*|\bassetlijst|\bcertificates?\b",
    "keep": r"\bretain\w*|\bretention\b|\bbewaa?r\w*|\bkept for\b|\bkeep (?:a copy|copies)\b",
    "notify": r"\binform(?:s|ed|eert)?\b|\bnotif(?:y|ies|ied|ication\w*)\b|\bgemeld\b|\bmeld(?:t|en)\b"
    r"|\bgeïnformeerd\b|\binformeren\b"
    r"|\bgecommuniceerd\b|\badvise the\b|\bnotice\b|\baangekondigd\b|\bannounce\w*|\bgedeeld\b",
    "audit": r"\baudit\w*|\bsurveys?\b|\bassessments?\b|\bself-assessment\b|\binzage\b|\bevaluat\w+"
    r"|\bevaluer\w+|\bgeëvalueerd\b",
    "measure_it": r"\bmeet\b|\bmeasur\w+|\bgemeten\b|\bmonitor\w*|\bbewaa?kt?\b|\btrack\w*",
    "names_someone": r"\bappoint\w*|\bnominat\w+|\bdesignat\w+|\bbenoem\w*|\bwijst\b[^.]{0,60}\baan\b"
    r"|\bstelt\b[^.]{0,30}\b(?:owner|manager)\b"
    r"|\baanstellen\b|\baangewezen\b|\bpoint of contact\b|\baanspreekpunt\b|\bcontactpersoon\b",
    "meeting": r"\bmeetings?\b|\b(?:shall|will|must) meet (?!the\b|all\b|its\b)|overleg\b|\bvergader\w*"
    r"|\bstuurgroep\b|\bsteering\b|\bbijeen\b|\bminutes of\b"
    r"|\bmeeting minutes\b|\bnotulen\b"
    r"|\bbespreking\b|\bbespreken\b|\bbusiness reviews?\b",
    "mandate": r"\bmandaat\b|\bverantwoordelijkheden\b|\bbeslist\b|\bdecides?\b|\brol(?:len)?\b|\broles?\b"
    r"|\bbevoegdheden\b|\bgovernance\b|\barbiter\b",
    "credit": r"\bcredits?\b|\bkorting\b|\brefund|\bcompensat\w+|\bvergoed\w*",
    "fine": r"\bboetes?\b|\bmalus\b|\bpenalt\w+|\bdeduct\w*|\bin mindering\b|\bingehouden\b|\bliquidated\b",
    "bonus": r"\bbonus\b",
    "liable": r"\bliab\w+|\baansprakelijkheid\b|\bniet aansprakelijk\b|\bindemnif\w+|\bvrijwaar\w*|\bschade\b"
    r"|\bdamages\b|\bverzekerd\b",
    "ends": r"\bterminat\w+|\bsuspen\w+|\bopzegg\w*|\bopgezegd\b|\bbeëindig\w*|\bontbind\w*|\bbreach\b"
    r"|\bdisable\b|\bdelete accounts?\b|\bdefault\b"
    r"|\bverzuim\b|\btekortkoming\b|\baccess\b[^.]{0,30}\bmay be (?:deleted|removed)|\bmay delete\b|\bmay be deleted\b",
    "claim": r"\b(?:claims?|request(?:s|ing|ed)?|to receive|eligib\w+|submit\w*|indien\w*"
    r"|aanvra\w+)\b[^.]{0,80}\bcredits?\b|\bcredits?\b[^.]{0,60}\b(?:request|claim)",
    "receives": r"\b(?:you|customer|opdrachtgever|klant|client)\b[^.]{0,12}\b(?:will receive|receives?|ontvangt"
    r"|krijgt|is entitled|are entitled|heeft recht)\b",
    "trains": r"\btrain\w*|\bopleid\w*|\bgeschoold|\bcertific\w*|\bqualif\w*|\bstaff\b|\bpersonnel\b"
    r"|\bmedewerkers\b|\bpersoneel\b|\bmonteurs\b",
    "complies": r"\bcompl(?:y|ies|iance)\b|\bconform\b|\bin accordance with\b|\bvolgens\b|\bin line with\b",
    "plan": r"\bplan(?:s|nen)?\b|plan\b|\bprogramme\b|\bpolicy\b|\bbeleid\b|\bprocedure\w*|\bproces\w*",
    "tells": r"\balert(?:s|ed|ing)?\b|\bwarn(?:s|ed)?\b|\bpublish\w*|\bpresented to\b|\bindicate whether\b|\bfeedback\b"
    r"|\binforming\b|\bcommentary\b|\bop de hoogte\b|\bwaarschuw\w*|\bgewaarschuwd\b|\bdoor(?:ge)?geven\b"
    r"|\bgeeft\b[^.]{0,60}\bdoor\b|\bbekend ?gemaakt\b|\bpubliceer\w*|\bgepubliceerd\b|\binzicht(?:elijk)?\b"
    r"|\btoegelicht\b|\binformer\w*|\bgeïnformeerd\b|\btoont\b[^.]{0,40}\baan\b|\bdelen met\b|\bgedeeld met\b",
    "writes_down": r"\brecording\b|\blog-?books?\b|\bdocumenter\w*|\bgedocumenteerd\w*|\badministr\w+|\bmetrics?\b"
    r"|\bindicatoren\b|registratie\b|rapportages?\b|register\b|\bbijgehouden\b|\bhoudt\b[^.]{0,60}\bbij\b"
    r"|\bkeeps? (?:a |detailed |accurate )?(?:records?|logs?|files?)\b|\bstore\b|\bdatabase\b",
    "guards": r"\bprotect\w*|\bbescherm\w*|\bbeveilig\w*|\bsecured?\b|\bencrypt\w*|\bversleutel\w*|\bprevent\w*"
    r"|\bvoorkom\w*|\bsafe\b|\bsafely\b|\bveilig\b|\bbackups?\b|\bback-?ups?\b",
    "system_acts": r"^\W*(?:the |all |any |this |het |de |alle )?(?:\w+ )?(?:system|software|services?|platform"
    r"|facilit\w+|solution|application|website|systeem|dienst|applicatie|voorziening|oplossing|areas?|equipment|vehicles)\b",
    "staff_act": r"\b(?:staff|personnel|subcontractors?|employees|operatives|medewerkers|personeel)\b[^.;]{0,80}"
    r"\b(?:train\w*|qualif\w*|competen\w*|clearance|uniforms?|wear|vetted|skill\w*|experience\w*|opgeleid|bekwaam)\b",
    "offers": r"\bprovi(?:de[sd]?|sion of)\b[^.;]{0,80}\b(?:services?|systems?|facilit\w+|desk|support|platform)\b"
    r"|\bbiedt\b|\bvoorziet in\b|\bstelt\b[^.;]{0,60}\bter beschikking\b|\bsupply\b",
    "advises": r"\badvi[cs]e\b|\badvis(?:es?|ory|ing)\b|\badvies\w*|\badviseer\w*",
    "decides_on": r"\bapproval\b|\bapproves?\b|\bgoedkeuring\b|\bgoedgekeurd\b|\bauthority to\b|\bauthori[sz]ed? to\b"
    r"|\bgemandateerd\b|\bconsensus\b|\bkey personnel\b|\bliaison\b|\bvoorzitter\b|\bchair(?:s|ed)?\b"
    r"|\bvertegenwoordig\w*",
    "role_acts": r"^\W*(?:the |a |de |het |een |elke )?(?:\w+ ){0,2}?(?:manager|owner|officer|board|director|lead"
    r"|directie|projectleider|\w*manager|\w*eigenaar|raad|overleg|stuurgroep|\w*overleg|functionaris|leiding)\b",
    "told_elsewhere": r"\b(?:further|more) (?:details?|information)\b|\bnadere informatie\b|\bmeer informatie\b"
    r"|\brefer to\b|\bbeschreven in\b|\bdescribed in\b",
    "left_out": r"^\W*(?:any|caused|due|resulting|arising|because|failures?|faults?|that (?:result|arise)"
    r"|if (?:you|the customer))\b",
    "provides_service": r"\bshall provide (?:an?|the|all|additional|standard|technical)\b[^.]{0,60}\b(?:service"
    r"|facility|system|support|desk|helpdesk)|\bservices? shall\b"
    r"|\bdienst\w* omvat|\blevert een\b|\bprovision of\b",
    "meets": r"\bmeetings?\b|\boverleg\w*|\bvergader\w*|\bstuurgroep\b|\bsteering\b|\bboard\b|\bappoint\w*"
    r"|\bnominat\w+|\bbenoem\w*"
    r"|\bwijst\b[^.]{0,40}\baan\b|\baanstellen\b|\baanspreekpunt\b|\bpoint of contact\b|\brepresentative\b"
    r"|\brol(?:len)?\b|\broles?\b"
    r"|\bcontact ?pers\w+|\bmandaat\b|\bgovernance\b|\bbeslis\w*|\bbesluit\w*|\bdecides?\b|\bcomité\b"
    r"|\bcommittee\b|\bverantwoordelijkheden\b",
    "pays": rf"\b{_MONEY_DUE}\b|\bpenalt\w+|\bdeduct\w*|\bindemnif\w+|\bvrijwaar\w*|\bliab\w+"
    rf"|\baansprakelijk\w*|\bterminat\w+|\bsuspen\w+"
    r"|\bopzegg\w*|\bopzeggen\b|\bbeëindig\w*|\bontbind\w*|\bremed\w+|\bschade\b|\bin mindering\b|\bdefault\b"
    r"|\bbreach\b",
    "invoices": r"\binvoic\w+|\bfactu\w+|\bfees?\b|\bcharges?\b|\bprijzen\b|\btarie\w+|\bpayment|\bbtw\b"
    r"|\bvat\b|\bcosts?\b",
    "plans": r"\bplan(?:s|nen)?\b|\bprocedure|\bproces\w*|\bchange|\bwijziging\w*|\bescal\w+|\bschaalt\b"
    r"|\btrain\w*|\bopleid\w*|\bcertific\w*"
    r"|\bcompl(?:y|ies|iance)\b|\bconform\b|\bvergunning|\bpermit\b|\btest\w*|\binspect\w*|\bcontrol(?:eer"
    r"|e)\w*|\bcollaborat\w+|\bliaise"
    r"|\bsubcontract\w*|\bstaff\b|\bmedewerkers\b|\bpersoneel\b|\breview\w*",
    "delivers": r"\bprovide\b|\bservice shall\b|\blever\w*|\bbeschikbaar\b|\bavailable\b|\bprotect\w*"
    r"|\bbescherm\w*|\bbeveilig\w*|\bfree from\b"
    r"|\bmaintained\b|\boperational\b|\bfacility\b|\bsystem shall\b|\bomvat\b|\bclean\b|\bbereikbaar\b"
    r"|\bavailability\b|\bprevent\b",
    "restores": r"\blost\b[^.;]{0,60}\bop\b|\bherste(?:lt|ld)\b|\bverh(?:elp|olp)\w*|\bbeantwoord\w*"
    r"|\breageert\b|\bresolves?\b|\brepairs?\b|\brestores?\b"
    r"|\brespond\b|\bopgelost\b|\bafgehandeld\b",
    "levels": r"\bavailability\b|\buptime\b|\bbeschikbaarheid\b|\brespon[sd]\w*|\brespons\w*|\breactietijd"
    r"|\bhersteltijd|\boplostijd|\brespons"
    r"|\bKPI\b|\bnorm\b|\btarget\b|\bscore|\bverholpen\b|\bhersteld\b|\bopgelost\b|\bresolved\b|\brestored\b"
    r"|\banswered\b|\bbeantwoord\b",
    "hours_open": r"\b\d{1,2}[.:]\d{2}\b|\b24/7\b|\bhours per day\b|\bhours a day\b|\bper dag en\b"
    r"|\bservicevenster|\bservice window",
    "supplier": rf"\b(?:{_SUPPLIER})\b",
    "customer": rf"\b(?:{_CUSTOMER})\b",
    "both": rf"\b(?:{_BOTH})\b",
    "supplier_first": rf"^\W*(?:the |de |het |each |elke |our )?(?:{_SUPPLIER})\b",
    "customer_first": rf"^\W*(?:the |de |het |each |elke |your )?(?:{_CUSTOMER})\b",
    "both_first": rf"^\W*(?:{_BOTH})\b|^\W*(?:the )?supplier and (?:the )?(?:buyer|customer)\b",
    "customer_bound": rf"\b(?:{_CUSTOMER}) (?:shall|must|will|agrees?|is|are|dient|moet|zal|verleent|wijst"
    rf"|stelt|keurt|organiseert)\b",
    "supplier_bound": rf"\b(?:{_SUPPLIER}) (?:shall|must|will|agrees?|is|are|dient|moet|zal|staff|personnel)\b",
    "customer_may": rf"\b(?:{_CUSTOMER}) (?:may|kan|mag|can|is gerechtigd)\b",
    "by_customer": rf"\b(?:by|door) (?:the |de )?(?:{_CUSTOMER})\b",
    # verbs in the present tense and the passive
    "nl_party_acts": r"^(?:de |het |beide |elke )?(?:opdrachtnemer|leverancier|partijen|opdrachtgever"
    r"|dienstverlener|aannemer)"
    r" (?!kan|mag|is|heeft|wil|zijn|hebben|en|kunnen|mogen|of)[a-z]+(?:t|en)\b",
    "nl_passive": r"\b(?:wordt|worden)\b",
    "nl_verb": rf"\b{_ANYONE} (?:\w+ ){{0,2}}?[a-z]{{3,}}(?:t|en)\b",
    "en_passive": r"\b(?:is|are) (?:\w+ly )?\w+ed\b",
    "en_verb": r"\b(?:is|are|has|have|does|do)\b",
    "nl_be": r"\b(?:is|zijn|bedraagt|bevat|bestaat|heeft|hebben|ligt)\b",
    "ing": r"^\W*[A-Z][a-z]+ing\b",
    "conditional": r"^\W*(?:if|where|when|indien|als|wanneer|bij)\b",
}
CUES: Final = {name: re.compile(pattern, re.I) for name, pattern in _PATTERNS.items()}


def find_cues(text: str) -> list[str]:
    """Return the names of the cues that stand in a text, in the order of the list."""
    return [name for name, pattern in CUES.items() if pattern.search(text)]
