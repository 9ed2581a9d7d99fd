"""The learned half of the claim reader: marks and links, found in one pass of a small encoder over the whole text.

The pass sees windows of about 500 wordpieces, as a rule the whole report, so that a link may reach from a happening to a
name or a source paragraphs away. All scores are probabilities, calibrated by temperature on documents held out from
training; nothing below `FLOOR` is given out. Thresholds that gave the best F1 on held-out documents stand in
`packs/en/claims.json` under "thresholds", by layer and by link label.

Marks (`Mark.layer`, `Mark.label`):

=========  ==============================================================================================================
layer      meaning
=========  ==============================================================================================================
trigger    words that tell a happening ("struck", "were killed", "denied flying"): one trigger is one claim. `label` is
           the likeliest event type, a value of `gawah.model.events.EventType`; `score` = P(a claim is told here).
           Given generously (from FLOOR on): choose by the threshold.
event      the tokens of a trigger again: `label` is an event type, `score` = P(type | claim); the likeliest first, all
           that reach FLOOR.
flag       the tokens of a trigger again: `label` "denies", "hedged" or "aggregate"; `score` = P(flag | claim).
when       the tokens of a trigger again, the form of its day: `label` "unsaid" (the text does not tell), "at" (the day,
           month or year of a linked time), "published" (the day of the report, told by no time in the text), "span" (first to
           last day), "until" (only the last possible day is known), "from" (a first day, end open); `score` = P(form | claim).
party      a mention of someone or something that acts or is acted upon: `label` "party"
place      a mention of a place: `label` "place"
time       an expression of time: `label` "time"
speaker    a phrase that names who is cited: `label` "speaker"
toll       a counted phrase ("at least 19 people", "a paramedic", "nobody"), the number and its noun: `label` "toll"
=========  ==============================================================================================================

The score of a mention is the probability of its tokens. Mentions of one layer never overlap; those of two layers may.

Links (`Link.label`), always from a trigger mark (`source`) to a mention mark (`target`) unless said otherwise:

=================  ======================================================================================================
label              meaning
=================  ======================================================================================================
agent, target      to a party: who did it, whom it was done to. Mentions with the same words are one party: the link goes
                   to the mention that the model leans on, its score is that of the party as a whole
place              to a place where it happened; places with the same words are one place, as above
first_place        to the same place mark: P(it is the most specific of the claim's places)
when               to a time that tells the day of the happening (or its first or last day)
speaker            to the speaker who is cited for it; no link = the document's own voice
killed, wounded,   to a toll: the people or things counted suffered this outcome in this claim. Labels are the values of
casualties ...     `gawah.model.toll.Outcome`; the score is P(toll of this claim and this outcome)
part               to the same toll mark: P(counted inside another toll of the claim | toll)
same_happening     from a trigger to a later trigger: both tell of the same happening
=================  ======================================================================================================
"""

from __future__ import annotations

FLOOR = 0.1
"""No mark and no link below this probability is given out."""

MENTION_LAYERS = ("party", "place", "time", "speaker", "toll")
FLAGS = ("denies", "hedged", "aggregate")
WHEN_FORMS = ("unsaid", "at", "published", "span", "until", "from")
