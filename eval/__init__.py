"""Benchmarks, their adapters and the pinned floors."""
