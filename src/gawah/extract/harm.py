"""Words of harm: what each says became of people, alone and with the words beside it."""

from __future__ import annotations

from gawah.extract.lexicon import lexicon
from gawah.extract.scene import Scene
from gawah.model import Outcome

GRAVELY = {
    **dict.fromkeys(("fatally", "mortally"), Outcome.KILLED),
    **dict.fromkeys(("critically", "seriously", "severely", "gravely"), Outcome.WOUNDED),
}
"""Adverbs that tell alone how a figure was hit: "four were shot, one fatally"."""
PARTICIPLES = {
    "killed": Outcome.KILLED,
    "dead": Outcome.KILLED,
    "deceased": Outcome.KILLED,
    "wounded": Outcome.WOUNDED,
    "injured": Outcome.WOUNDED,
    "hurt": Outcome.WOUNDED,
}
"""What a participle says of those named before it."""
GROUPS = frozenset(
    "people family crowd force army group population unit patrol convoy garrison battalion brigade platoon regiment base "
    "position household police checkpoint barracks camp outpost staff team crew".split()
)
"""Nouns that name many, or the ground they hold, though they stand in the singular."""
STRUCK = frozenset(["hit", "strike", "graze", "execute"])
"""Verbs of harm where people are their object; anything else may be struck."""
HITS = {
    "shoot": Outcome.CASUALTIES,
    "shot": Outcome.CASUALTIES,
    "stab": Outcome.CASUALTIES,
    "strike": Outcome.CASUALTIES,
    "hit": Outcome.CASUALTIES,
    "graze": Outcome.WOUNDED,
    "wound": Outcome.WOUNDED,
    "wounded": Outcome.WOUNDED,
    "injure": Outcome.WOUNDED,
    "injured": Outcome.WOUNDED,
    "beat": Outcome.ABUSED,
}
"""What it means to be hit, where nothing says that it was fatal."""
WOUNDS = frozenset(["wound", "injury"])
DEADLY_WOUND = frozenset(["fatal", "deadly", "mortal", "lethal"])
REFLEXIVE = frozenset(["himself", "herself", "themselves"])
CARE = ("hospital", "hospitals", "clinic")
SPECIAL: dict[str, dict[str, Outcome]] = {
    "take": {
        "hostage": Outcome.ABDUCTED,
        "prisoner": Outcome.DETAINED,
        "captive": Outcome.DETAINED,
        "away": Outcome.ABDUCTED,
        **dict.fromkeys(CARE, Outcome.WOUNDED),
    },
    **{verb: dict.fromkeys(CARE, Outcome.WOUNDED) for verb in ("rush", "transport", "fly", "airlift", "bring")},
    **{verb: {"wound": Outcome.WOUNDED, "injury": Outcome.WOUNDED} for verb in ("suffer", "sustain", "receive", "treat")},
    "pronounce": {"dead": Outcome.KILLED},
    "declare": {"dead": Outcome.KILLED},
    "put": {"death": Outcome.KILLED},
    "carry": {"off": Outcome.ABDUCTED},
    "lead": {"away": Outcome.ABDUCTED, "off": Outcome.ABDUCTED},
    "round": {"up": Outcome.DETAINED},
    "pick": {"up": Outcome.DETAINED},
    "gun": {"down": Outcome.KILLED},
    "leave": {
        "dead": Outcome.KILLED,
        **dict.fromkeys(("wounded", "injured", "hurt", "hospitalized", "hospitalised", "hospital"), Outcome.WOUNDED),
    },
    "send": dict.fromkeys(CARE, Outcome.WOUNDED),
    "expect": dict.fromkeys(("survive", "recover", "live"), Outcome.WOUNDED),
    "recover": {"wound": Outcome.WOUNDED, "injury": Outcome.WOUNDED, **dict.fromkeys(CARE, Outcome.WOUNDED)},
    "lose": {"life": Outcome.KILLED},
    "hold": {"hostage": Outcome.ABDUCTED},
    "find": {
        "dead": Outcome.KILLED,
        "deceased": Outcome.KILLED,
        "wounded": Outcome.WOUNDED,
        "injured": Outcome.WOUNDED,
    },
}
"""What a verb says of people together with a word beside it."""


def harm_of(scene: Scene, at: int) -> Outcome | None:
    """What a word of harm does to those it is done to; None for other words."""
    token = scene.tokens[at]
    lemma, words = token.lemma.lower(), {kid.lemma.lower() for kid in scene.children(at)}
    if lemma in HITS and token.upos in {"VERB", "ADJ"}:
        return Outcome.KILLED if _fatal(scene, at) else HITS[lemma]
    if lemma == "find":
        # Not "found a gun and shot himself", which is a second verb of the finder.
        hit = next(
            (kid.at for kid in scene.children(at) if kid.lemma.lower() in {"shot", "shoot"} and kid.deprel != "conj"), None
        )
        if hit is not None:
            return Outcome.KILLED if _fatal(scene, hit) else Outcome.CASUALTIES
    if lemma in SPECIAL:
        if any(deadly(scene, kid.at) for kid in scene.children(at) if kid.lemma.lower() in WOUNDS):
            return Outcome.KILLED
        return next((outcome for word, outcome in SPECIAL[lemma].items() if word in words), None)
    if lemma == "capture" and token.upos == "VERB":
        return Outcome.DETAINED
    if token.text.lower() == "missing":
        return Outcome.MISSING
    known = lexicon().outcomes.get(lemma) or lexicon().outcomes.get(token.text.lower())
    if known is Outcome.DESTROYED or known is None or token.upos in {"VERB", "ADJ", "AUX"}:
        return known if known is None or token.upos in {"VERB", "ADJ", "AUX"} else None
    return known if token.text.lower() in {"dead", "wounded", "injured", "killed"} else None


def deadly(scene: Scene, wound: int) -> bool:
    """Whether a wound is said to have killed: "a fatal gunshot wound"."""
    return any(kid.lemma.lower() in DEADLY_WOUND for kid in scene.children(wound, "amod"))


def _fatal(scene: Scene, at: int) -> bool:
    """Whether words beside a hit say that it killed: "fatally shot", "shot dead", "shot herself to death"."""
    after = [token.text.lower() for token in scene.tokens[at + 1 : at + 5]]
    beside = {token.text.lower() for token in scene.tokens[max(at - 2, 0) : at + 2]}
    close = next((near for near, word in enumerate(after) if not word[0].isalpha() or word in {"and", "with", "one", "two"}), 4)
    if beside & {"fatally", "mortally"} or "dead" in after[: min(close, 3)]:
        return True
    if after[:1] and after[0] in REFLEXIVE:
        after = after[1:]
    return after[:2] in (["and", "killed"], ["to", "death"], ["&", "killed"])


def mixed(scene: Scene, anchor: int) -> bool:
    """Whether a word of harm is joined to its counterpart for one number: "killed and injured", "dead or wounded"."""
    killed, hurt = {"killed", "dead"}, {"wounded", "injured", "hurt"}
    for start in (anchor, anchor - 2):
        words = [token.text.lower() for token in scene.tokens[max(start, 0) : start + 3]]
        if len(scene.tokens) > start + 3 and scene.tokens[start + 3].upos in {"NUM", "DET"}:
            continue  # "left one dead and injured four others": each has a number of its own
        if len(words) == 3 and words[1] in {"and", "or"} and {words[0], words[2]} & killed and {words[0], words[2]} & hurt:
            return True
    return False


def shot(scene: Scene, at: int) -> Outcome:
    """What "shot" as the tree's noun says of people in headings: "Teen shot to death", "17-year-old shot, killed"."""
    token = scene.tokens[at]
    after = [one.text.lower() for one in scene.tokens[at + 1 : at + 4]]
    above = scene.tokens[token.head].lemma.lower() if token.head >= 0 else ""
    told = {one.lemma.lower() for one in scene.children(at, "acl", "conj")}
    fatal = "dead" in after[:1] or after[:2] == ["to", "death"] or above == "die" or "kill" in told
    return Outcome.KILLED if fatal else Outcome.CASUALTIES
