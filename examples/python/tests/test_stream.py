"""The topic as a data set: every row once, in an order that depends on nothing but the state."""

import io
import itertools

import confluent_kafka
import pytest
import torch
from confluent_kafka.admin import AdminClient, NewTopic
from trace_stream import StreamError, TopicReader, TraceStream

BUFFER = 20


@pytest.fixture(scope="module")
def rows(pipeline):
    pipeline.ask([pipeline.question() for _ in range(30)])
    return pipeline.rows()


def stream(pipeline, **settings):
    return TraceStream(pipeline.brokers, pipeline.registry, **{"buffer": BUFFER, **settings})


def ids(rows):
    return [row["question"]["id"] for row in rows]


def saved(state):
    """What of a state is left after it was in a file."""
    file = io.BytesIO()
    torch.save(state, file)
    file.seek(0)
    return torch.load(file, weights_only=True)


def test_every_row_comes_once_in_an_order_that_the_seed_chooses(pipeline, rows):
    once = ids(stream(pipeline))
    assert len(set(once)) == len(once) == len(rows)
    assert sorted(once) == sorted(ids(rows))
    assert once == ids(stream(pipeline))
    assert once != ids(rows)
    assert once != ids(stream(pipeline, seed=18))


def test_the_buffer_is_bounded(pipeline, rows):
    shuffled = stream(pipeline)
    sizes = [len(shuffled.buffer) for _ in shuffled]
    assert max(sizes) == BUFFER


def test_a_stream_that_goes_on_from_a_state_gives_the_same_next_rows(pipeline, rows):
    whole = ids(stream(pipeline))
    for count in [0, 1, BUFFER, len(whole) - BUFFER // 2, len(whole)]:
        begun = stream(pipeline)
        given = ids(itertools.islice(begun, count))
        rest = ids(stream(pipeline, state=saved(begun.state_dict()), seed=99))
        assert given + rest == whole


def test_rows_that_come_meanwhile_are_for_the_next_pass(pipeline, rows):
    begun = stream(pipeline)
    given = ids(itertools.islice(begun, 5))
    state = saved(begun.state_dict())
    before = ids(pipeline.rows())

    pipeline.ask([pipeline.question() for _ in range(5)])
    after = ids(pipeline.rows())
    resumed = stream(pipeline, state=state)
    assert sorted(given + ids(resumed)) == sorted(before)
    assert sorted(ids(stream(pipeline, state=saved(resumed.state_dict())))) == sorted(set(after) - set(before))


def test_a_stream_that_follows_waits_for_what_comes(pipeline, rows):
    before = len(pipeline.rows())
    following = stream(pipeline, follow=True)
    endless = iter(following)
    given = ids(itertools.islice(endless, before - BUFFER))
    pipeline.ask([pipeline.question() for _ in range(20)])
    given += ids(itertools.islice(endless, BUFFER))
    assert len(set(given)) == before
    after = ids(pipeline.rows())
    # The pass under way may have begun before the last rows were there: they are for the one after it.
    resumed = stream(pipeline, state=saved(following.state_dict()))
    given += ids(resumed)
    given += ids(stream(pipeline, state=saved(resumed.state_dict())))
    assert sorted(given) == sorted(after)


def test_rows_that_are_gone_are_not_passed_over(pipeline):
    topic = "partly-deleted"
    admin = AdminClient({"bootstrap.servers": pipeline.brokers})
    admin.create_topics([NewTopic(topic, num_partitions=1)])[topic].result(timeout=30)
    producer = confluent_kafka.Producer({"bootstrap.servers": pipeline.brokers})
    for value in ["a", "b", "c"]:
        producer.produce(topic, value=value, partition=0)
    producer.flush()
    cut = confluent_kafka.TopicPartition(topic, 0, 2)
    admin.delete_records([cut])[cut].result(timeout=30)

    with TopicReader(pipeline.brokers, topic) as reader:
        assert reader.read(0, confluent_kafka.OFFSET_BEGINNING, 3).value() == b"c"
    with TopicReader(pipeline.brokers, topic) as reader, pytest.raises(confluent_kafka.KafkaException):
        reader.read(0, 0, 3)


def test_a_state_of_another_topic_of_that_name_is_refused(pipeline, rows):
    begun = stream(pipeline)
    next(iter(begun))
    state = saved(begun.state_dict())
    with pytest.raises(StreamError, match="of another topic ida.traces"):
        next(iter(stream(pipeline, state={**state, "topic": "wLoW2mSZTQ6tWxLrNEdp3A"})))


def test_a_record_that_is_no_row_is_said_with_its_place(pipeline):
    topic = "no-rows"
    admin = AdminClient({"bootstrap.servers": pipeline.brokers})
    admin.create_topics([NewTopic(topic, num_partitions=1)])[topic].result(timeout=30)
    producer = confluent_kafka.Producer({"bootstrap.servers": pipeline.brokers})
    producer.produce(topic, value="no Avro", partition=0)
    producer.flush()
    with pytest.raises(StreamError, match="no-rows, partition 0, offset 0 cannot be read"):
        list(stream(pipeline, topic=topic))
