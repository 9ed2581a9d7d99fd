"""What a form carries of what the person before it has seen, so that nothing is decided unseen, and nothing twice."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gawah.errors import BadInput
from gawah.model import Judgement
from gawah.review import Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The reading (`digest`), the number of judgements (`known`), and an id of this showing of the form (`once`).

    The judgement that the form makes takes `once` for its id: sent twice, it is kept once.
    """

    digest: str
    known: int
    once: str

    @classmethod
    def of(cls, now: Stand) -> Seen:
        """What a form that is shown now carries."""
        return cls(digest=now.digest, known=now.known, once=uuid.uuid4().hex)

    @classmethod
    def read(cls, posted: Mapping[str, Any]) -> Seen:
        """What a form brings back; BadInput where it was not made by the desk."""
        known, once = str(posted.get("known", "")), str(posted.get("once", ""))
        if not (
            known.isascii() and known.isdigit() and len(known) < 10 and len(once) == 32 and once.isalnum() and once.isascii()
        ):
            raise BadInput(_("The form is not whole; open the page again and decide there."))
        return cls(digest=str(posted.get("seen", ""))[:64], known=int(known), once=once)

    def kept(self, judgements: tuple[Judgement, ...]) -> bool:
        """Whether this showing of the form has decided already: its button was pressed twice."""
        return any(one.id == self.once or one.id.startswith(f"{self.once}-") for one in judgements)

    def overtaken(self, now: Stand) -> bool:
        """Whether others have decided since, or the text has been read anew."""
        return now.known > self.known or now.digest != self.digest
