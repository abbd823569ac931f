"""What the tests do with a pipeline that runs."""

import random
import time
import uuid

import ask
from trace_stream import TraceStream

TASK = "permutation-powering"
NAMES = [first + second for first in "abcdefgh" for second in "abcdefgh"]
PATIENCE = 120


class Pipeline:
    """The addresses of a running `./ida up` that nobody else asks, and how many traces its questions must leave."""

    def __init__(self, brokers, registry):
        self.brokers = brokers
        self.registry = registry
        self.contexts = 0
        self.nodes = 0

    def question(self, text="{0} ^ 5", depth=3):
        """A question about a context that no other one is about; {0} is one of its names."""
        names = random.Random(self.contexts).sample(NAMES, 6)
        self.contexts += 1
        facts = [f"{name} -> {after}" for name, after in zip(names, names[1:] + names[:1])]
        return ask.question(str(uuid.UUID(int=self.contexts)), TASK, text.format(names[0]), facts, depth, PATIENCE)

    def ask(self, questions):
        """The answers, by the ids of the questions."""
        answers = list(ask.ask(self.brokers, self.registry, questions, PATIENCE))
        self.expect(answer["usage"]["nodes"] for answer in answers)
        return {answer["questionId"]: answer for answer in answers}

    def expect(self, nodes):
        """Counts the traces that somebody's questions leave."""
        self.nodes += sum(nodes)

    def rows(self):
        """All rows, in the order of a stream that does not shuffle, once every finished node has one."""
        deadline = time.monotonic() + PATIENCE
        while True:
            rows = list(TraceStream(self.brokers, self.registry, buffer=0))
            if len(rows) >= self.nodes:
                assert len(rows) == self.nodes
                return rows
            assert time.monotonic() < deadline, f"{len(rows)} of {self.nodes} traces"
