"""Every format of `./ida traces export`, read by the library that it is for and compared with the topic row by row."""

import datetime
import json

import pyarrow.parquet
import streaming
import trl.data_utils
import webdataset

from expected import is_distilled, pairs, prompt, rounds, steps
from exported import load, stream

LONG = 1 << 20  # characters of the longest text
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def test_json_lines_have_every_field_of_every_row(exports, rows):
    lines = []
    for shard in sorted((exports / "jsonl").glob("traces-*.jsonl")):
        with open(shard, encoding="utf-8", newline="\n") as file:
            lines += [json.loads(line) for line in file]
    assert lines == rows


def test_datasets_reads_json_lines(exports, rows):
    assert stream(exports / "jsonl") == rows


def test_datasets_reads_prompts_and_completions(exports, distilled, tmp_path):
    expected = [{"prompt": prompt(row), "completion": row["answer"]["text"]} for row in distilled]
    assert any(len(sample["completion"]) == LONG for sample in expected)
    assert stream(exports / "prompt-completion") == expected
    assert load(exports / "prompt-completion", tmp_path).to_list() == expected


def test_trl_takes_the_chat_for_a_conversation(exports, distilled):
    samples = stream(exports / "chat")
    assert samples == [
        {
            "messages": [
                {"role": "user", "content": prompt(row)},
                {"role": "assistant", "content": row["answer"]["text"]},
            ]
        }
        for row in distilled
    ]
    assert any(len(sample["messages"][1]["content"]) == LONG for sample in samples)
    assert all(trl.data_utils.is_conversational(sample) for sample in samples)


def moves(sample):
    """The calls of a conversation, and the answers by the ids of the calls."""
    calls = [call for message in sample["messages"] for call in message.get("tool_calls") or []]
    answers = {
        message["tool_call_id"]: message["content"] for message in sample["messages"] if message["role"] == "tool"
    }
    return calls, answers


def asked(exchanges):
    return [{"question": exchange["text"], "sample": exchange["sample"]} for exchange in exchanges]


def test_openai_learns_the_moves_of_h_that_have_a_weight(exports, fit):
    samples = stream(exports / "openai-tool-calls")
    assert len(samples) == len(fit)
    assert any(len(sample["messages"][-1]["content"]) == LONG for sample in samples)
    for sample, row in zip(samples, fit):
        messages = sample["messages"]
        assert messages[1]["content"] == row["question"]["text"]
        assert messages[-1]["content"] == row["answer"]["text"]
        calls, answers = moves(sample)
        assert [json.loads(call["function"]["arguments"]) for call in calls] == asked(row["transcript"])
        assert [answers[call["id"]] for call in calls] == [exchange["answer"] for exchange in row["transcript"]]
        learned, whole = rounds(row)
        weights = [message["weight"] for message in messages if message["role"] == "assistant"]
        assert weights == [1] * (len(learned) + whole) + [0] * (len(weights) - len(learned) - whole)
        assert sample["tools"][0]["function"]["name"] == "ask"
        assert trl.data_utils.is_conversational(sample)


def test_for_trl_a_conversation_ends_before_what_is_not_to_be_learned(exports, fit):
    samples = stream(exports / "trl-tool-calls")
    assert len(samples) == len(fit)
    assert any(len(sample["messages"][-1]["content"]) == LONG for sample in samples)
    assert any(len(call["function"]["arguments"]["question"]) > LONG for sample in samples for call in moves(sample)[0])
    for sample, row in zip(samples, fit):
        messages = sample["messages"]
        learned, whole = rounds(row)
        calls, answers = moves(sample)
        assert [call["function"]["arguments"] for call in calls] == asked(
            exchange for exchanges in learned for exchange in exchanges
        )
        told = [exchange for exchanges in (learned if whole else learned[:-1]) for exchange in exchanges]
        assert answers == {f"call_{each['round']}_{each['index']}": each["answer"] for each in told}
        assert messages[1]["content"] == row["question"]["text"]
        assert messages[-1]["role"] == "assistant"
        assert messages[-1]["content"] == (row["answer"]["text"] if whole else "")
        assert {message["weight"] for message in messages if message["role"] == "assistant"} == {1}
        assert sample["tools"][0]["function"]["name"] == "ask"
        assert trl.data_utils.is_conversational(sample)


def test_steps_are_labelled_up_to_the_first_that_nobody_judged(exports, fit):
    expected = []
    for row in fit:
        found = steps(row)
        if found:
            expected.append({
                "prompt": prompt(row),
                "completions": [step for step, _ in found],
                "labels": [label for _, label in found],
            })
    assert stream(exports / "stepwise") == expected
    # The environment is right; after it come a good and a bad one, one that nobody knows of, a bad and a good one, ...
    labels = {tuple(sample["labels"]) for sample in expected}
    assert labels == {(True,), (True, True), (True, True, False), (True, False, True)}
    assert any(len(sample["completions"][0]) > LONG for sample in expected)


def test_a_preference_is_between_a_good_and_a_bad_answer(exports, fit):
    expected = [
        {"prompt": prompt(row, question), "chosen": better, "rejected": worse}
        for row in fit
        for question, better, worse in pairs(row)
    ]
    decided = {pair["chosen"] for pair in expected}
    assert any(answer.startswith("better ") for answer in decided)
    assert any(answer.endswith(" wrong") for answer in decided)
    assert any(len(pair["chosen"]) > LONG and len(pair["rejected"]) > LONG for pair in expected)
    assert stream(exports / "preference") == expected


def test_pyarrow_reads_nested_columns_compressed_with_zstd(exports, rows):
    read = []
    for shard in sorted((exports / "parquet").glob("traces-*.parquet")):
        file = pyarrow.parquet.ParquetFile(shard)
        group = file.metadata.row_group(0)
        assert {group.column(i).compression for i in range(group.num_columns)} == {"ZSTD"}
        read += file.read().to_pylist()
    assert [from_arrow(row) for row in read] == rows


def test_datasets_reads_parquet(exports, rows):
    assert [from_arrow(row) for row in stream(exports / "parquet")] == rows


def from_arrow(value):
    """Times are datetimes there."""
    if isinstance(value, datetime.datetime):
        return (value - EPOCH) // datetime.timedelta(milliseconds=1)
    if isinstance(value, dict):
        return {name: from_arrow(field) for name, field in value.items()}
    if isinstance(value, list):
        return [from_arrow(element) for element in value]
    return value


def test_mosaicml_streaming_reads_its_shards(exports, rows, tmp_path):
    dataset = streaming.StreamingDataset(
        local=str(exports / "mds"), shuffle=False, batch_size=1, num_canonical_nodes=1
    )
    samples = [dataset[i] for i in range(len(dataset))]
    assert [sample["row"] for sample in samples] == rows
    learned = [is_distilled(row) for row in rows]
    assert learned.count(True) < sum(row["fit"] for row in rows)
    assert [sample["fit"] for sample in samples] == [int(each) for each in learned]
    assert [sample["completion"] for sample in samples] == [
        row["answer"]["text"] if each else "" for row, each in zip(rows, learned)
    ]
    assert [sample["prompt"] for sample in samples] == [
        prompt(row) if each else "" for row, each in zip(rows, learned)
    ]


def test_webdataset_reads_the_tar_files(exports, rows):
    shards = [str(shard) for shard in sorted((exports / "webdataset").glob("traces-*.tar"))]
    samples = list(webdataset.WebDataset(shards, shardshuffle=False).decode())
    assert [sample["json"]["row"] for sample in samples] == rows
    learned = [is_distilled(row) for row in rows]
    assert [sample["json"]["completion"] for sample in samples] == [
        row["answer"]["text"] if each else None for row, each in zip(rows, learned)
    ]
    assert [sample["json"]["prompt"] for sample in samples] == [
        prompt(row) if each else None for row, each in zip(rows, learned)
    ]


def test_the_index_counts_the_rows(exports, rows):
    with open(exports / "jsonl" / "shards.jsonl", encoding="utf-8") as file:
        index = [json.loads(line) for line in file]
    assert sum(shard["rows"] for shard in index) == len(rows)
