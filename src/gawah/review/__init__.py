"""What to ask a reviewer next and why; what a judgement does, and when it is opened again."""

from gawah.review.judging import Reopened, Reviewed, ReviewState, apply
from gawah.review.queue import Kind, Question, queue
from gawah.review.reading import reading_digest
from gawah.review.slots import SLOTS, correct, toll_words, written

__all__ = [
    "SLOTS",
    "Kind",
    "Question",
    "Reopened",
    "ReviewState",
    "Reviewed",
    "apply",
    "correct",
    "queue",
    "reading_digest",
    "toll_words",
    "written",
]
