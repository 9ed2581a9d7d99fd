"""Words of the world on a page: nothing they hold becomes a tag, and what would not be seen is shown."""

from __future__ import annotations

import html

from django.utils.html import strip_tags
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gawah.desk.templatetags.shown import shown

WORDS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'/=\u202e\u2066\x00")), max_size=80)


@settings(deadline=None)
@example("<script>alert(1)</script>")
@example("&lt;b&gt;")
@example('"><img src=x onerror=alert(1)>\u202e')
@given(WORDS)
def test_what_is_shown_is_the_words(words: str) -> None:
    made = shown(words)
    assert html.unescape(strip_tags(made)) == words
    assert made.replace("<bdi>", "").replace("</bdi>", "").replace('<bdi class="sign" data-sign="', "").count("<") == 0


def test_signs_that_reorder_are_shown_and_shut_in() -> None:
    assert shown("photo\u202egpj.exe") == '<bdi>photo<bdi class="sign" data-sign="U+202E">\u202e</bdi>gpj.exe</bdi>'
    assert shown(None) == "<bdi></bdi>"
