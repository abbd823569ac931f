"""The exports that the Java tests leave and the rows that they were made from, and a pipeline that runs."""

import datetime
import json
import os
import pathlib
import re
import subprocess

import fastavro
import pytest

from expected import is_distilled
from pipeline import Pipeline

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_DATASETS_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")

ROOT = pathlib.Path(__file__).resolve().parents[3]
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def plain(value):
    """A value of Avro as the lossless JSON has it."""
    if isinstance(value, datetime.datetime):
        return (value - EPOCH) // datetime.timedelta(milliseconds=1)
    if isinstance(value, list):
        return [plain(element) for element in value]
    if isinstance(value, dict):
        return {name: entries(field) if name == "labels" else plain(field) for name, field in value.items()}
    return value


def entries(labels):
    return [{"key": key, "value": labels[key]} for key in sorted(labels, key=lambda key: key.encode("utf-16-be"))]


@pytest.fixture(scope="session")
def exports():
    directory = ROOT / "dataset" / "target" / "exports"
    assert directory.is_dir(), "run `mvn test -pl dataset -am` first: it writes the exports that are read here"
    return directory


@pytest.fixture(scope="session")
def exported_rows(exports):
    """Every row of the topic, in the order of an export."""
    with open(exports / "rows.avro", "rb") as file:
        return [plain(row) for row in fastavro.reader(file)]


@pytest.fixture(scope="session")
def rows(exported_rows):
    """The same; tests of a pipeline have rows of their own by that name."""
    return exported_rows


@pytest.fixture(scope="session")
def fit(rows):
    """The rows to learn from."""
    return [row for row in rows if row["fit"]]


@pytest.fixture(scope="session")
def distilled(rows):
    """The rows whose answers X is to learn."""
    return [row for row in rows if is_distilled(row)]


@pytest.fixture(scope="session")
def snippet():
    """Finds the Python of a page that has some text."""

    def find(page, text):
        markdown = (ROOT / page).read_text(encoding="utf-8")
        blocks = re.findall(r"^```python\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)
        return next(block for block in blocks if text in block)

    return find


@pytest.fixture(scope="session")
def ida():
    return str(ROOT / "ida")


@pytest.fixture(scope="session")
def pipeline(ida, tmp_path_factory):
    """One process with everything for all tests."""
    data = tmp_path_factory.mktemp("ida")
    arguments = [ida, "up", "--port", "0", "--registry-port", "0", "--output", "json", "--data", str(data / "data")]
    with open(data / "log", "wb") as log, subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=log) as process:
        try:
            line = process.stdout.readline()
            assert line, (data / "log").read_text()
            addresses = json.loads(line)
            yield Pipeline(addresses["bootstrapServers"], addresses["schemaRegistryUrl"])
        finally:
            process.terminate()
            process.wait(timeout=60)
