"""Exports as Hugging Face reads them."""

import datasets


def stream(directory):
    """As Hugging Face reads a directory with a data card."""
    return list(datasets.load_dataset(str(directory), split="traces", streaming=True))


def load(directory, tmp_path):
    return datasets.load_dataset(str(directory), split="traces", cache_dir=str(tmp_path))
