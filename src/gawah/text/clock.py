"""Expressions of time in English prose, found and taken apart; which day they mean is for `gawah.resolve.dates` to say.

One grammar serves finding and reading, so that what is found can always be read. Every pattern is linear in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun".split("|")
    )
    for name in names.split()
}
SOLAR = {
    name: number
    for number, names in enumerate(
        "hamal farvardin|saur sawr ordibehesht|jawza khordad|saratan tir|asad mordad|sunbula sonbola shahrivar|mizan mehr|"
        "aqrab aban|qaws azar|jadi dey|dalw dalwa bahman|hut hoot esfand".split("|"),
        1,
    )
    for name in names.split()
}
ISLAMIC = {
    "muharram": 1, "safar": 2, "rabi al-awwal": 3, "rabi al-thani": 4, "jumada al-awwal": 5, "jumada al-thani": 6, "rajab": 7,
    "shaban": 8, "sha'ban": 8, "ramadan": 9, "ramazan": 9, "shawwal": 10, "shawal": 10, "dhu al-qadah": 11, "dhu al-hijjah": 12,
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = {
    "day": "D", "night": "D", "week": "W", "weekend": "WE", "fortnight": "F", "month": "M", "year": "Y", "decade": "DE",
    "century": "CE", "hour": "TH", "minute": "TM", "second": "TS",
}  # fmt: skip
SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "several": 0,
    "few": 0,
    "some": 0,
    "many": 0,
    "couple": 2,
}


def _or(words: object) -> str:
    return "|".join(re.escape(str(word)) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_M, _WD = rf"(?:{_or(MONTHS)})\b\.?", rf"(?:{_or(WEEKDAYS)})\b"
_FULL_WD = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?:1[5-9]\d\d|20\d\d)"
_WORDS = _or(set(SMALL) - {"a", "an"})
_N = rf"(?:\d{{1,4}}(?:\s1/2)?|(?:a\s+)?(?:{_WORDS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|an?)"
_U = rf"(?:{_or(UNITS)})"
_PART = r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)"
_ZONE = r"(?:EDT|EST|GMT|UTC|PDT|PST|local\s+time)\b"
_CLOCK = (
    rf"(?:\d{{1,2}}(?::\d\d|\.\d\d)?\s*(?:[ap]\.?m\b\.?)(?:\s+{_ZONE})?"
    r"|\d{1,2}:\d\d(?:\s+(?:GMT|UTC|hours|local\s+time))?)"
)
_ABOUT = (
    r"(?:(?:almost|nearly|about|around|some|more\s+than|less\s+than|at\s+least|over|roughly|approximately|"
    r"just\s+over|only|just)\s+)"
)
_OF = r"(?:early|mid|late|the\s+(?:beginning|middle|end|start|first\s+half|second\s+half)\s+of)"
_COUNTED = r"(?!\s*(?:people|men|women|fighters|soldiers|metres|meters|km|feet|troops|homes|houses|families|others|\w+ed\b))"
_LONG_MONTHS = _or([name for name in MONTHS if len(name) > 3 or name == "may"])

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<iso>\d{4}-\d{2}-\d{2})"),
    ("slash", r"(?P<slash>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2}))"),
    (
        "solar",
        (
            rf"(?:(?P<so_d>{_D})\s+(?P<so_m>{_or(SOLAR)}),?\s+(?P<so_y>1[234]\d\d)"
            rf"|(?P<so_d2>{_D})\s+(?P<so_m2>{_or(set(SOLAR) - {'asad', 'mehr', 'tir', 'jadi', 'hut'})})\b{_COUNTED})"
        ),
    ),
    ("islamic", rf"(?P<is_d>{_D})\s+(?P<is_m>{_or(ISLAMIC)})(?:\s+(?P<is_y>1[345]\d\d))?"),
    (
        "feast",
        (
            r"(?P<feast>(?:the\s+end\s+of\s+|the\s+month\s+of\s+)?(?:ramadan|ramazan|eid\s+(?:al|ul)-fitr|eid\s+(?:al|ul)-adha|eid|"
            rf"mawlid|ashura|arbaeen))\b(?!\s+[A-Z][a-z])(?:,?\s+(?P<fe_y>{_Y}))?"
        ),
    ),
    (
        "holiday",
        (
            r"(?:(?P<ho_w>last|next|this|past)\s+)?(?P<holiday>nowruz|norouz|nawruz|nauruz|christmas(?:\s+(?:eve|day))?|"
            r"new\s+year['’]s\s+(?:eve|day)|valentine['’]s\s+day|palm\s+sunday|good\s+friday|easter(?:\s+(?:sunday|monday|week))?|"
            rf"holy\s+week|thanksgiving(?:\s+day)?|memorial\s+day|labor\s+day|halloween)\b(?:,?\s+(?P<ho_y>{_Y}))?"
        ),
    ),
    (
        "telegram",
        r"(?P<te_d>[0-3]?\d)\s+(?P<te_m>(?-i:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))\s+(?P<te_y>\d\d)(?![\d,.]*\d)",
    ),
    (
        "range",
        (
            r"(?:(?:between|from)\s+)?"
            rf"(?:(?P<ra_m1>{_M})\s+(?P<ra_d1>{_D})\s*(?:-|–|to|and|until)\s*(?:(?P<ra_m2>{_M})\s+)?(?P<ra_d2>{_D}){_COUNTED}"
            rf"|(?P<ra_d3>{_D})(?:\s+(?P<ra_m3>{_M}))?\s*(?:-|–|to|and|until)\s*(?P<ra_d4>{_D})\s+(?P<ra_m4>{_M}))"
            rf"(?:,?\s+(?P<ra_y>{_Y}))?"
        ),
    ),
    (
        "date",
        (
            rf"(?:(?P<da_w>{_WD})(?:\s+(?P<da_p>{_PART}))?,?\s+|(?P<da_n>the\s+night\s+of\s+))?"
            rf"(?:(?:the\s+)?(?P<da_d1>{_D})(?:\s+of)?\s+(?P<da_m1>{_M})(?:,?\s+(?P<da_y1>{_Y}|'?\d\d(?=\s*(?:--|\]))))?"
            rf"|(?P<da_m2>{_M})\s+(?:the\s+)?(?P<da_d2>{_D})\b(?:,?\s+(?P<da_y2>{_Y}))?)"
        ),
    ),
    (
        "nth",
        r"(?<=on\s)the\s+(?P<nth>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?:\s+of\s+(?P<nt_of>(?:this|last)\s+month))?(?=\s*[.,;:)]|\s+(?:in|at|near|and|when|after|by|of|they|he|she|it|the|an?)\b|\s*$)",
    ),
    (
        "fraction",
        (
            rf"(?:(?:the\s+)?(?P<fr_n>first|second|third|fourth|last)\s+(?P<fr_u>quarter|half)(?:\s+of\s+(?P<fr_y>{_Y})|(?=\s+of\s+the\s+year))"
            rf"|(?P<fr_q>Q[1-4])\b(?:\s+(?:of\s+)?(?P<fr_y2>{_Y}))?|fiscal\s+(?:year\s+)?(?P<fi_y>\d{{4}}))"
        ),
    ),
    (
        "month",
        (
            rf"(?:(?P<mo_of>{_OF})[\s-]+)?(?:(?P<mo_rel>last|next|this|past)\s+)?(?P<mo_m>{_LONG_MONTHS})"
            rf"(?:(?:,|\s+of)?\s+(?P<mo_y>{_Y}))?"
        ),
    ),
    ("years", r"(?P<ys_1>(?:19|20)\d\d)[-–](?P<ys_2>(?:19|20)\d\d|\d\d)(?![\d-])"),
    ("decade", rf"(?:(?P<de_of>{_OF})\s+)?(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0s|(?:19|20)?'?\d0s)"),
    (
        "ago",
        (
            rf"(?:{_ABOUT})?(?P<ag_n>{_N})\s+(?:of\s+)?(?P<ag_u>{_U})s?\s+"
            r"(?P<ag_way>ago|earlier|before|later|after|previously|hence)\b"
            r"(?=(?P<ag_of>(?<=after)\s+\w|(?<=before)\s+\w)?)"
        ),
    ),
    (
        "past",
        (
            r"(?:over\s+|during\s+|in\s+|within\s+)?(?:the\s+)?(?P<pa_way>past|last|previous|next|coming|recent)\s+"
            rf"(?P<pa_n>{_N})\s+(?P<pa_u>{_U})s?\b"
        ),
    ),
    ("recent", rf"(?:the\s+)?(?P<re_way>recent|past|coming|last)\s+(?P<re_u>{_U})s\b"),
    (
        "this",
        (
            r"(?:(?P<th_of>early|earlier|late|later|mid)\s+)?(?:the\s+)?"
            r"(?P<th_way>last|past|this|next|previous|following|current|coming|same|that)\s+"
            rf"(?P<th_u>day|week|weekend|month|year|decade|century|night|morning|afternoon|evening|{_or(SEASONS)})\b"
        ),
    ),
    ("season", rf"(?:(?P<se_of>{_OF})\s+)?(?:the\s+)?(?P<se_s>spring|summer|autumn|winter)(?:\s+of)?(?:\s+(?P<se_y>{_Y}))"),
    (
        "weekday",
        (
            rf"(?:(?P<we_clock>{_CLOCK})\s+(?:on\s+)?)?(?:(?P<we_of>early|late)\s+(?:on\s+)?)?"
            r"(?:(?P<we_way>last|next|this|past|the\s+previous|the\s+following)\s+)?"
            rf"(?P<we_w>{_FULL_WD})(?:\s+(?P<we_p>{_PART})s?)?"
        ),
    ),
    (
        "deictic",
        (
            r"(?P<deictic>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow"
            rf"|yesterday(?:\s+{_PART})?|tomorrow(?:\s+{_PART})?|today|tonight|overnight"
            r"|the\s+(?:night|day)\s+before|the\s+(?:previous|preceding)\s+(?:day|night)"
            r"|the\s+(?:next|following)\s+(?:day|night|morning)|a\s+day\s+(?:later|earlier|after|before)"
            r"|(?:over|at|on|during)\s+the\s+weekend|(?:the|that)\s+same\s+(?:day|night))"
        ),
    ),
    (
        "daypart",
        (
            r"(?P<daypart>(?:(?:this|the|that|in\s+the|early|late|at)\s+)?"
            r"(?:morning|afternoon|evening|noon|midday|midnight|dawn))\b"
        ),
    ),
    ("clock", rf"(?P<clock>{_CLOCK})"),
    ("year", rf"(?:(?P<ye_of>{_OF})\s+)?(?P<year>{_Y}){_COUNTED}"),
    (
        "now",
        (
            r"(?P<now>now|currently|at\s+present|presently|(?<=at\s)the\s+moment|recently|lately|the\s+past|the\s+future|future|soon|"
            r"in\s+the\s+past|formerly|previously)"
        ),
    ),
    (
        "set",
        rf"(?P<set>daily|weekly|monthly|annually|yearly|nightly|hourly|(?:every|each)\s+(?:{_FULL_WD}|{_U})s?|(?<=on\s){_FULL_WD}s)\b",
    ),
    (
        "span",
        rf"(?:{_ABOUT})?(?P<sp_n>{_N})[\s-]+(?:(?:more|consecutive|straight|full)\s+)?(?P<sp_u>{_U})s?(?:-long)?\b(?!-old|\s+old)",
    ),
    ("spans", r"(?P<ss_u>days|weeks|months|years|decades|hours)\b"),
)
"""Kinds of expressions with their patterns, the more exact before the looser; names of groups are used once."""

_FIND = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<k_{name}>{pattern})" for name, pattern in PATTERNS) + r")(?!\w)", re.IGNORECASE
)


_START = re.compile(r"(?<![\w-])(?:'?\d|[A-Za-z]+)")
_FIRST = frozenset(
    "the a an over during in within at on that this these over last past next previous following current coming same recent "
    "almost nearly about around some more less roughly approximately just only between from "
    "early earlier late later mid first second third fourth fiscal q every each "
    "daily weekly monthly annually yearly nightly hourly "
    "yesterday tomorrow today tonight overnight morning afternoon evening noon midday midnight dawn "
    "now currently presently recently lately future soon formerly previously "
    "nowruz norouz nawruz nauruz christmas new valentine palm good easter holy thanksgiving memorial labor halloween "
    "ramadan ramazan eid mawlid ashura arbaeen".split()
) | frozenset((*MONTHS, *WEEKDAYS, *SEASONS, *SMALL, *UNITS, *(f"{word}s" for word in (*WEEKDAYS, *UNITS))))
"""Words that an expression of time can begin with; looking only there reads a text several times as fast."""


class TimeWords(NamedTuple):
    """An expression of time: where it stands, its kind, and its parts by name (lower case)."""

    start: int
    end: int
    words: str
    kind: str
    parts: dict[str, str]


def time_words(text: str, start: int = 0, end: int | None = None) -> list[TimeWords]:
    """The expressions of time of a stretch of text, in order. Offsets are those of `text`."""
    found, stop = [], len(text) if end is None else end
    read = start
    for word in _START.finditer(text, start, stop):
        first = word.group()
        if word.start() < read or not (first[-1].isdigit() or first.lower() in _FIRST):
            continue
        match = _FIND.match(text, word.start(), stop)
        if match is None:
            continue
        read = match.end()
        groups = match.groupdict()
        kind = next(name for name, _ in PATTERNS if groups[f"k_{name}"] is not None)
        parts = {key: " ".join(value.lower().split()) for key, value in groups.items() if value and not key.startswith("k_")}
        if _noise(
            kind, match.group(), parts, text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
        ):
            continue
        found.append(TimeWords(match.start(), match.end(), match.group(), kind, parts))
    return found


_LEADS_MONTH = re.compile(
    r"\b(?:in|since|during|of|until|till|by|from|and|to|between|throughout|through|after|before|for)\s+$", re.IGNORECASE
)
"""Words before "May" that tell the month from the verb."""


def _noise(kind: str, words: str, parts: dict[str, str], before: str, after: str) -> bool:
    """Words that look like a time and are not: "may" the verb, "march" the walk, "second" the number, "his 30s" an age."""
    match kind:
        case "month":
            named = words.rsplit(maxsplit=1)[-1][:1].isupper() and not after.startswith(" for ")
            if parts["mo_m"] == "may" and not {"mo_y", "mo_of", "mo_rel"} & parts.keys():
                return not named or not _LEADS_MONTH.search(before)
            return parts["mo_m"] in {"may", "march"} and "mo_y" not in parts and not named
        case "span":
            named = words[-1:].islower() and words.rsplit(maxsplit=1)[-1][:1].isupper()
            age = re.match(r"\s+(?:of\s+age|a\s+(?:day|week|year))", after) or re.search(r"\baged\s+$", before)
            return parts["sp_u"] == "second" or (parts["sp_u"] == "night" and parts["sp_n"] == "a") or named or bool(age)
        case "ago":
            return parts["ag_u"] == "second"
        case "decade":
            return bool(re.search(r"\b(?:his|her|their|my)\s+(?:\w+\s+)?$", before, re.IGNORECASE))
        case "set":
            return " " not in parts["set"] and after[:1] == " " and after[1:2].isupper()
        case "now":
            return parts["now"] == "soon" and bool(re.match(r"\s+as\b", after))
        case _:
            return False


def amount(words: str) -> int | None:
    """The number of a counted unit ("two", "a few" -> 0 for an untold number)."""
    words = words.replace("a ", "", 1) if words.startswith("a ") else words
    if words[:1].isdigit():
        return int(re.match(r"\d+", words).group())  # type: ignore[union-attr]
    first, _, second = words.partition("-")
    return SMALL[first] + SMALL.get(second, 0) if first in SMALL else None
