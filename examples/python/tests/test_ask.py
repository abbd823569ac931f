"""The examples that publish questions and read the answers, in Python and in Node."""

import pathlib
import subprocess
import sys
import time
import uuid

import ask
import confluent_kafka
import pytest
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext
from trace_stream import TopicReader

NODE = pathlib.Path(__file__).resolve().parents[2] / "node"
FACTS = ["aa -> ab", "ab -> ac", "ac -> aa", "ad -> ad"]
QUESTIONS = {"aa ^ 5": "ac", "ab ^ 2": "aa", "ad ^ 7": "ad", "ac ^ 1": "aa", "aa ^ 0": "aa", "ac ^ 8": "ab"}


@pytest.fixture
def context(tmp_path):
    file = tmp_path / "facts.txt"
    file.write_text("\n".join(FACTS) + "\n")
    return str(file)


def committed(pipeline, topic):
    """Key and partition of every committed record."""
    with TopicReader(pipeline.brokers, topic) as reader:
        for partition, end in reader.ends().items():
            offset = confluent_kafka.OFFSET_BEGINNING
            while message := reader.read(partition, offset, end):
                yield message.key().decode(), message, partition


def test_what_python_asks_is_answered(pipeline):
    questions = [ask.question(str(uuid.uuid4()), "permutation-powering", text, FACTS, 3) for text in QUESTIONS]
    answers = pipeline.ask(questions)
    assert {answer["question"]: answer["text"] for answer in answers.values()} == QUESTIONS
    assert {answer["status"] for answer in answers.values()} == {"ANSWERED"}


def test_a_question_that_has_no_answer_gets_a_reason(pipeline):
    wrong = ask.question(str(uuid.uuid4()), "permutation-powering", "what?", FACTS, 3)
    answer = pipeline.ask([wrong])[wrong["id"]]
    assert answer["status"] == "CANNOT_ANSWER"
    assert "what?" in answer["reason"]


def test_who_waits_for_an_answer_waits_no_longer_than_told():
    with pytest.raises(TimeoutError):
        list(ask.answers(confluent_kafka.Consumer({"group.id": "none"}), None, {"no such question"}, 0))


def test_what_node_asks_is_answered(pipeline, context):
    assert (NODE / "node_modules").is_dir(), f"run `npm ci` in {NODE} first"
    addresses = ["--bootstrap-server", pipeline.brokers, "--schema-registry", pipeline.registry]
    command = ["node", str(NODE / "ask.js"), *addresses, "--context", context, "--depth", "3", *QUESTIONS]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert sorted(run.stdout.splitlines()) == sorted(f"{text}: ANSWERED {answer}" for text, answer in QUESTIONS.items())
    pipeline.expect(nodes_of_others(pipeline))


@pytest.mark.parametrize(
    "program", [[sys.executable, ask.__file__], ["node", str(NODE / "ask.js")]], ids=["python", "node"]
)
def test_what_is_wrong_is_said_in_a_line(pipeline, context, program):
    def run(*arguments):
        command = [*program, "--bootstrap-server", pipeline.brokers, *arguments, "aa ^ 5"]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)

    name = pathlib.Path(program[-1]).name
    for arguments, complaint in [
        (["--context", "none.txt"], "none.txt"),
        (["--context", context, "--schema-registry", "http://localhost:1"], "http://localhost:1"),
    ]:
        failed = run(*arguments)
        assert failed.returncode == 1
        assert failed.stderr.startswith(f"{name}: ")
        assert complaint in failed.stderr
        assert len(failed.stderr.splitlines()) == 1
    assert run("--context", context, "--depth", "deep").returncode == 2


def test_the_program_of_the_front_page_asks_a_question(pipeline, snippet):
    program = snippet("README.md", "my-question-1")
    for usual, here in [("http://localhost:8081", pipeline.registry), ("localhost:9092", pipeline.brokers)]:
        assert usual in program
        program = program.replace(usual, here)
    exec(program, {})
    deadline = time.monotonic() + 60
    while "my-question-1" not in {key for key, _, _ in committed(pipeline, ask.RESULTS)}:
        assert time.monotonic() < deadline
    pipeline.expect(nodes_of_others(pipeline))


def test_node_is_started_by_a_symbolic_link_too(tmp_path):
    (tmp_path / "node").symlink_to(NODE)
    run = subprocess.run(["node", str(tmp_path / "node" / "ask.js")], capture_output=True, text=True, timeout=60)
    assert run.returncode == 2
    assert run.stderr.startswith("Usage: ")


def nodes_of_others(pipeline):
    """The nodes of all answers that are not counted yet."""
    decode = AvroDeserializer(SchemaRegistryClient({"url": pipeline.registry}))
    field = SerializationContext(ask.RESULTS, MessageField.VALUE)
    nodes = [decode(message.value(), field)["usage"]["nodes"] for _, message, _ in committed(pipeline, ask.RESULTS)]
    return [sum(nodes) - pipeline.nodes]


def test_both_put_a_question_where_java_puts_its_answer(pipeline):
    questions = {key: partition for key, _, partition in committed(pipeline, ask.QUESTIONS)}
    results = {key: partition for key, _, partition in committed(pipeline, ask.RESULTS)}
    assert len(questions) >= 2 * len(QUESTIONS)
    assert len(set(questions.values())) > 1
    assert questions == results
