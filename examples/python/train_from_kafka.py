"""Trains a small language model of bytes straight from the topic `ida.traces`, and goes on where its checkpoint ends.

    ./ida up
    python train_from_kafka.py --checkpoint student.pt

It learns what the amplified team answered: facts and question are the prompt, and the loss is that of the answer alone.
The checkpoint has the weights, the optimizer and the state of the stream, so that a run that is killed makes the same
steps as one that is not.
"""

import argparse
import contextlib
import os
import signal
import sys

import confluent_kafka
import torch

from trace_stream import StreamError, TraceStream
from verdicts import rests_on_error
from withdrawals import Withdrawals

BYTES = 256
END = 0  # ends prompt and answer
LENGTH = 2048  # facts of the largest contexts have about 1,200 bytes
BATCH = 16
INTERRUPTED = 130  # the exit code after Ctrl-C


class Student(torch.nn.Module):
    """Reads bytes and guesses the next one: a recurrent network of 60 thousand parameters."""

    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(BYTES, 32)
        self.recurrent = torch.nn.GRU(32, 96, batch_first=True)
        self.next = torch.nn.Linear(96, BYTES)

    def forward(self, text):
        """Logits of shape (batch, length, bytes) for bytes of shape (batch, length)."""
        return self.next(self.recurrent(self.embedding(text))[0])


def lesson(row):
    """The bytes of a prompt and of its answer; of a long prompt the end."""
    prompt = "\n".join([*row["question"]["context"]["facts"], row["question"]["text"]]).encode()
    answer = row["answer"]["text"].encode() + bytes([END])
    return prompt[-LENGTH:] + bytes([END]), answer[:LENGTH]


def batch(rows):
    """Texts and the bytes to guess after each of their bytes, -100 where nothing is to be guessed."""
    lessons = [lesson(row) for row in rows]
    longest = max(len(prompt) + len(answer) for prompt, answer in lessons) - 1
    texts = torch.zeros(len(rows), longest, dtype=torch.long)
    targets = torch.full((len(rows), longest), -100)
    for i, (prompt, answer) in enumerate(lessons):
        whole = torch.tensor(list(prompt + answer))
        texts[i, : len(whole) - 1] = whole[:-1]
        targets[i, len(prompt) - 1 : len(whole) - 1] = whole[len(prompt) :]
    return texts, targets


def is_lesson(row, withdrawals):
    """Whether to learn the answer of a row."""
    return row["fit"] and row["split"] == "TRAIN" and not rests_on_error(row) and row not in withdrawals


def loss(student, rows):
    """The mean loss of a byte of the answers."""
    texts, targets = batch(rows)
    return torch.nn.functional.cross_entropy(student(texts).flatten(0, 1), targets.flatten())


def train(brokers, registry, checkpoint, buffer=1000, seed=17, follow=False, every=20, report=lambda *_: None):
    """Learns from the rows after the checkpoint and writes it anew; on Ctrl-C, too, after the step that is under way.

    Returns how many rows it learned from. Raises StreamError or KafkaException if it cannot go on, OSError if the
    checkpoint cannot be written there: that is found before the work, as far as it can be.

    :param every: steps between two checkpoints; one more is written at the end
    :param report: is told the number of each step, its loss, and whether a checkpoint was written after it
    """
    torch.manual_seed(seed)
    student = Student()
    optimizer = torch.optim.Adam(student.parameters(), lr=3e-3)
    saved = load(checkpoint)
    stream = TraceStream(brokers, registry, buffer, seed, follow, saved and saved["stream"])
    steps = 0
    lessons = 0
    if saved:
        student.load_state_dict(saved["student"])
        optimizer.load_state_dict(saved["optimizer"])
        steps = saved["steps"]

    learned = stream.state_dict()

    def save():
        state = {"student": student.state_dict(), "optimizer": optimizer.state_dict()}
        replace(checkpoint, {**state, "steps": steps, "stream": learned})

    withdrawals = Withdrawals.read(brokers, registry)
    try:
        # Without workers a loader takes no row ahead of those in its batch, so the state is that after the batch.
        for rows in torch.utils.data.DataLoader(stream, BATCH, collate_fn=list):
            with undisturbed():
                learned = stream.state_dict()
                fit = [row for row in rows if is_lesson(row, withdrawals)]
                if not fit:
                    continue
                mean = loss(student, fit)
                optimizer.zero_grad()
                mean.backward()
                optimizer.step()
                steps += 1
                lessons += len(fit)
                if steps % every == 0:
                    save()
            report(steps, mean.item(), steps % every == 0)
        learned = stream.state_dict()
    except KeyboardInterrupt:
        save()  # without the rows of a batch that was not complete: they come again
        raise
    save()
    return lessons


@contextlib.contextmanager
def undisturbed():
    """Lets Ctrl-C wait until the block has ended. For the main thread."""
    struck = []
    usual = signal.signal(signal.SIGINT, lambda *_: struck.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if struck:
        signal.raise_signal(signal.SIGINT)


def load(checkpoint):
    """What a checkpoint holds; None if it is to be made."""
    if not os.path.exists(checkpoint):
        directory = os.path.dirname(checkpoint) or "."
        if not os.path.isdir(directory):
            raise NotADirectoryError(f"there is no directory {directory} for the checkpoint")
        return None
    try:
        return torch.load(checkpoint, weights_only=True)
    except Exception as error:
        raise OSError(f"{checkpoint} is no checkpoint of this program") from error


def replace(checkpoint, state):
    """Writes a file that takes the old one's place at once: a kill leaves the one or the other."""
    with open(checkpoint + ".new", "wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(checkpoint + ".new", checkpoint)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bootstrap-server", default="localhost:9092")
    parser.add_argument("--schema-registry", default="http://localhost:8081")
    parser.add_argument("--checkpoint", default="student.pt")
    parser.add_argument("--buffer", type=int, default=1000, help="rows that are shuffled together")
    parser.add_argument("--follow", action="store_true", help="go on with what comes, until Ctrl-C")
    options = parser.parse_args()

    def report(step, mean, saved):
        print(f"step {step}: loss {mean:.3f}" + (", saved" if saved else ""), flush=True)

    try:
        lessons = train(
            options.bootstrap_server,
            options.schema_registry,
            options.checkpoint,
            options.buffer,
            follow=options.follow,
            report=report,
        )
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except (StreamError, OSError) as error:
        sys.exit(f"train_from_kafka.py: {error}")
    except confluent_kafka.KafkaException as error:
        sys.exit(f"train_from_kafka.py: {options.bootstrap_server}: {error.args[0].str()}")
    print(f"learned from {lessons} rows; {options.checkpoint} goes on from here")


if __name__ == "__main__":
    main()
