"""Keeping what people decided, which files were refused, and which id an incident goes by. Each change is logged."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from gawah.errors import BrokenCase, UnknownRecord
from gawah.model import Judgement, Refusal, Verdict
from gawah.store import log
from gawah.store.records import canonical, digest, dump


def judge(alias: str, judgement: Judgement) -> bool:
    """Keep a judgement, inside the caller's transaction; False where the very same is kept already.

    UnknownRecord where its subject is nothing that the case holds; BrokenCase where its id is taken by another judgement.
    """
    from gawah.store.models import JudgementRow

    record = dump(judgement)
    held = JudgementRow.objects.using(alias).filter(id=judgement.id).values_list("record", flat=True).first()
    if held is not None:
        if held != record:
            raise BrokenCase(f"judgement {judgement.id} is kept already and says something else; withdraw it with a new one")
        return False
    _known(alias, judgement)
    copied = {name: getattr(judgement, name) for name in ("id", "subject", "other", "reviewer", "at")}
    row = JudgementRow(**copied, verdict=judgement.verdict.value, record=record)
    row.save(using=alias, force_insert=True)
    payload = {"judgement": json.loads(record)}
    log.append(alias, judgement.reviewer, "judge", f"judgement:{judgement.id}", payload, after=digest(record))
    return True


def _known(alias: str, judgement: Judgement) -> None:
    from gawah.store.models import ClaimRow, IdentityRow, JudgementRow

    if judgement.verdict is Verdict.WITHDRAW:
        if not JudgementRow.objects.using(alias).filter(id=judgement.subject).exists():
            raise UnknownRecord(f"there is no judgement {judgement.subject} to withdraw")
        return
    wanted = {judgement.subject, *([judgement.other] if judgement.other else [])}
    held = set(ClaimRow.objects.using(alias).filter(id__in=wanted).values_list("id", flat=True))
    held |= set(IdentityRow.objects.using(alias).filter(id__in=wanted).values_list("id", flat=True))
    if missing := sorted(wanted - held):
        raise UnknownRecord(f"the case holds no claim or incident {', '.join(missing)}")


def refuse(alias: str, refusal: Refusal, who: str) -> bool:
    """Note a file that could not be read, inside the caller's transaction; False where the same is noted already."""
    from gawah.store.models import RefusalRow

    record = dump(refusal)
    held = RefusalRow.objects.using(alias).filter(id=digest(refusal.file)).first()
    if held and held.open and held.record == record:
        return False
    row = held or RefusalRow(id=digest(refusal.file), file=refusal.file)
    before = digest(row.record) if held else ""
    row.open, row.record = True, record
    row.save(using=alias)
    log.append(alias, who, "refuse", f"file:{refusal.file}"[:300], json.loads(record), before=before, after=digest(record))
    return True


def settle(alias: str, file: str, who: str) -> bool:
    """Note that a refused file was read after all, or is gone, inside the caller's transaction."""
    from gawah.store.models import RefusalRow

    row = RefusalRow.objects.using(alias).filter(id=digest(file), open=True).first()
    if row is None:
        return False
    row.open = False
    row.save(using=alias)
    log.append(alias, who, "settle", f"file:{file}"[:300], {"file": file}, before=digest(row.record), after="")
    return True


def identify(alias: str, living: Mapping[str, Sequence[str]], merged: Mapping[str, str], who: str) -> bool:
    """Note which claims each incident id has, and where ids that were merged lead, inside the caller's transaction.

    Only differences are written. An id that is in neither mapping keeps what it last had: ids are never used again.
    """
    from gawah.store.models import IdentityRow

    wanted = {id_: (canonical(sorted(claims)), "") for id_, claims in living.items()}
    held = {row.id: (row.claims, row.merged) for row in IdentityRow.objects.using(alias).all()}
    for id_, target in merged.items():
        wanted[id_] = (held.get(id_, ("[]", ""))[0], target)
    changed = {id_: new for id_, new in wanted.items() if held.get(id_) != new}
    if not changed:
        return False
    IdentityRow.objects.using(alias).bulk_create(
        [IdentityRow(id=id_, claims=claims, merged=target) for id_, (claims, target) in changed.items()],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["claims", "merged"],
    )
    payload = {id_: {"claims": json.loads(claims), "merged": target} for id_, (claims, target) in sorted(changed.items())}
    log.append(alias, who, "identify", "incidents", payload, after=digest(canonical(payload)))
    return True
