"""Publishes questions to `ida.questions` and prints the answers from `ida.results` as they come.

    ./ida up
    python ask.py --context facts.txt --depth 3 'aa ^ 5' 'ab ^ 2'
"""

import argparse
import pathlib
import sys
import time
import uuid

import confluent_kafka
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

QUESTIONS = "ida.questions"
RESULTS = "ida.results"
GRACE_SECONDS = 10  # how long an answer may come after its deadline
INTERRUPTED = 130  # the exit code after Ctrl-C


def question(identity, task, text, facts, depth, seconds=60):
    """What a user says. Every other field has a default in the schema, which decompose completes."""
    return {
        "id": identity,
        "task": task,
        "text": text,
        "context": {"facts": facts},
        "depth": depth,
        "expiresAt": round(1000 * (time.time() + seconds)),
    }


def ask(brokers, registry, questions, patience):
    """Publishes questions and yields the answers in the order in which they come.

    Raises TimeoutError if one is not there in so many seconds, ConnectionError without the registry and KafkaException
    without the brokers.
    """
    client = SchemaRegistryClient({"url": registry})
    try:
        client.get_latest_version(f"{QUESTIONS}-value")
    except Exception as error:
        raise ConnectionError(f"no schema of {QUESTIONS} at {registry}: {error}") from error
    # The registry has the schema already, and that is the one to write with.
    encode = AvroSerializer(client, None, conf={"auto.register.schemas": False, "use.latest.version": True})
    decode = AvroDeserializer(client)
    consumer = confluent_kafka.Consumer({
        "bootstrap.servers": brokers,
        "group.id": "ask",  # the client wants a name; without subscription and commits it is not used
        "enable.auto.commit": False,
        "isolation.level": "read_committed",  # the stages write in transactions
    })
    producer = confluent_kafka.Producer({
        "bootstrap.servers": brokers,
        "enable.idempotence": True,
        "partitioner": "murmur2_random",  # as Java's clients place keys; the default of librdkafka differs
    })
    try:
        # From where the topic ends now: the answers come after the questions.
        results = consumer.list_topics(RESULTS, timeout=30).topics[RESULTS]
        if results.error is not None:
            raise confluent_kafka.KafkaException(results.error)
        ends = [confluent_kafka.TopicPartition(RESULTS, partition) for partition in results.partitions]
        for end in ends:
            end.offset = consumer.get_watermark_offsets(end, timeout=30)[1]
        consumer.assign(ends)
        context = SerializationContext(QUESTIONS, MessageField.VALUE)
        for one in questions:
            # The key is the question's id, as UTF-8: all of a question's tree goes to the partition of that key.
            producer.produce(QUESTIONS, key=one["id"], value=encode(one, context), on_delivery=require_delivery)
        producer.flush()
        yield from answers(consumer, decode, {one["id"] for one in questions}, time.monotonic() + patience)
    finally:
        consumer.close()


def answers(consumer, decode, left, deadline):
    """Yields the answers to the questions with these ids."""
    while left:
        if time.monotonic() > deadline:
            raise TimeoutError(f"no answer to {sorted(left)}")
        message = consumer.poll(0.2)
        if message is None:
            continue
        if message.error():
            raise confluent_kafka.KafkaException(message.error())
        answer = decode(message.value(), SerializationContext(RESULTS, MessageField.VALUE))
        if answer["questionId"] in left:
            left.remove(answer["questionId"])
            yield answer


def require_delivery(error, message):
    if error is not None:
        raise confluent_kafka.KafkaException(error)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bootstrap-server", default="localhost:9092")
    parser.add_argument("--schema-registry", default="http://localhost:8081")
    parser.add_argument("--task", default="permutation-powering")
    parser.add_argument("--context", required=True, metavar="FILE", help="the facts, a line each")
    parser.add_argument("--depth", type=int, default=1, help="levels of amplification")
    parser.add_argument("--seconds", type=int, default=60, help="when the questions expire")
    parser.add_argument("questions", nargs="+")
    options = parser.parse_args()
    try:
        context = pathlib.Path(options.context).read_text(encoding="utf-8")
        facts = [line for line in context.splitlines() if line.strip()]
        questions = [
            question(str(uuid.uuid4()), options.task, text, facts, options.depth, options.seconds)
            for text in options.questions
        ]
        patience = options.seconds + GRACE_SECONDS
        for answer in ask(options.bootstrap_server, options.schema_registry, questions, patience):
            print(f"{answer['question']}: {answer['status']} {answer['text'] or answer['reason']}", flush=True)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except (OSError, UnicodeDecodeError) as error:  # TimeoutError and ConnectionError, too
        sys.exit(f"ask.py: {error}")
    except confluent_kafka.KafkaException as error:
        sys.exit(f"ask.py: {options.bootstrap_server}: {error.args[0].str()}")


if __name__ == "__main__":
    main()
