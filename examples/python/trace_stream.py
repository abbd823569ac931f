"""A topic as an iterable data set of PyTorch that can stop anywhere and go on.

Offsets are in the state of the data set and nowhere else: nothing is committed to Kafka. So whoever saves the state beside
the weights, in one file, has both or neither, and learns from every row exactly once.
"""

import random
import time

import confluent_kafka
import torch
from confluent_kafka.admin import AdminClient
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

TRACES = "ida.traces"
IDLE_SECONDS = 0.5
TIMEOUT_SECONDS = 30


class StreamError(Exception):
    """Why a stream cannot go on, in words."""


class TraceStream(torch.utils.data.IterableDataset):
    """The rows of the topic, shuffled in a bounded buffer.

    A pass reads a record of each partition in turn, up to where the partitions ended when it began. These ends are part of
    the state, so what a pass gives, and in which order, depends on the state alone, not on which broker answers first: a
    stream made anew from a saved state gives the same next rows.

    :param brokers: bootstrap servers
    :param registry: URL of the schema registry
    :param buffer: how many rows the buffer holds; 0 gives them in the order in which they are read
    :param seed: chooses the order
    :param follow: whether another pass begins at the end of one, when there are new rows. The buffer then stays full: the
        rows in it are given when others come, to this stream or to one that goes on from its state
    :param state: what :meth:`state_dict` returned
    """

    def __init__(self, brokers, registry, buffer=1000, seed=17, follow=False, state=None, topic=TRACES):
        self.brokers = brokers
        self.registry = registry
        self.size = buffer
        self.follow = follow
        self.topic = topic
        self.topic_id = None  # Kafka's id of the topic that the offsets are of
        self.offsets = {}  # by partition: the next record to read
        self.ends = {}  # by partition: where the pass ends; empty between two passes
        self.last = -1  # the partition whose turn it was
        self.buffer = []  # what was read and not given: partition, offset and value of a record
        self.random = random.Random(seed)
        if state is not None:
            self.load_state_dict(state)

    def state_dict(self):
        """All that decides which rows come next, in numbers, bytes, lists and maps."""
        return {
            "topic": self.topic_id,
            "offsets": dict(self.offsets),
            "ends": dict(self.ends),
            "last": self.last,
            "buffer": list(self.buffer),
            "random": self.random.getstate(),
        }

    def load_state_dict(self, state):
        self.topic_id = state.get("topic")
        self.offsets = dict(state["offsets"])
        self.ends = dict(state["ends"])
        self.last = state["last"]
        self.buffer = list(state["buffer"])
        self.random.setstate(state["random"])

    def __iter__(self):
        """Yields rows as dictionaries. The state is always that after the row that was given last.

        Raises StreamError if the state is of another topic, which may have the same name, or if a record is no row.
        """
        if torch.utils.data.get_worker_info() is not None:
            raise RuntimeError("the state is in this process: use a DataLoader without workers")
        decode = AvroDeserializer(SchemaRegistryClient({"url": self.registry}))
        context = SerializationContext(self.topic, MessageField.VALUE)
        for partition, offset, value in self._shuffled():
            try:
                row = decode(value, context)
            except Exception as error:
                place = f"{self.topic}, partition {partition}, offset {offset}"
                raise StreamError(f"{place} cannot be read with the schemas of {self.registry}: {error}") from error
            yield row

    def _shuffled(self):
        with TopicReader(self.brokers, self.topic) as reader:
            self._require(reader.topic_id())
            while True:
                self.ends = self.ends or reader.ends()
                for record in self._pass(reader):
                    self.buffer.append(record)
                    if len(self.buffer) > self.size:
                        yield self._draw()
                while self.buffer and not self.follow:
                    yield self._draw()
                passed, self.ends = self.ends, {}
                if not self.follow:
                    return
                while reader.ends() == passed:
                    time.sleep(IDLE_SECONDS)

    def _require(self, topic_id):
        """Offsets of one topic say nothing of another one, of another cluster or made anew under the same name."""
        if self.topic_id not in (None, topic_id):
            raise StreamError(f"the state is of another topic {self.topic} than that of {self.brokers}: begin anew")
        self.topic_id = topic_id

    def _draw(self):
        chosen = self.random.randrange(len(self.buffer))
        self.buffer[chosen], self.buffer[-1] = self.buffer[-1], self.buffer[chosen]
        return self.buffer.pop()

    def _pass(self, reader):
        begin = confluent_kafka.OFFSET_BEGINNING  # less than any offset
        while left := [p for p in sorted(self.ends) if self.offsets.get(p, begin) < self.ends[p]]:
            partition = next((p for p in left if p > self.last), left[0])
            message = reader.read(partition, self.offsets.get(partition, begin), self.ends[partition])
            self.last = partition
            self.offsets[partition] = message.offset() + 1 if message else self.ends[partition]
            if message:
                yield partition, message.offset(), message.value()


class TopicReader:
    """Reads each partition of a topic by itself, so that the caller chooses the order."""

    def __init__(self, brokers, topic):
        self.settings = {
            "bootstrap.servers": brokers,
            "group.id": "trace-stream",  # the client wants a name; without subscription and commits it is not used
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": "read_committed",  # distill writes in transactions
            "auto.offset.reset": "error",  # rows deleted before they were read are not skipped in silence
            "queued.max.messages.kbytes": 8192,  # read ahead, for each partition
            "fetch.wait.max.ms": 50,  # how long an end takes to be noticed
        }
        self.topic = topic
        self.asking = confluent_kafka.Consumer(self.settings)
        self.reading = {}
        self.ahead = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for consumer in [self.asking, *self.reading.values()]:
            consumer.close()

    def topic_id(self):
        """What Kafka calls the topic, whatever people call it."""
        admin = AdminClient({"bootstrap.servers": self.settings["bootstrap.servers"]})
        topics = confluent_kafka.TopicCollection([self.topic])
        return str(admin.describe_topics(topics, request_timeout=TIMEOUT_SECONDS)[self.topic].result().topic_id)

    def ends(self):
        """Where the partitions end now, by their numbers: committed records are before it."""
        found = self.asking.list_topics(self.topic, timeout=TIMEOUT_SECONDS).topics[self.topic]
        if found.error is not None:
            raise confluent_kafka.KafkaException(found.error)
        return {
            partition: self.asking.get_watermark_offsets(
                confluent_kafka.TopicPartition(self.topic, partition), timeout=TIMEOUT_SECONDS
            )[1]
            for partition in found.partitions
        }

    def read(self, partition, offset, end):
        """The record at an offset or the next one after it; None if there is none before the end.

        The first call says where a partition begins; those that follow it go on there.
        """
        if partition not in self.reading:
            self.reading[partition] = confluent_kafka.Consumer(self.settings)
            self.reading[partition].assign([confluent_kafka.TopicPartition(self.topic, partition, offset)])
        while self.ahead.get(partition) is None:
            message = self.reading[partition].poll(1.0)
            if message is None:
                continue
            if not message.error():
                self.ahead[partition] = message
            elif message.error().code() != confluent_kafka.KafkaError._PARTITION_EOF:
                raise confluent_kafka.KafkaException(message.error())
            elif message.offset() >= end:
                # The last records are the marks of transactions.
                return None
        return self.ahead.pop(partition) if self.ahead[partition].offset() < end else None
