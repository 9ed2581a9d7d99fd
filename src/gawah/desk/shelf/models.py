"""The rows of the shelf. Each has the columns that lists sort and filter by; the whole record stands beside it as JSON.

Rules that hold for all: `id` is the id of the record in the account; `digest` is the SHA-256 of the row's columns, by which
`fill` sees whether it has to be written anew; lists of words (`sides`, `outcomes`, `publishers`) stand as "|one|two|", so that
one can be looked for with `contains="|one|"`; days that nobody tells are null, and `sort_day` (the latest day on which it can
have happened, else the day of telling, else 0001-01-01) never is.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models

from gawah.desk.shelf.columns import day, flag, ident, key, maybe_day, maybe_real, maybe_whole, real, text, whole, word


class Row(models.Model):
    """What every row has."""

    seq = key()
    id = ident()
    digest = ident()

    class Meta:
        """No table of its own. The id is held unique by a constraint, which makes one index where `unique` makes two."""

        abstract = True
        constraints = (models.UniqueConstraint(fields=["id"], name="%(class)s_id"),)


class IncidentRow(Row):
    """An incident.

    `first` and `last` bound the day; `week` is the ordinal of the Monday of `sort_day`, `month` is year * 12 + month - 1;
    `within_week` and `within_month` say whether all possible days lie in that one week or month. `place_name` is the full name
    with its areas, or the sources' words where `place` (the id) is empty. `x` and `y` are column and row on a world map (web
    Mercator) of 2**20 squares a side, for clusters. Figures are sums over the tallies that are part of no other
    (`weigh.sums.own`), null where nothing is said or an end is open; `has_toll` tells whether anything is said. `dead` is
    `killed_best`, else `killed_low`, else -1: for sorting alone. `corroboration`, `responsibility` and `numbers` are the values
    of its standing. `sides` are the camps of its parties and tallies, `publishers` those who print its claims. `claims` are its
    members, `documents` what they stand in, `questions` how many of the queue's questions are about it.
    """

    event, family = word(), word()
    first, last, sort_day = maybe_day(), maybe_day(), day()
    week, month = whole(), whole()
    within_week, within_month = flag(), flag()
    told_first, told_last = maybe_day(), maybe_day()
    place, place_name = ident(), text()
    province, province_name, country = ident(), text(), word()
    lat, lon = maybe_real(), maybe_real()
    x, y = maybe_whole(), maybe_whole()
    radius_m, precision = whole(), whole()
    killed_low, killed_best, killed_high = maybe_whole(), maybe_whole(), maybe_whole()
    wounded_low, wounded_best, wounded_high = maybe_whole(), maybe_whole(), maybe_whole()
    casualties_low, casualties_best, casualties_high = maybe_whole(), maybe_whole(), maybe_whole()
    detained_low, detained_best, detained_high = maybe_whole(), maybe_whole(), maybe_whole()
    abducted_low, abducted_best, abducted_high = maybe_whole(), maybe_whole(), maybe_whole()
    has_toll, outcomes = flag(), text()
    dead = whole()
    corroboration, responsibility, numbers = word(), word(), word()
    agents, targets, sides, publishers = text(), text(), text(), text()
    summary, parent = flag(), ident()
    claims, documents, questions = whole(), whole(), whole()

    class Meta(Row.Meta):
        """Sorted lists and the filters that are used most, each in the order of its list."""

        db_table = "shelf_incident"
        indexes = (
            models.Index(fields=["sort_day", "seq"], name="shelf_inc_day"),
            models.Index(fields=["dead", "seq"], name="shelf_inc_dead"),
            models.Index(fields=["claims", "seq"], name="shelf_inc_claims"),
            models.Index(fields=["questions", "seq"], name="shelf_inc_questions"),
            models.Index(fields=["event", "sort_day", "seq"], name="shelf_inc_event"),
            models.Index(fields=["province", "sort_day", "seq"], name="shelf_inc_province"),
            models.Index(fields=["place", "sort_day", "seq"], name="shelf_inc_place"),
            models.Index(fields=["parent"], name="shelf_inc_parent"),
        )


class IncidentText(models.Model):
    """The incident as JSON (`record`, of `gawah.model.Incident`) and its words for search (see `words`)."""

    row: models.OneToOneField[IncidentRow, IncidentRow] = models.OneToOneField(
        IncidentRow, models.CASCADE, primary_key=True, related_name="text"
    )
    record, words = text(), text()

    class Meta:
        """Where it lies."""

        db_table = "shelf_incidenttext"


class ClaimRow(Row):
    """A claim, corrected where a correction holds, resolved. `incident` is empty for one that was rejected.

    `position` is its place among the claims of its document. `stance` is empty where it was not understood. `place` is the id
    of the place of the happening, empty where none could be told; `unresolved` counts the names in it (places, agents, targets)
    that were resolved to nothing that is known. `tolls` are its figures in words, `outcomes` what became of those counted,
    `dead` the least number killed that it gives (-1: none). `state` is the value of `review.ReviewState`, `set_aside` why it
    does not count, `corrected` whether a person changed a slot. `weight` is that of its weightiest question in the queue, 0
    where nothing is asked.
    """

    document, position, incident = ident(), whole(), ident()
    event, family, stance, scope = word(), word(), word(), word()
    hedged, corrected = flag(), flag()
    speaker, role, publisher, language = text(), word(), text(), word()
    told, first, last, sort_day = maybe_day(), maybe_day(), maybe_day(), day()
    week, month = whole(), whole()
    within_week, within_month = flag(), flag()
    place, place_name = ident(), text()
    province, province_name, country = ident(), text(), word()
    precision, unresolved = whole(), whole()
    agents, targets, sides = text(), text(), text()
    has_toll, outcomes, tolls, dead = flag(), text(), text(), whole()
    confidence, doubts = real(), whole()
    state, set_aside = word(), text()
    weight = real()

    class Meta(Row.Meta):
        """Sorted lists and the filters that are used most, each in the order of its list."""

        db_table = "shelf_claim"
        indexes = (
            models.Index(fields=["sort_day", "seq"], name="shelf_claim_day"),
            models.Index(fields=["weight", "seq"], name="shelf_claim_weight"),
            models.Index(fields=["dead", "seq"], name="shelf_claim_dead"),
            models.Index(fields=["confidence", "seq"], name="shelf_claim_confidence"),
            models.Index(fields=["event", "sort_day", "seq"], name="shelf_claim_event"),
            models.Index(fields=["province", "sort_day", "seq"], name="shelf_claim_province"),
            models.Index(fields=["place", "sort_day", "seq"], name="shelf_claim_place"),
            models.Index(fields=["publisher", "sort_day", "seq"], name="shelf_claim_publisher"),
            models.Index(fields=["state", "sort_day", "seq"], name="shelf_claim_state"),
            models.Index(fields=["incident", "sort_day", "seq"], name="shelf_claim_incident"),
            models.Index(fields=["document", "position"], name="shelf_claim_document"),
        )


class ClaimText(models.Model):
    """The claim as JSON (`record`, of `gawah.model.Resolved`), in one sentence, its first quote, and its words for search."""

    row: models.OneToOneField[ClaimRow, ClaimRow] = models.OneToOneField(
        ClaimRow, models.CASCADE, primary_key=True, related_name="text"
    )
    record, sentence, quote, words = text(), text(), text(), text()

    class Meta:
        """Where it lies."""

        db_table = "shelf_claimtext"


class DocumentRow(Row):
    """A document, without its text. `sort_day` is the day of publication; `claims` and `left` count what was read in it."""

    file, kind, title, publisher, url, language = text(), text(), text(), text(), text(), word()
    published, sort_day = maybe_day(), day()
    claims, left, notes = whole(), whole(), whole()

    class Meta(Row.Meta):
        """Sorted lists."""

        db_table = "shelf_document"
        indexes = (
            models.Index(fields=["sort_day", "seq"], name="shelf_doc_day"),
            models.Index(fields=["publisher", "sort_day", "seq"], name="shelf_doc_publisher"),
        )


class DocumentText(models.Model):
    """The words of a document for search; its text stands in the case alone."""

    row: models.OneToOneField[DocumentRow, DocumentRow] = models.OneToOneField(
        DocumentRow, models.CASCADE, primary_key=True, related_name="text"
    )
    words = text()

    class Meta:
        """Where it lies."""

        db_table = "shelf_documenttext"


class TallyRow(Row):
    """One toll of an incident (its id): low <= best <= high, null is open; `record` is the Tally with its steps."""

    incident = ident()
    outcome, status = word(), word()
    of, side = text(), ident()
    low, best, high = maybe_whole(), maybe_whole(), maybe_whole()
    party, part_of, claims = flag(), ident(), whole()
    position, record = whole(), text()

    class Meta(Row.Meta):
        """By incident, in the order of the incident; by outcome, the most first."""

        db_table = "shelf_tally"
        indexes = (
            models.Index(fields=["incident", "position"], name="shelf_tally_incident"),
            models.Index(fields=["outcome", "best", "seq"], name="shelf_tally_outcome"),
        )


class PlaceRow(Row):
    """A place that a claim or an incident was resolved to; `record` is the Place. Counts are of claims and incidents there."""

    name, full_name, country, kind = text(), text(), word(), word()
    province, province_name = ident(), text()
    lat, lon, radius_m, precision = maybe_real(), maybe_real(), whole(), whole()
    claims, incidents = whole(), whole()
    record = text()

    class Meta(Row.Meta):
        """The most told of first."""

        db_table = "shelf_place"
        indexes = (models.Index(fields=["claims", "seq"], name="shelf_place_claims"),)


class ActorRow(Row):
    """An actor that agents, targets or speakers were resolved to; a provisional one is known to no registry."""

    name, kind, side = text(), word(), ident()
    provisional, claims = flag(), whole()

    class Meta(Row.Meta):
        """The most told of first."""

        db_table = "shelf_actor"
        indexes = (models.Index(fields=["claims", "seq"], name="shelf_actor_claims"),)


class NameRow(Row):
    """A name that stayed unresolved: `kind` is place, actor or day; `why` is the resolver's, `claim` one of the claims.

    The spellings of one name share `key` (gawah.text.spelling.fold); `words` is the most frequent one. `id` is "kind:words".
    """

    kind, words, key = word(), text(), text()
    why, claim, claims = text(), ident(), whole()

    class Meta(Row.Meta):
        """The most frequent first."""

        db_table = "shelf_name"
        indexes = (models.Index(fields=["kind", "claims", "seq"], name="shelf_name_claims"),)


class QuestionRow(Row):
    """A question of the queue (`gawah.review.queue`): `kind` is its value, `reasons` a JSON list, `id` "kind:claim:other".

    `tolls` tells whether the dead (2), another toll (1) or none (0) hangs on the claim; `event`, `province` and `publisher` are
    the claim's, so that the queue can be filtered.
    """

    kind, claim, other, incident = word(), ident(), ident(), ident()
    weight, reasons, tolls = real(), text(), whole()
    event, province, publisher = word(), ident(), text()

    class Meta(Row.Meta):
        """The weightiest first."""

        db_table = "shelf_question"
        indexes = (
            models.Index(fields=["weight", "seq"], name="shelf_question_weight"),
            models.Index(fields=["kind", "weight", "seq"], name="shelf_question_kind"),
            models.Index(fields=["claim"], name="shelf_question_claim"),
            models.Index(fields=["incident"], name="shelf_question_incident"),
        )


class PairRow(Row):
    """Two claims that may speak of one happening (`gawah.model.Unsure`), with the incidents that they stand in now."""

    one, other, one_incident, other_incident = ident(), ident(), ident(), ident()
    score, record = real(), text()

    class Meta(Row.Meta):
        """By the incidents that they may join."""

        db_table = "shelf_pair"
        indexes = (
            models.Index(fields=["one_incident"], name="shelf_pair_one"),
            models.Index(fields=["other_incident"], name="shelf_pair_other"),
        )


class TotalRow(Row):
    """A total of the account, by place and outcome; `record` is the Total."""

    outcome, place, place_name = word(), ident(), text()
    low, best, high, open_best = whole(), whole(), maybe_whole(), whole()
    incidents, record = whole(), text()

    class Meta(Row.Meta):
        """The most first."""

        db_table = "shelf_total"
        indexes = (models.Index(fields=["outcome", "best", "seq"], name="shelf_total_outcome"),)


class AgainRow(Row):
    """A judgement that was opened again, with why; `id` is that of the judgement, `claim` its subject."""

    claim, why = ident(), text()

    class Meta(Row.Meta):
        """By claim."""

        db_table = "shelf_again"
        indexes = (models.Index(fields=["claim"], name="shelf_again_claim"),)


class ShelfState(models.Model):
    """One row (id 1): number and hash of the last row of the case's log that the shelf reflects, and when it was filled.

    `lists` stands for the lists of names that it was computed by (`gawah.desk.lists.stamp`).
    `filling`: a big filling is under way in several steps (see `fill`), so what is read now is part new, part old.
    """

    id: models.SmallIntegerField[int, int] = models.SmallIntegerField(primary_key=True, default=1)
    head_seq, head_hash, filling = whole(), ident(), flag()
    lists = ident()
    filled: models.DateTimeField[datetime, datetime] = models.DateTimeField(auto_now=True)
    counts = text()
    """JSON: how many rows each table has."""

    class Meta:
        """Where it lies."""

        db_table = "shelf_state"
