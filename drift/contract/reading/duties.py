"""Who is bound, sentence by sentence: what the words themselves say, where they are clear, in English and Dutch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from drift.contract.reading.leaders import find_leader

Stance = Literal["obligation", "prohibition", "effort", "wish", "permission", "none", "open"]

_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(“\"‘'—-])|\n+|\s\|\s")
_I: Final = re.IGNORECASE
_PARTIES: Final = (
    r"(?:the |de |het |each |either |both |neither |elke |beide |ieder van de |\w+['’]s )?(?:supplier|provider"
    r"|contractor|vendor|we|github|you"
    r"|customer|client|buyer|user|users|customers|aws|starlink|company|part(?:y|ies)|opdrachtnemer"
    r"|opdrachtgever|leverancier"
    r"|partijen|organisation|organization)"
)
# what looks like a duty and is none
_APPLIES: Final = (
    r"\b(?:shall|will|must) (?:not )?(?:also )?(?:apply|prevail|survive|govern|mean|have the meaning|constitute"
    r"|remain in (?:full )?force|remain the property"
    r"|take precedence|be (?:deemed|construed|governed|interpreted|read|null|void|considered|valid|excused"
    r"|final(?! arbiter))"
    r"|(?:automatically )?(?:be )?(?:automatically )?renew(?:ed)?|continue (?:on|in|until|for)|pass to|vest in)\b"
)
# no duty although a word of duty stands there
_NOT_REQUIRED: Final = (
    r"\b(?:shall|will|is|are|does|do|need|has|have)(?: not|n['’]t) (?:be |have to be |need to be )?(?:required|obliged"
    r"|obligated)\b|\b(?:is|zijn|wordt|worden) niet (?:verplicht|gehouden)\b|\bhoe(?:ft|ven)\b[^.;]{0,60}\bniet\b"
)
# what is needed for something, not of someone
_IF_NEEDED: Final = (
    r"\b(?:when|where|if|as|unless|that|which|to the extent)\b[^,.;]{0,60}?\b(?:is|are|be) required\b(?! to\b)"
)
_TOLD_ELSEWHERE: Final = (
    r"\b(?:details?|information)\b[^.;]{0,60}\b(?:will|shall) be (?:provided|highlighted|set out|defined|specified"
    r"|found)\b(?![^.;]{0,40}\bby (?:the|our)\b)"
)
_NO_PROMISE: Final = (
    r"\b(?:not|nor|no)\b (?:\w+ ){0,3}?(?:warrants?|guarantees?)\b[^.]*|\bguarantees? (?:excludes?|does not)\b"
)
# what a way of working brings about: nobody is bound
_EFFECT: Final = (
    r"^\W*(?:dit|dat|hierdoor|hiermee|het (?:\w+ ){0,2}?\w{3,}en|\w{5,}en)\b(?! (?:shall|moet|dien))[^.;]{0,200}?"
    r"\b(?:zorgt|vrijwaart|waarborgt)\b"
)
_SERVES: Final = r"\bdien(?:t|en) (?:als|ter|tot|voor)\b|\bserves? (?:as|for)\b"
_FORECAST: Final = (
    r"\bnaar verwachting\b|\b(?:zal|zullen)\b[^.;]{0,60}\b(?:toenemen|afnemen|stijgen|dalen|groeien|gereed zijn"
    r"|plaatsvinden naar)\b"
    r"|\bwill (?:grow|increase|decrease|rise|fall|expire|result|become|depend|vary)\b|\bis expected to\b"
    r"|\bnaar schatting\b"
)
_CAP: Final = (
    r"\b(?:liabilit\w+|service credits?|credits?|aansprakelijkheid|boetes?)\b[^.;]{0,60}\b(?:shall|will|may|can"
    r"|mag|zal|is)\b[^.;]{0,25}"
    r"\b(?:exceed|be limited|limited to|beperkt|begrensd|gemaximeerd)"
)
_NOT_LIABLE: Final = (
    r"\b(?:shall|will) (?:not|in no event|have no)\b[^.;]{0,20}\b(?:liab\w+|responsib\w+)|\b(?:in no event"
    r"|neither part\w+)\b[^.;]{0,40}\bliab\w+"
    r"|\bniet aansprakelijk\b"
)
_NO_LIMIT_ON_WORK: Final = (
    r"\bneither part\w+[^.;]{0,60}\bshall exceed\b|\bgeen rechten (?:worden|kunnen)\b"
    r"|\bkunnen (?:hieraan )?geen rechten\b"
    r"|\b(?:te|to) (?:kunnen|mogen|be able)\b|\bbe happy to\b|\bno (?:promises|guarantees)\b"
    r"|\b(?:does|do) not (?:grant|guarantee|warrant)\b[^.]*"
    r"|\b(?:die|dat|waarbinnen|waarmee|zodat|waaraan|welke|which|that|who) (?:[\w()-]+ ){0,14}?(?:kan|kunnen|mag"
    r"|mogen|may|can|should)\b"
)
_REASON: Final = (
    r"\b(?:omdat|zodat|opdat|zoals|because|so that)\b[^,.;]{0,200}?\b(?:kan|kunnen|mag|mogen|can|may)\b"
    r"|\bensur(?:e|es|ing)\b[^.;]{0,80}?\bcan\b"
)
_IS_NONE: Final = re.compile(
    "|".join(
        (
            *(_APPLIES, _SERVES, _FORECAST, _NO_LIMIT_ON_WORK, _CAP, _NOT_LIABLE, _NOT_REQUIRED, _IF_NEEDED),
            *(_TOLD_ELSEWHERE, _NO_PROMISE, _EFFECT, _REASON),
        )
    ),
    _I,
)
_NEUTRAL: Final = (
    r"\bprevaleert\b|\bvan toepassing\b|\b(?:maakt|maken) (?:integraal )?(?:onder)?deel uit\b"
    r"|\bintegraal onderdeel\b|\b(?:is|are) calculated\b"
    r"|\b(?:wordt|worden) berekend\b|\b(?:does|do) not apply\b|\b(?:is|are) excluded\b|\bvalt buiten\b"
)
_SAYS_NONE: Final = re.compile(
    "|".join((_APPLIES, _SERVES, _FORECAST, _CAP, _NOT_LIABLE, _NEUTRAL, _NOT_REQUIRED, _TOLD_ELSEWHERE, _NO_PROMISE)),
    _I,
)
_ASIDE: Final = re.compile(r"\([^()]{4,200}\)")  # in brackets: an aside
_EXPECTED: Final = re.compile(r"\bnaar verwachting\b|\bindicati(?:ve|ef)\b|\bnaar schatting\b", _I)
_DEFINES: Final = re.compile(
    r"^\W*(?:the )?[“\"‘'][^”\"’']{1,60}[”\"’'](?:,? (?:and|or|en"
    r"|of)? ?[“\"‘'][^”\"’']{1,40}[”\"’'])*[^.]{0,40}?\b(?:means?|refers?|is|are|has|betekent|includes?)\b"
    r"|\bwordt verstaan\b"
    r"|^\W*[\w ]{2,40}\b(?:means|refers to)\b"
    r"|^\W*(?:N\.?B\.?\W+)?onder\b[^.;]{3,120}\b(?:vallen|valt|verstaan (?:we|wij|partijen))\b"
    r"|^[^.;]{3,90}\b(?:heet|heten) (?:bij|in|binnen|ook)\b",
    _I,
)
_LEVEL_NOT: Final = re.compile(
    r"\b(?:mag|mogen|may|shall|must|will)\b[^.;]{0,40}\b(?:niet|geen|not|no)\b[^.;]{0,40}\b(?:hoger|lager|meer"
    r"|langer|exceed|higher"
    r"|lower|longer|more than|less than|fall below)"
    r"|\b(?:mag|mogen|kan|kunnen)\b[^.;]{0,40}\b(?:maximaal|ten hoogste|hooguit|pas)\b(?! op\b)"
    r"|^\W*(?:maximaal|ten hoogste) (?:kan|kunnen|mag|mogen)\b",
    _I,
)
_PROHIBITS: Final = re.compile(
    r"\b(?:shall|must|may|should) (?:not|never)\b|\bcan ?not be (?:used|transferred|assigned)\b"
    r"|\b(?:is|are) (?:not (?:allowed|permitted)|prohibited|forbidden)\b|\bwill (?:not"
    r"|never)\b(?! (?:be (?:interrupted|uninterrupted)|apply))"
    r"|\b(?:mag|mogen)\b[^.;]{0,60}\b(?:niet|geen|nooit)\b|\bniet toegestaan\b|\bverboden\b|\bonthoudt zich\b"
    r"|\b(?:may|shall|can|will) only\b|\b(?:may|shall)\b[^.;,]{0,25}\bonly\b|\b(?:mag"
    r"|mogen)\b[^.;]{0,40}\b(?:alleen|uitsluitend|slechts)\b"
    r"|\b(?:alleen|uitsluitend|slechts) (?:\w+ ){0,3}toegestaan\b|\bneither party (?:may|shall)\b|\bagrees? not to\b"
    r"|^\W*no [\w ]{2,40}\b(?:shall|may) be\b|\bdo not\b(?=[^.;]{0,40}\b(?:use|share|disclose)\b)",
    _I,
)
_EFFORT: Final = re.compile(
    r"\b(?:reasonable|best|all)\b[\w ]{0,26}\b(?:efforts|endeavou?rs|attempts?)\b|\bspan(?:t"
    r"|nen)\b[^.;]{0,25}\bin\b(?= |\.|,)"
    r"|\binspannen\b|\binspanningsverplichting\w*|\b(?:alle|redelijke|uiterste|maximale)\b[\w ]{0,20}"
    r"\binspanning(?:en)?\b|\binspanning(?:en)? (?:te )?(?:leveren|verrichten|plegen)\b"
    r"|\bnaar beste vermogen\b|\bshall endeavou?r\b|\buse reasonable\b",
    _I,
)
_BINDS: Final = re.compile(
    r"\bshall\b|\bmust\b|\b(?:is|are) to be (?!found|seen|considered)\w+"
    r"|\bit is (?:\w+ ){0,2}?(?:your|\w+['’]s) (?:\w+ )?responsibility\b|\bhet is de verantwoordelijkheid van\b"
    r"|\bmoet(?:en)?\b|\bdien(?:t|en)\b[^.;]{0,160}?\bte\b|\b(?:is|are|be) (?:required"
    r"|obliged|obligated|responsible)\b"
    r"|\b(?:is|zijn) (?:verplicht|gehouden|verantwoordelijk|verschuldigd)\b|\bverplicht(?:en)? zich\b|\bundertakes?\b"
    r"|\b(?:you|customer|supplier|provider|we|part(?:y|ies))\b[^.;]{0,15}\bagrees? (?:to|that)\b"
    r"|\bwarrants? that\b|\bguarantees?\b"
    r"|\bgarandeert\b|\bwaarborgt\b|\bdraagt\b[^.;]{0,20}\bzorg\b|\bzorgt\b[^.;]{0,12}\b(?:voor|dat)\b"
    r"|\bvrijwaart\b|\bindemnif(?:y|ies)\b",
    _I,
)
_WILL: Final = re.compile(
    rf"\b{_PARTIES}\b(?:,[^,]{{0,60}},)?(?: \w+ly| also| then)? will\b|\bwe['’]ll\b"
    rf"|\bwill be (?!interrupted)\w+ed\b|\bwill be available\b"
    r"|\b(?:zal|zullen)\b|\bwill (?:provide|receive|notify|give|issue|apply a)\b",
    _I,
)
_OWED: Final = re.compile(
    r"\b(?:entitled to|eligible for|will receive|receives?|recht op|ontvangt|krijgt)\b[^.;]{0,30}\b(?:credits?"
    r"|refund|compensation|korting"
    r"|boete|malus|bonus|vergoeding)|\b(?:wordt|worden|is|are)\b[^.;]{0,60}\b(?:in mindering gebracht"
    r"|ingehouden|deducted|credited)\b"
    r"|\b(?:betaalt|vergoedt|verbeurt)\b|\b(?:boete|bonus|malus|korting)\b[^.;]{0,30}\bbedraagt\b",
    _I,
)
_ALLOWS: Final = re.compile(
    r"\b(?-i:may|MAY)\b|\bmight\b|\bcan\b|\b(?:kan|kunnen)\b|\b(?:mag|mogen)\b|\b(?:is|are|be) entitled to\b"
    r"|\bentitl(?:es|ing) the\b"
    r"|\breserves? the right\b|\b(?:has|have) the right\b|\b(?:is|zijn) (?:gerechtigd|bevoegd)\b|\b(?:heeft"
    r"|hebben) het recht\b",
    _I,
)
_WISHES: Final = re.compile(
    r"\bshould\b|\baims? (?:to|for|at)\b|\b(?:is|are) encouraged\b|\bstre(?:eft|ven)\b|\bbij voorkeur\b"
    r"|\bideally\b|\bbest[ -]effort\b(?!s)"
    r"|\bwordt (?:ernaar )?gestreefd\b|\bprefer(?:s|red|ably)\b|\bwenselijk\b",
    _I,
)


def split_sentences(text: str) -> list[str]:
    """Return the sentences and cells of a clause."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def read_sentence(sentence: str) -> Stance:
    """Return what the words of one sentence say; open where no word tells, as in the present tense."""
    if _DEFINES.search(sentence):
        return "none"
    if _EXPECTED.search(sentence):
        return "none"
    plain = _IS_NONE.sub(" ", _ASIDE.sub(" ", sentence))
    if _LEVEL_NOT.search(plain):
        return "obligation"
    prohibits, binds = _PROHIBITS.search(plain), _BINDS.search(plain)
    if prohibits and (binds is None or prohibits.start() <= binds.start()):
        return "prohibition"
    if _EFFORT.search(plain):
        return "effort"
    if _OWED.search(plain) or _binds(plain):
        return "obligation"
    if _ALLOWS.search(plain):
        return "permission"
    if _WISHES.search(plain):
        return "wish"
    return "none" if _SAYS_NONE.search(sentence) else "open"


def _binds(sentence: str) -> bool:
    """Return whether a sentence binds: a permission that comes first leaves what follows to its condition."""
    sentence = re.sub(r"(?i)\b(?:shall|will) (?:also )?be entitled to\b", "be entitled to", sentence)
    sentence = re.sub(r"(?i)\b(may|might|can)\b([^.;]{0,60}?)\bbe (?:required|obliged) to\b", r"\1\2", sentence)
    found = [match for pattern in (_BINDS, _WILL) if (match := pattern.search(sentence))]
    if not found:
        return False
    start = min(match.start() for match in found)
    allowed = _ALLOWS.search(sentence)
    return (
        allowed is None
        or start < allowed.start()
        or not re.search(
            r"(?i)\b(?:provided|mits|if|indien|that|die|dat|which|as|where|upon|to)\b", sentence[allowed.end() : start]
        )
    )


_MODALITY: Final = {"obligation": "obligation", "prohibition": "prohibition", "effort": "soft"}
_WEAKER: Final = {"permission": "permission", "wish": "soft"}
_SIDES: Final = (
    (
        "both",
        re.compile(
            r"\b(?:(?:both|each|either|neither|the|beide|elke) )?part(?:y|ies|ijen)\b|\bpartijen\b"
            r"|\bsupplier and the (?:buyer|customer|client)\b"
            r"|\b(?:neither|either|each) party\b|\bopdrachtgever en opdrachtnemer\b",
            _I,
        ),
    ),
    (
        "customer",
        re.compile(
            r"\b(?:customer|client|buyer|you|users?|subscriber|opdrachtgever|opdrachtgevende organisatie|klant"
            r"|afnemer|gebruikers?|beheerorganisatie"
            r"|melder|bezoekers?)\b(?!['’]s? )",
            _I,
        ),
    ),
    (
        "supplier",
        re.compile(
            r"\b(?:supplier|provider|contractor|vendor|we|github|aws|starlink|opdrachtnemer|leverancier"
            r"|aannemer|ictu|project|organisatie"
            r"|organization|servicedesk|monteurs?|personnel|staff|helpdesk|team)\b(?!['’]s? )",
            _I,
        ),
    ),
)


def _find_subject(sentence: str) -> str:
    """Return who stands before the verb that binds: supplier, customer, both or nobody."""
    verbs = [match for pattern in (_BINDS, _WILL, _PROHIBITS, _EFFORT, _OWED) if (match := pattern.search(sentence))]
    start = min((match.start() for match in verbs), default=0)
    found = [(match.start(), side) for side, party in _SIDES for match in party.finditer(sentence, 0, start + 12)]
    found = [entry for entry in found if entry[0] <= start + 6]
    return max(found)[1] if found else "nobody"


@dataclass(frozen=True)
class Duties:
    """What the words of a clause say, sentence by sentence and together."""

    stances: tuple[Stance, ...]
    binding: bool
    modality: str  # of the first binding sentence, else the first telling one
    subject: str  # who stands before the binding verb
    leader: str  # who the main sentence begins with, doing: supplier, customer, both or nobody
    main: str  # the first binding sentence, else the first
    clear: bool  # the words themselves tell: one sentence binds, or none is open


def read_duties(text: str) -> Duties:
    """Return what the words of a clause say about who is bound, by rules alone."""
    sentences = split_sentences(text)
    stances = tuple(read_sentence(sentence) for sentence in sentences)
    bound = [i for i, stance in enumerate(stances) if stance in _MODALITY]
    telling = [stance for stance in stances if stance in ("permission", "wish")]
    modality = _MODALITY[stances[bound[0]]] if bound else _WEAKER[telling[0]] if telling else "none"
    subject = _find_subject(sentences[bound[0]]) if bound else "unclear"
    main = sentences[bound[0] if bound else 0] if sentences else ""
    clear = bool(bound) or (bool(stances) and "open" not in stances)
    return Duties(stances, bool(bound), modality, subject, find_leader(main), main, clear)
