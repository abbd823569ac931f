"""Training from the topic: killed at any moment, it learns as if it had not been."""

import multiprocessing
import os
import signal
import subprocess
import sys

import pytest
import torch
import train_from_kafka
from trace_stream import TraceStream

from expected import is_distilled

EVERY = 4
BUFFER = 30


@pytest.fixture(scope="module")
def rows(pipeline):
    pipeline.ask([pipeline.question() for _ in range(70)])
    return pipeline.rows()


def train(brokers, registry, checkpoint, **settings):
    """The losses of all steps."""
    losses = []

    def report(step, mean, saved):
        losses.append(mean)
        if step == settings.get("killed_at"):
            os.kill(os.getpid(), signal.SIGKILL)

    train_from_kafka.train(brokers, registry, checkpoint, BUFFER, every=EVERY, report=report)
    return losses


def killed(pipeline, checkpoint, step):
    """Trains in a process that is killed after a step."""
    process = multiprocessing.get_context("spawn").Process(
        target=train, args=(pipeline.brokers, pipeline.registry, checkpoint), kwargs={"killed_at": step}
    )
    process.start()
    process.join(timeout=120)
    assert process.exitcode == -signal.SIGKILL


@pytest.fixture
def ctrl_c():
    """SIGINT with its usual effect, even where it is ignored, as in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def contents(checkpoint):
    return torch.load(checkpoint, weights_only=True)


def test_what_is_learned_is_fit_of_the_split_and_rests_on_no_error(exported_rows):
    learned = [row for row in exported_rows if train_from_kafka.is_lesson(row, withdrawals=[])]
    assert learned == [row for row in exported_rows if is_distilled(row) and row["split"] == "TRAIN"]
    fit = [row for row in exported_rows if row["fit"] and row["split"] == "TRAIN"]
    assert 0 < len(learned) < len(fit)
    assert not any(train_from_kafka.is_lesson(row, withdrawals=learned) for row in exported_rows)


def test_a_context_of_full_size_is_in_the_prompt():
    facts = [f"{first}{second} -> {second}{first}" for first in "abcdefgh" for second in "abcdefgh"]
    prompt, answer = train_from_kafka.lesson(
        {"question": {"context": {"facts": facts}, "text": "aa ^ 5"}, "answer": {"text": "ab"}}
    )
    assert prompt.decode() == "\n".join([*facts, "aa ^ 5"]) + "\0"
    assert answer == b"ab\0"


def test_where_a_checkpoint_cannot_be_is_said_before_the_work(tmp_path):
    (tmp_path / "junk.pt").write_text("junk")
    with pytest.raises(OSError, match="junk.pt is no checkpoint"):
        train("localhost:1", "http://localhost:1", str(tmp_path / "junk.pt"))
    with pytest.raises(OSError, match="there is no directory"):
        train("localhost:1", "http://localhost:1", str(tmp_path / "none" / "student.pt"))


def test_without_the_registry_it_is_said_in_a_line_what_cannot_be_read(pipeline, rows, tmp_path):
    command = [sys.executable, train_from_kafka.__file__, "--bootstrap-server", pipeline.brokers, "--schema-registry",
               "http://localhost:1", "--checkpoint", str(tmp_path / "student.pt")]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 1
    # librdkafka may have something to say of its own before.
    assert run.stderr.splitlines()[-1].startswith("train_from_kafka.py: ida.traces, partition ")
    assert "Traceback" not in run.stderr


def test_the_loss_falls(pipeline, rows, tmp_path):
    losses = train(pipeline.brokers, pipeline.registry, str(tmp_path / "student.pt"))
    assert len(losses) >= 6
    assert losses[-1] < losses[0] - 1


def test_killed_runs_and_the_one_that_goes_on_make_the_steps_of_an_undisturbed_one(pipeline, rows, tmp_path):
    whole, often = str(tmp_path / "whole.pt"), str(tmp_path / "often.pt")
    losses = train(pipeline.brokers, pipeline.registry, whole)

    killed(pipeline, often, step=6)
    assert contents(often)["steps"] == 4
    killed(pipeline, often, step=9)
    assert contents(often)["steps"] == 8
    rest = train(pipeline.brokers, pipeline.registry, often)

    assert rest == losses[8:]
    for name, weights in contents(whole)["student"].items():
        assert torch.equal(weights, contents(often)["student"][name])
    assert contents(whole)["stream"] == contents(often)["stream"]


@pytest.mark.parametrize(
    "owner, name, call",
    [(train_from_kafka, "loss", 6), (TraceStream, "_draw", 6 * train_from_kafka.BATCH + 5)],
    ids=["in a step", "while a batch is read"],
)
def test_ctrl_c_saves_between_steps(pipeline, rows, tmp_path, monkeypatch, ctrl_c, owner, name, call):
    whole, broken_off = str(tmp_path / "whole.pt"), str(tmp_path / "broken-off.pt")
    losses = train(pipeline.brokers, pipeline.registry, whole)
    calls = []
    function = getattr(owner, name)

    def struck(*arguments):
        calls.append(arguments)
        if len(calls) == call:
            signal.raise_signal(signal.SIGINT)
        return function(*arguments)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(owner, name, struck)
        train(pipeline.brokers, pipeline.registry, broken_off)
    assert contents(broken_off)["steps"] == 6

    assert train(pipeline.brokers, pipeline.registry, broken_off) == losses[6:]
    assert contents(whole)["stream"] == contents(broken_off)["stream"]


def test_following_ends_on_ctrl_c_with_a_checkpoint(pipeline, rows, tmp_path, ctrl_c):
    checkpoint = tmp_path / "student.pt"
    command = [sys.executable, train_from_kafka.__file__, "--bootstrap-server", pipeline.brokers, "--schema-registry",
               pipeline.registry, "--checkpoint", str(checkpoint), "--buffer", str(BUFFER), "--follow"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert any(line.startswith("step 3: ") for line in process.stdout)
            assert not checkpoint.exists()
            process.send_signal(signal.SIGINT)
            _, complaints = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == train_from_kafka.INTERRUPTED, complaints
    assert "Traceback" not in complaints
    assert contents(checkpoint)["steps"] >= 3


def test_a_row_is_learned_from_once_and_only_if_it_may_be(pipeline, rows, tmp_path, monkeypatch, ida):
    learned = []
    compute = train_from_kafka.loss

    def recorded(student, fit):
        learned.extend(row["question"]["id"] for row in fit)
        return compute(student, fit)

    monkeypatch.setattr(train_from_kafka, "loss", recorded)
    lessons = [row["question"] for row in rows if row["fit"] and row["split"] == "TRAIN"]
    assert 0 < len(lessons) < len(rows)
    root = lessons[0]["rootId"]
    subprocess.run(
        [ida, "traces", "withdraw", "--root", root, "--bootstrap-server", pipeline.brokers, "--schema-registry",
         pipeline.registry], check=True, timeout=120
    )
    checkpoint = str(tmp_path / "student.pt")
    train(pipeline.brokers, pipeline.registry, checkpoint)
    kept = sorted(question["id"] for question in lessons if question["rootId"] != root)
    assert len(kept) < len(lessons)
    assert sorted(learned) == kept

    train(pipeline.brokers, pipeline.registry, checkpoint)
    assert sorted(learned) == kept

    pipeline.ask([pipeline.question() for _ in range(20)])
    before = {row["question"]["id"] for row in rows}
    later = [row["question"]["id"] for row in pipeline.rows()
             if row["fit"] and row["split"] == "TRAIN" and row["question"]["id"] not in before]
    train(pipeline.brokers, pipeline.registry, checkpoint)
    assert sorted(learned) == sorted(kept + later)
