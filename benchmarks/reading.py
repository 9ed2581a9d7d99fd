"""Reading many pages in one process: pages a second, what the reader adds to the bare parse, and whether memory stays flat.

`python -m benchmarks.reading [PAGES]` reads pages of 2,000 characters made of the paragraphs of `examples/`, shuffled and with
other numbers, so that no two are alike. Speed depends on the machine and its load: compare ratios only.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from gawah.extract import extract
from gawah.language import load
from gawah.model import Document

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LENGTH = 2000
BATCH = 16
LOOKS = 10
"""Times that the memory is looked at."""


def pages(seed: int = 7) -> Iterator[str]:
    """Pages without end."""
    rng = random.Random(seed)
    texts = [file.read_text("utf-8").split("---\n", 2)[-1] for file in sorted(EXAMPLES.rglob("*-20*.md"))]
    told = [part.strip() for text in texts for part in text.split("\n\n") if len(part) > 80]
    while True:
        page = ""
        while len(page) < LENGTH:
            page += re.sub(r"\d+", lambda found: str(rng.randint(1, int(found[0]) + 9)), rng.choice(told)) + "\n\n"
        yield page[:LENGTH]


def read(texts: Sequence[str], number: int) -> tuple[int, float, float]:
    """Claims of some pages, and the seconds that parsing and reading them took."""
    begun = time.perf_counter()
    parsed = list(load("en").parse_many(texts))
    between = time.perf_counter()
    claims = sum(
        len(extract(Document(id=f"{number + at:064x}", text=text), one).claims)
        for at, (text, one) in enumerate(zip(texts, parsed, strict=True))
    )
    return claims, between - begun, time.perf_counter() - between


def resident() -> float:
    """Megabytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def main(arguments: list[str]) -> int:
    """Read the pages and print a line at each look."""
    wanted = int(arguments[0]) if arguments else 2000
    source, done, claims, parsing, reading = pages(), 0, 0, 0.0, 0.0
    looks: list[float] = []
    while done < wanted:
        found, parse, rest = read(list(islice(source, BATCH)), done)
        done, claims, parsing, reading = done + BATCH, claims + found, parsing + parse, reading + rest
        if done * LOOKS // wanted > len(looks):
            looks.append(resident())
            print(f"{done:7} pages  {done / (parsing + reading):6.1f} a second  {looks[-1]:7.0f} MB", flush=True)
    print(f"{claims} claims; the reader takes {reading / parsing:.2f} of the time of the parse")
    print(f"memory at the end over memory after a tenth: {looks[-1] / looks[0]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
