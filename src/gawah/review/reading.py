"""The digest of a reading: what a reviewer looked at, so that a judgement can be opened again where the reading has changed."""

from __future__ import annotations

import hashlib
import json

from gawah.model import Claim


def reading_digest(claim: Claim) -> str:
    """Sixteen hex digits of what was read: what happened, who, where, when, how many, who says so and how.

    Confidence, doubts, trace and offsets stay out: a reader that is surer of the same words has read nothing new.
    """
    speaker = claim.speaker
    read = [
        claim.event.value,
        [quote.words for quote in claim.quotes],
        [[party.name, party.status.value, party.status_by] for party in claim.agents],
        [[party.name, party.status.value, party.status_by] for party in claim.targets],
        [place.words for place in claim.places],
        [time.words for time in claim.times],
        [
            [toll.outcome.value, toll.count.low, toll.count.high, toll.of, toll.kind.value, toll.status.value]
            for toll in claim.tolls
        ],
        claim.scope.value,
        [speaker.name, speaker.role.value, speaker.cites] if speaker else None,
        claim.stance.value if claim.stance else None,
        claim.hedged,
    ]
    if claim.meant:
        read.append([[one.slot, one.words, str(one.place), str(one.actor), str(one.when)] for one in claim.meant])
    return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()[:16]
