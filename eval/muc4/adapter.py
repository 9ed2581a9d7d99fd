"""The adapter: claims of one document as MUC-4 templates.

Each claim of violence becomes an act; acts that do not contradict each other are one incident; what the rules of 1992
exclude is left out here, not in the reader; what is left is written as templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from eval.muc4.parties import ARTICLES, Target, as_number, people, thing, tokens_at
from eval.muc4.relevance import features, likely
from eval.muc4.tables import NINE, tables
from gawah.extract.lexicon import lexicon
from gawah.extract.names import known_names
from gawah.extract.scene import Scene, look
from gawah.language.parsed import Parsed
from gawah.model import Claim, Document, EventType, Mention, Outcome, Reading, Span, Stance, When
from gawah.resolve.dates import resolve_days

E = EventType
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
DATELINE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})[A-Z]* ((?:19)?[89]\d)\b")
ATTACKS = {E.ATTACK_ON_CIVILIANS, E.TORTURE, E.ARMED_CLASH, E.SEXUAL_VIOLENCE, E.SHELLING_OR_MISSILE, E.PROPERTY_DESTRUCTION}
BOMBED = re.compile(r"\b(?:CAR-?)?(?:BOMB|DYNAMIT|EXPLO|DETONAT|BLEW UP|BLOWN UP|BLOW UP)")
BURNED = re.compile(r"\b(?:BURN|ARSON|SET (?:ON )?(?:FIRE|ABLAZE)|SET (?:\w+ ){1,4}ON FIRE|TORCH)")
ROBBED = re.compile(r"\b(?:ROB|ROBB\w+|STEAL\w*|STOLE|STOLEN|LOOT\w*|THEFT)\b")
KIDNAPPED = re.compile(r"\b(?:KIDNAP|ABDUCT|HOSTAGE)")
DEADLY = re.compile(
    r"MURDER|ASSASSINAT|KILL|EXECUT|SLA[YI]|DEATH|DEAD|MASSACRE|DIED|DIE\b|DEADLY|SHOT TO|GUNNED DOWN|BOD(?:Y|IES)"
)
HARMFUL = re.compile(r"WOUND|INJUR|HURT")
SHOT = re.compile(r"\b(?:SHOT|SHOOT|GUNNED|GUNFIRE|GUNMEN|BULLET|FIRED (?:AT|ON)|OPENED FIRE|RIDDLED|FIREARM)")
MACHINEGUNNED = re.compile(r"MACHINE-?\s?GUN")
TRIED = re.compile(r"\b(?:TRIED TO|ATTEMPTED|ATTEMPT TO|FOILED|FAILED|FRUSTRATED|DEFUSED|DEACTIVATED|THWARTED|UNSUCCESSFUL)\b")
THREAT = re.compile(r"\bTHREAT(?:EN\w*|S)?\b")
SUSPECT = re.compile(r"SUSPECT|ACCUS|BLAM|ATTRIBUT|PRESUM|ALLEG|APPARENTLY|BELIEVED|RESPONSIB|CHARGED|HELD RESPONS")
BLAME = re.compile(r"ATTRIBUT|BLAM|ACCUS|RESPONSIB|SUSPECT|PRESUM|ALLEGED|CLAIM")
CLAIMED = re.compile(
    r"CLAIM\w*\s+(?:THE\s+)?(?:RESPONSIB|CREDIT)|TOOK\s+(?:RESPONSIB|CREDIT)|ADMITTED|RESPONSIBILITY\s+WAS\s+CLAIMED"
)
NOT_CLAIMED = re.compile(r"\bNO(?:T|BODY|NE| ONE| GROUP| ORGANIZATION)?\b[^.]{0,60}CLAIM|DENIED|NEITHER")
AUTHORITY = re.compile(r"POLICE|AUTHORIT|MILITARY|ARMY|OFFICIAL|MINIST|GOVERNMENT|COPREFA|JUDGE|ARMED FORCES")
TELLING = frozenset("condemn report announce learn disclose reveal regret deplore repudiate".split())
VILLAIN = re.compile(
    r"GUERRILLAS?|TERRORISTS?|REBELS?|ASSAILANTS?|GUNM[AE]N|COMMANDOE?S|ASSASSINS?|SUBVERSIVES?|TRAFFICKERS|KIDNAPPERS|EXTREMISTS|"
    r"ATTACKERS|MURDERERS|CRIMINALS|INDIVIDUALS?|M[AE]N|PERSONS|PEOPLE|YOUTHS|SQUADS?"
)
VAGUE = frozenset("INDIVIDUAL INDIVIDUALS MAN MEN PERSONS PEOPLE YOUTHS".split())
STATE = "STATE-SPONSORED VIOLENCE"
OLDEST = timedelta(days=62)
LEAST = 0.36
"""How likely an incident must be to be wanted; F over all slots of DEV is flat around it."""


@dataclass(slots=True)
class Act:
    """What one claim tells, in the terms of MUC-4."""

    kind: str
    claim: Claim
    sentences: list[int]
    words: str
    when: When
    place: str
    targets: list[Target] = field(default_factory=list)
    doers: list[tuple[str, str]] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)


def dateline(text: str) -> date | None:
    """The day in the first lines of a report."""
    match = DATELINE.search(text[:400])
    if match is None:
        return None
    try:
        return date(int(match[3][-2:]) + 1900, MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


def templates(document: Document, parsed: Parsed, reading: Reading) -> list[dict[str, Any]]:
    """The templates of a document."""
    scene, found = candidates(document, parsed, reading)
    return [written(scene, one) for one in found if likely(told(scene, one, len(found) - 1)) >= LEAST]


def candidates(document: Document, parsed: Parsed, reading: Reading) -> tuple[Scene, list[list[Act]]]:
    """The incidents of a document that no rule of 1992 leaves out."""
    scene = look(document, parsed)
    scene.names.update(known_names(scene))
    acts = []
    for claim, when in zip(reading.claims, resolve_days(document, reading.claims), strict=True):
        kind, days = kind_of(scene, claim), when.chosen or When()
        if kind and claim.stance is not Stance.DENIES and not old(scene, days):
            acts.append(act(scene, claim, kind, days))
    return scene, [incident for incident in incidents(acts) if relevant(incident)]


def told(scene: Scene, incident: Sequence[Act], rivals: int) -> dict[str, float]:
    """The features of an incident."""
    return features(scene, incident, [target for one in incident for target in one.targets if wanted(target)], rivals)


def old(scene: Scene, when: When) -> bool:
    """Whether it happened more than two months before the report; "aged 50" is no year."""
    published = scene.document.published
    return bool(when.last and published and when.last.year > 1960 and when.last < published - OLDEST)


def sentence_words(scene: Scene, claim: Claim) -> tuple[list[int], str]:
    """The sentences of a claim, and their words on one line."""
    first, _ = tokens_at(scene, claim.trigger.span)
    found = [scene.sentence_of[min(first, len(scene.tokens) - 1)]]
    return found, " ".join(
        scene.document.words(Span(scene.sentences[at].start, scene.sentences[at].end)) for at in found
    ).upper()


def kind_of(scene: Scene, claim: Claim) -> str:
    """The type of incident that a claim tells of; empty where it tells of none."""
    trigger = " ".join(claim.trigger.words.upper().split())
    if KIDNAPPED.search(trigger) or claim.event is E.ABDUCTION:
        return "KIDNAPPING"
    if BURNED.search(trigger):
        return "ARSON"
    if BOMBED.search(trigger) or claim.event in {E.IED_OR_MINE, E.SUICIDE_BOMBING, E.AIR_OR_DRONE_STRIKE}:
        return "BOMBING"
    if ROBBED.search(trigger):
        return "ROBBERY"
    deadly = claim.event in {E.DEPLOYMENT, E.OTHER, E.TERRITORY_CHANGE, E.PROTEST_REPRESSED, E.RIOT} and DEADLY.search(trigger)
    if claim.event not in ATTACKS and not deadly:
        return ""
    return "BOMBING" if re.search(r"\b(?:CAR )?BOMB|DYNAMITE|EXPLOSIVE", sentence_words(scene, claim)[1]) else "ATTACK"


def act(scene: Scene, claim: Claim, kind: str, when: When) -> Act:
    """A claim as an act."""
    sentences, words = sentence_words(scene, claim)
    own = scene.sentences[sentences[0]]
    here = any(own.start <= time.span.start < own.end and not of_telling(scene, time) for time in claim.times)
    made = Act(
        kind,
        claim,
        sentences,
        words,
        when if here and (when.last or date.max).year > 1960 else When(),
        place_of(scene, claim, own.at),
    )
    deadly = DEADLY.search(claim.trigger.words.upper())
    for target in targets(scene, claim, kind):
        if not target.thing and not target.effect and kind != "KIDNAPPING":
            target.effect = "DEATH" if deadly else "INJURY" if HARMFUL.search(claim.trigger.words.upper()) else ""
        old = next((one for one in made.targets if one.thing == target.thing and one.same(target)), None)
        old.add(target) if old else made.targets.append(target)
    made.doers, made.groups = perpetrators(scene, claim, words)
    return made


def of_telling(scene: Scene, time: Mention) -> bool:
    """Whether "today" stands beside a word of telling: "reported today" says nothing of the day of the happening."""
    if time.words.upper() not in {"TODAY", "YESTERDAY"}:
        return False
    first, last = tokens_at(scene, time.span)
    beside = scene.tokens[max(0, first - 1) : first] + scene.tokens[last : last + 1]
    return any(
        token.upos == "VERB" and (token.lemma.lower() in lexicon().affirm or token.lemma.lower() in TELLING) for token in beside
    )


def targets(scene: Scene, claim: Claim, kind: str) -> Iterator[Target]:
    """The people and things of a claim, those of its tolls with number and effect."""
    effects = {Outcome.KILLED: "DEATH", Outcome.WOUNDED: "INJURY"}
    counted: list[Span] = []
    for toll in claim.tolls:
        if toll.span is None or toll.outcome not in {*effects, Outcome.ABDUCTED, Outcome.CASUALTIES}:
            continue
        target = people(scene, *tokens_at(scene, toll.span), harmed=toll.outcome in effects)
        if target is not None:
            counted.append(toll.span)
            target.effect = effects.get(toll.outcome, "")
            target.number = "1" if target.name else as_number(toll.count) if toll.count.numbered else target.number
            yield target
    own = scene.sentences[sentence_words(scene, claim)[0][0]]
    near = [party for party in claim.targets if own.start <= party.span.start < own.end]
    for party in near or ([] if counted else claim.targets):
        if any(span.meets(party.span) for span in counted):
            continue
        first, last = tokens_at(scene, party.span)
        found = people(scene, first, last) or thing(scene, first, last)
        if found is not None:
            yield found
    yield from struck(scene, claim, kind, counted + [party.span for party in claim.targets])


def struck(scene: Scene, claim: Claim, kind: str, known: Sequence[Span]) -> Iterator[Target]:
    """Things that the sentence of a claim names beside its targets, where the type of incident is one that strikes things."""
    if kind not in {"BOMBING", "ARSON", "ATTACK"}:
        return
    first, last = tokens_at(scene, claim.trigger.span)
    for at in range(first, last):
        for kid in scene.children(at, "obl", "nmod", "obj", "nsubj:pass"):
            case = next((one.text.lower() for one in scene.children(kid.at, "case")), "")
            if case not in (
                {"against", "on", ""}
                if kind == "ATTACK"
                else {"against", "on", "at", "in", "inside", "outside", "near", "under", "of", ""}
            ):
                continue
            if scene.span(kid.at, kid.at + 1).start in {span.start for span in known}:
                continue
            found = thing(scene, *scene.kernel(kid.at))
            if found is not None and not any(span.meets(found.spans[0]) for span in known):
                yield found


def perpetrators(scene: Scene, claim: Claim, words: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Individuals and organisations that a claim names as having done it, each with the category of incident."""
    doers: list[tuple[str, str]] = []
    groups: list[tuple[str, str]] = []
    known = tables()
    for party in claim.agents:
        first, last = tokens_at(scene, party.span)
        text = scene.words(first, last).upper()
        tail = scene.document.text[party.span.start : party.span.end + 60].split(",")[0].upper()
        match = known.group_names.search(scene.words(first, last).upper()) or known.group_names.match(
            re.sub(r"^\s*(?:OF|FROM|BELONGING TO)\s+(?:THE\s+)?", "", " ".join(tail.split())[len(text) :])
        )
        if match:
            name = " ".join(match.group().split())
            groups.append((name, known.groups[name]))
        head = text.split()[-1].removesuffix("'S")
        if head in known.doers and not (match and match.group() == text):
            doers.append((re.sub(r"^(?:THE|AN?)\s+", "", text), known.doers[head]))
    if not doers:
        doers = list(strangers(scene, claim))[:1]
    if not groups:
        groups = [(name, category) for name, category in named(words) if category != STATE and SUSPECT.search(words)]
    return doers, groups


def strangers(scene: Scene, claim: Claim) -> Iterator[tuple[str, str]]:
    """Those who, by the noun alone, are up to no good, in the sentence of a claim or the next: "unidentified gunmen"."""
    at = sentence_words(scene, claim)[0][0]
    victims = [party.span for party in claim.targets] + [toll.span for toll in claim.tolls if toll.span]
    for sentence in scene.sentences[at : at + 2]:
        for token in scene.parsed.words(sentence):
            if token.upos in {"NOUN", "PROPN"} and VILLAIN.fullmatch(token.text.upper()):
                first, last = scene.kernel(token.at)
                text = scene.words(first, last).upper()
                vague = token.text.upper() in VAGUE and not re.search(r"UNIDENTIFIED|UNKNOWN|ARMED|HOODED|MASKED|HEAVILY", text)
                if not vague and not any(span.meets(scene.span(first, last)) for span in victims):
                    yield ARTICLES.sub("", text), tables().doers.get(token.text.upper(), "TERRORIST ACT")


def named(words: str) -> Iterator[tuple[str, str]]:
    """The organisations that a text names."""
    for match in tables().group_names.finditer(words):
        name = " ".join(match.group().split())
        yield name, tables().groups[name]


def place_of(scene: Scene, claim: Claim, sentence: int) -> str:
    """Where it happened: the most specific place of the sentence that a table knows, else of the claim, else the country."""
    known, own = tables(), scene.sentences[sentence]
    here = scene.document.words(Span(own.start, own.end)).upper()
    names = [" ".join(place.words.upper().split()) for place in claim.places]
    found = [" ".join(match.group().split()) for match in known.place_names.finditer(here)]
    found = [name for name in found if name not in NINE]
    country = country_of(scene, here)
    for name in found:
        if name in names or not names or not any(one in here for one in names):
            return located(name, country)
    for place, name in zip(claim.places, names, strict=True):
        if own.start <= place.span.start < own.end and name in known.places and name not in NINE:
            return located(name, country)
    return located(found[0], country) if found else nearby(scene, sentence, country)


def nearby(scene: Scene, sentence: int, country: str) -> str:
    """The place named last in the two sentences before, where it lies in the same country; else the country."""
    before = scene.sentences[max(0, sentence - 2) : sentence]
    if before:
        words = scene.document.text[before[0].start : before[-1].end].upper()
        found = [" ".join(match.group().split()) for match in tables().place_names.finditer(words)]
        for name in reversed(found):
            if name not in NINE and tables().places[name][0] == country:
                return located(name, country)
    return country


def located(name: str, country: str) -> str:
    """A place as MUC-4 writes it."""
    home, above = tables().places[name]
    if not country or country in NINE:
        country = home
    return f"{country}: {above} (DEPARTMENT): {name} (CITY)" if above else f"{country}: {name} (CITY)"


def country_of(scene: Scene, here: str) -> str:
    """The country of a sentence, else that of the dateline, else the one that the document names most."""
    known, text = tables(), scene.document.text.upper()
    for words in (here, text[:60], text):
        votes = [known.places[" ".join(match.group().split())][0] for match in known.place_names.finditer(words)]
        votes += [nation for word, nation in known.nations.items() if nation in NINE and re.search(rf"\b{word}S?\b", words)]
        if votes:
            return max(votes, key=votes.count)
    return "ELSEWHERE"


def incidents(acts: Sequence[Act]) -> list[list[Act]]:
    """Acts that tell of one incident, together."""
    found: list[list[Act]] = []
    for one in acts:
        home = next((incident for incident in found if all(agree(one, other) for other in incident)), None)
        if home is None:
            found.append([one])
        else:
            home.append(one)
    return found


def agree(one: Act, other: Act) -> bool:
    """Whether two acts can be one incident."""
    names, others = ([t.name for t in act.targets if t.name] for act in (one, other))
    if one.kind != other.kind:
        if {one.kind, other.kind} == {"BOMBING", "ATTACK"}:
            loose = one if one.kind == "ATTACK" else other
            bare = not any(target.name or target.thing for target in loose.targets) and not loose.doers
            return bare and abs(one.sentences[0] - other.sentences[0]) <= 2 and not SHOT.search(loose.words)
        taken = {one.kind, other.kind} == {"KIDNAPPING", "ATTACK"}
        return taken and any(a.split()[-1] == b.split()[-1] for a in names for b in others)
    if names and others:
        return any(a.split()[-1] == b.split()[-1] for a in names for b in others) or one.sentences == other.sentences
    if one.when.known and other.when.known and not one.when.meets(other.when):
        return False
    cities = [act.place.split(": ")[-1] for act in (one, other) if ":" in act.place]
    return len(cities) < 2 or cities[0] == cities[1] or one.claim.happening == other.claim.happening


def relevant(incident: Sequence[Act]) -> bool:
    """Whether the rules of 1992 want a template for it."""
    for one in incident:
        if one.place.split(":")[0] not in NINE:
            return False
    found = [target for one in incident for target in one.targets if wanted(target)]
    if not found and incident[0].kind != "BOMBING":
        return False
    specific = any(target.name or target.number not in {"PLURAL"} or target.thing for target in found)
    return specific or any(one.when.known or ":" in one.place for one in incident)


def kind_among(incident: Sequence[Act]) -> str:
    """The type of an incident: a kidnapping whose victim is found dead is one."""
    kinds = [one.kind for one in incident]
    return next((kind for kind in ("KIDNAPPING", "BOMBING") if kind in kinds), kinds[0])


def wanted(target: Target) -> bool:
    """Whether a target is one of MUC-4: no soldiers, no guerrillas."""
    head = target.words.split()[-1] if target.words else ""
    return target.thing or bool(target.name) or (target.kind != "ACTIVE MILITARY" and tables().doers.get(head, STATE) == STATE)


def written(scene: Scene, incident: Sequence[Act]) -> dict[str, Any]:
    """An incident as a template."""
    kind = kind_among(incident)
    words = " ".join(one.words for one in incident)
    found: list[Target] = []
    for target in (target for one in incident for target in one.targets if wanted(target)):
        old = next((one for one in found if one.thing == target.thing and one.same(target)), None)
        old.add(target) if old else found.append(target)
    home = max((one.place for one in incident), key=lambda place: place.count(":"))
    made: dict[str, Any] = {
        "incident_date": day_of(scene, incident),
        "incident_location": home or None,
        "incident_type": kind,
        "incident_stage_of_execution": "ATTEMPTED" if all(TRIED.search(one.words) for one in incident) else "ACCOMPLISHED",
        **instruments(kind, words),
        **blamed(scene, incident, words),
    }
    deadly = kind == "ATTACK" and DEADLY.search(words)
    for target in found:
        slot = "phys_tgt" if target.thing else "hum_tgt"
        effect = target.effect or ("DEATH" if deadly and target.name and not target.thing else "")
        if target.thing:
            effect = {"BOMBING": "SOME DAMAGE", "ARSON": "DESTROYED"}.get(kind, "")
            effect = "DESTROYED" if re.search(r"DESTROY|BLEW UP|BLOWN UP|BURNED", words) else effect
        rows = (
            ("type", target.kind),
            ("number", target.number),
            ("effect_of_incident", effect),
            ("foreign_nation", target.nation),
        )
        for name, value in rows:
            if value and not (name == "foreign_nation" and value == home.split(":")[0]):
                made.setdefault(f"{slot}_{name}", []).append({"value": value, "ref": target.ref})
        if target.thing:
            made.setdefault("phys_tgt_id", []).append(target.words)
        else:
            if target.name:
                made.setdefault("hum_tgt_name", []).append(target.name)
            if target.words:
                made.setdefault("hum_tgt_description", []).append({"value": target.words, "ref": target.name or "-"})
    return made


def only_group(scene: Scene) -> list[tuple[str, str]]:
    """The one armed organisation that a document names, where it blames someone."""
    text = " ".join(scene.document.text.upper().split())
    found = [group for group in named(text) if group[1] != STATE]
    return found[:1] if found and BLAME.search(text) else []


def day_of(scene: Scene, incident: Sequence[Act]) -> str | None:
    """The day, or "- DD MON YY" for that day or before."""
    published = scene.document.published
    when = next((one.when for one in incident if one.when.first and one.when.last), When(last=published))
    if when.last is None:
        return None
    last = f"{when.last.day:02d} {MONTHS[when.last.month - 1]} {when.last.year % 100:02d}"
    if when.first is None:
        return f"- {last}"
    if when.first == when.last:
        return last
    return f"{when.first.day:02d} {MONTHS[when.first.month - 1]} {when.first.year % 100:02d} - {last}"


def instruments(kind: str, words: str) -> dict[str, Any]:
    """The instruments that the sentences name, with their types; shots tell of a gun."""
    if kind not in {"ATTACK", "BOMBING", "ARSON"}:
        return {}
    ids: dict[str, str] = {}
    for match in re.finditer(r"[A-Z0-9][A-Z0-9-]*", words):
        word = match.group()
        if word in tables().arms and word.rstrip("S") not in {one.rstrip("S") for one in ids}:
            ids[word] = tables().arms[word]
    if kind == "BOMBING":
        ids = {word: of for word, of in ids.items() if of not in {"GUN", "MACHINE GUN", "RIFLE"}}
    if ids:
        ids = dict([*ids.items()][:1])
        return {
            "incident_instrument_id": list(ids),
            "incident_instrument_type": [{"value": of, "ref": word} for word, of in ids.items()],
        }
    gun = "MACHINE GUN" if MACHINEGUNNED.search(words) else "GUN" if SHOT.search(words) else "BOMB" if kind == "BOMBING" else ""
    return {"incident_instrument_type": [gun]} if gun else {}


def blamed(scene: Scene, incident: Sequence[Act], words: str) -> dict[str, Any]:
    """Who did it, and how sure the text is of it."""
    doers = list(dict.fromkeys(doer for one in incident for doer in one.doers))
    groups = list(dict.fromkeys(group for one in incident for group in one.groups))
    sentences = {at for one in incident for at in one.sentences}
    if not groups:
        for sentence in scene.sentences:
            near = " ".join(scene.document.words(Span(sentence.start, sentence.end)).upper().split())
            if sentence.at not in sentences and CLAIMED.search(near) and not NOT_CLAIMED.search(near):
                groups = [group for group in named(near) if group[1] != STATE][:1]
                words = near if groups else words
    if not groups:
        groups = only_group(scene)
    categories = [category for _, category in [*doers, *groups]]
    made: dict[str, Any] = {"perp_incident_category": STATE if categories and categories[0] == STATE else "TERRORIST ACT"}
    if doers:
        made["perp_individual_id"] = [name for name, _ in doers[:1]]
    if groups:
        speakers = " ".join(one.claim.speaker.name.upper() for one in incident if one.claim.speaker)
        sure = "REPORTED AS FACT"
        if CLAIMED.search(words) and not NOT_CLAIMED.search(words):
            sure = "CLAIMED OR ADMITTED"
        elif SUSPECT.search(words) or any(one.claim.hedged for one in incident):
            sure = "SUSPECTED OR ACCUSED" + (" BY AUTHORITIES" if AUTHORITY.search(speakers) else "")
        made["perp_organization_id"] = [name for name, _ in groups[:1]]
        made["perp_organization_confidence"] = [{"value": sure, "ref": name} for name, _ in groups[:1]]
    return made
