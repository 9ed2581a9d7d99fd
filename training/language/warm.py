"""Places to start from: an earlier graph of the pack, its int8 weights turned back into the parameters of the network, or a
network with more layers.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn
from training.language.model import TASKS


def start_from_network(network: nn.Module, other: nn.Module) -> None:
    """Copy what the two have in common: of a network with more layers its lower ones."""
    given = dict(other.named_parameters())
    for name, parameter in network.named_parameters():
        cut = tuple(slice(size) for size in parameter.shape)
        parameter.data.copy_(given[name].data[cut])


def start_from_graph(network: nn.Module, path: Path) -> list[str]:
    """Copy every weight that the graph holds; the names of parameters that it does not hold are returned."""
    graph = onnx.load(str(path)).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found: dict[str, NDArray[np.float32]] = {name: value.astype(np.float32) for name, value in stored.items()}
    for name in list(stored):
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            scale, zero = stored[f"{base}_scale"], stored[f"{base}_zero_point"]
            found[base] = (stored[name].astype(np.float32) - zero.astype(np.float32)) * scale
    for node in graph.node:
        if node.op_type == "MatMulInteger" and "/MatMul_output_0" in node.output[0]:
            module = node.output[0].split("/MatMul_output_0")[0].strip("/").replace("/", ".")
            weight = node.input[1].removesuffix("_quantized")
            if weight in found:
                found[f"{module}.weight"] = found[weight].T
    found.update(_mixes(graph, found))
    missing = []
    for name, parameter in network.named_parameters():
        value = found.get(name)
        if value is not None and value.shape == tuple(parameter.shape):
            parameter.data.copy_(torch.from_numpy(np.ascontiguousarray(value)))
        else:
            missing.append(name)
    return missing


def _mixes(graph: onnx.GraphProto, found: dict[str, NDArray[np.float32]]) -> dict[str, NDArray[np.float32]]:
    """The weights of the layers and the scale of each task: exporting makes constants of them.

    Graphs of this package hold one matrix [task, layer]; those of the first recipe (en-v0) a vector and a number for each task.
    """
    vectors: dict[int, NDArray[np.float32]] = {}
    scales: dict[int, NDArray[np.float32]] = {}
    for node in graph.node:
        constant = next((found[name] for name in node.input if name in found), None)
        if constant is not None and node.op_type == "MatMul" and constant.shape[:-1] == (len(TASKS),):
            scale = constant.sum(1)
            return {"mix": np.log(constant / scale[:, None]), "gam": scale}
        number = re.fullmatch(r"/Mul_(\d+)_output_0", node.output[0])
        if constant is not None and number and constant.ndim == 4:
            vectors[int(number.group(1))] = constant.ravel()
        elif constant is not None and number and constant.ndim == 0 and any("/ReduceSum" in name for name in node.input):
            scales[int(number.group(1))] = constant
    mix = np.log(np.stack([vectors[at] for at in sorted(vectors)]))
    return {"mix": mix, "gam": np.array([scales[at] for at in sorted(scales)], np.float32)}
