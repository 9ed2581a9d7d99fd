"""Weights to the files of a pack: `python training/claims/export.py WEIGHTS --calibration FILE --pack src/gawah/packs/en`."""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from safetensors.torch import load_file
from training.attention import OPSETS

import data
from model import BUCKETS, PAIR_FEATURES, WIDTH, Alone, Encoder, Heads


def parts(path: Path) -> tuple[Alone, Heads]:
    """Encoder and heads of stored weights."""
    stored = load_file(path)
    layers = 1 + max(int(k.split(".")[2]) for k in stored if k.startswith("encoder.layers."))
    encoder, heads = Encoder(layers), Heads()
    encoder.load_state_dict({k[8:]: v for k, v in stored.items() if k.startswith("encoder.")})
    heads.load_state_dict({k[6:]: v for k, v in stored.items() if k.startswith("heads.")})
    return Alone(encoder).eval(), heads.eval()


def encoder_inputs(t: int, w: int) -> dict[str, torch.Tensor]:
    """An input of `t` pieces and `w` words to trace and to compare with."""
    g = torch.Generator().manual_seed(t)
    return {
        "vectors": torch.randn(1, t, WIDTH, generator=g) * 0.05,
        "shape": torch.randint(1, 7, (1, t), generator=g),
        "gap": torch.zeros(1, t, dtype=torch.long),
        "first": torch.arange(1, w + 1)[None],
    }


def head_inputs(w: int, t: int, m: int) -> dict[str, torch.Tensor]:
    """A window of `w` words, `t` triggers and `m` mentions."""
    g = torch.Generator().manual_seed(w)

    def spans(n: int) -> torch.Tensor:
        a = torch.randint(0, w - 3, (n, 1), generator=g).sort(0).values
        return torch.cat([a, a + torch.randint(1, 4, (n, 1), generator=g)], 1)

    rows = torch.arange(PAIR_FEATURES) * BUCKETS
    return {
        "words": torch.randn(w, WIDTH, generator=g),
        "sentence": torch.arange(w) // 12,
        "triggers": spans(t),
        "mentions": spans(m),
        "layer": torch.randint(1, 6, (m,), generator=g),
        "near": torch.randint(0, BUCKETS, (t, m, PAIR_FEATURES), generator=g) + rows,
        "near_triggers": torch.randint(0, BUCKETS, (t, t, PAIR_FEATURES), generator=g) + rows,
    }


def export(module: torch.nn.Module, inputs: dict[str, torch.Tensor], outputs: list[str], axes: dict, path: Path) -> None:
    """One module as an int8 graph."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        raw, ready = Path(folder) / "raw.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            module,
            tuple(inputs.values()),
            raw,
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
            custom_opsets=OPSETS,
        )
        quant_pre_process(raw, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
        )


def compare(module: torch.nn.Module, path: Path, inputs: dict[str, torch.Tensor]) -> list[float]:
    """Mean difference between graph and module, relative to the spread of the scores."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = {i.name for i in session.get_inputs()}
    theirs = session.run(None, {k: v.numpy() for k, v in inputs.items() if k in names})
    with torch.inference_mode():
        mine = module(*inputs.values())
    return [round(float(np.abs(a.numpy() - b).mean() / (a.numpy().std() + 1e-9)), 4) for a, b in zip(mine, theirs, strict=True)]


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("weights", type=Path)
    p.add_argument("--calibration", type=Path, required=True)
    p.add_argument("--pack", type=Path, required=True)
    args = p.parse_args()
    encoder, heads = parts(args.weights)
    one, two = args.pack / "claims.onnx", args.pack / "claims-heads.onnx"
    t, w = {1: "pieces"}, {1: "words"}
    export(
        encoder,
        encoder_inputs(60, 40),
        ["words", "tags"],
        {"vectors": t, "shape": t, "gap": t, "first": w, "words": w, "tags": w},
        one,
    )
    axes = {
        "words": {0: "w"},
        "sentence": {0: "w"},
        "triggers": {0: "t"},
        "mentions": {0: "m"},
        "layer": {0: "m"},
        "near": {0: "t", 1: "m"},
        "near_triggers": {0: "t", 1: "t2"},
    }
    axes |= {"event": {0: "t"}, "state": {0: "t"}, "pair": {0: "t", 1: "m"}, "together": {0: "t", 1: "t2"}}
    export(heads, head_inputs(80, 5, 17), ["event", "state", "pair", "together"], axes, two)
    print("encoder", compare(encoder, one, encoder_inputs(200, 150)), one.stat().st_size)
    print("heads", compare(heads, two, head_inputs(150, 9, 31)), two.stat().st_size)
    described = {
        "layers": data.LAYERS,
        "events": data.EVENTS,
        "roles": data.ROLES,
        "outcomes": data.OUTCOMES,
        "role_layers": data.ROLE_LAYER,
    }
    described |= json.loads(args.calibration.read_text("utf-8"))
    (args.pack / "claims.json").write_text(json.dumps(described, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
