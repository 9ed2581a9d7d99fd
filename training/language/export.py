"""Trained weights to the graph of the pack: `python -m training.language.export --model FILE --name en-1.0`.

The graph takes word vectors (`words`), `mask` and `shape` over pieces and `first`, the first piece of each word; matrices are
stored as int8 with a scale a column, activations are quantised as they come. The exported graph is held against the network
before it is written. With `--mean GRAPH --share S` the weights are first averaged with those of an earlier graph that the run
started from: halfway between the two lies a better network than either (Wortsman and others, "Robust fine-tuning", CVPR 2022).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from training.language.model import WIDTH, Parser
from training.language.warm import start_from_graph

INPUTS = ("words", "mask", "shape", "first")
OUTPUTS = ("upos", "ner", "arc", "lab", "feats")
POSITIONS = 256
"""Pieces of one input that the graph reads; the reader cuts before that."""
LEAST_AGREEMENT = 0.9
"""Share of labels on noise; on sentences the two differ in one arc of a thousand (`python -m eval.language`)."""


def example(count: int, pieces: int, words: int) -> tuple[torch.Tensor, ...]:
    """An input of the graph, the last row shorter than the others."""
    mask = torch.ones(count, pieces, dtype=torch.int64)
    mask[-1, pieces - 4 :] = 0
    shape, first = torch.randint(1, 7, (count, pieces)), torch.arange(words).repeat(count, 1)
    return torch.randn(count, pieces, WIDTH) * 0.05, mask, shape, first


def export(network: Parser, path: Path) -> None:
    """The network as an ONNX graph, matrices in int8."""
    network.eval()
    network.pe.weight = torch.nn.Parameter(network.pe.weight[:POSITIONS].detach().clone())
    axes = {name: {0: "sentence", 1: "piece"} for name in INPUTS[:3]} | {"first": {0: "sentence", 1: "word"}}
    axes |= {name: {0: "sentence", 1: "word"} for name in OUTPUTS}
    axes |= {name: {0: "sentence", 1: "word", 2: "head"} for name in ("arc", "lab")}
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            network,
            example(3, 19, 11),
            str(plain),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )


def agreement(network: Parser, path: Path) -> float:
    """Share of the labels of pairs on which the graph and the network agree, on noise."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    inputs = example(5, 33, 17)
    with torch.inference_mode():
        wanted = network(*inputs)
    found = session.run(["lab"], {name: value.numpy() for name, value in zip(INPUTS, inputs, strict=True)})
    return float(np.mean(wanted[3].numpy() == found[0]))


def averaged(network: Parser, graph: Path, share: float) -> None:
    """Move the weights to `share` of the way from those of an earlier graph; weights that the graph lacks stay."""
    earlier = Parser(**network.sizes)
    earlier.load_state_dict(network.state_dict())
    start_from_graph(earlier, graph)
    with torch.no_grad():
        for own, other in zip(network.parameters(), earlier.parameters(), strict=True):
            own.copy_(other + share * (own - other))


def main() -> None:
    """Export the averaged weights of a run into a pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--name", required=True, help="name and version of the pack")
    parser.add_argument("--pack", type=Path, default=Path("src/gawah/packs/en"))
    parser.add_argument("--mean", type=Path, help="graph to average with")
    parser.add_argument("--share", type=float, default=0.5, help="share of the new weights in the average")
    chosen = parser.parse_args()
    kept = torch.load(chosen.model, weights_only=True)
    network = Parser(**kept["sizes"])
    network.load_state_dict(kept["weights"])
    if chosen.mean:
        averaged(network, chosen.mean, chosen.share)
    chosen.pack.mkdir(parents=True, exist_ok=True)
    path = chosen.pack / "parser.onnx"
    export(network, path)
    share = agreement(network, path)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, agrees with the network on {share:.1%} of the labels")
    if share < LEAST_AGREEMENT:
        raise SystemExit("the graph does not do what the network does; nothing should be shipped")
    labels = {"name": chosen.name, **kept["labels"]}
    (chosen.pack / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
