"""What to ask a reviewer next and why; what a judgement does, and when it is opened again."""

from gawah.review.deciding import Stand, judgement_on, stand, stand_of, stands, withdrawal
from gawah.review.judging import Reopened, Reviewed, ReviewState, apply
from gawah.review.meant import UNRESOLVED, place_words
from gawah.review.queue import Kind, Question, queue
from gawah.review.reading import reading_digest
from gawah.review.slots import SLOTS, correct, names_of, toll_words, written

__all__ = [
    "SLOTS",
    "UNRESOLVED",
    "Kind",
    "Question",
    "Reopened",
    "ReviewState",
    "Reviewed",
    "Stand",
    "apply",
    "correct",
    "judgement_on",
    "names_of",
    "place_words",
    "queue",
    "reading_digest",
    "stand",
    "stand_of",
    "stands",
    "toll_words",
    "withdrawal",
    "written",
]
