"""Every format of `./ida traces export`, read by the library that it is for and compared with the topic row by row."""

import datetime
import json

import datasets
import pyarrow.parquet
import pytest
import streaming
import trl.data_utils
import webdataset

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def prompt(row, question=None):
    facts = "".join(fact + "\n" for fact in row["question"]["context"]["facts"])
    return "Facts:\n" + facts + "\nQuestion: " + (question or row["question"]["text"]) + "\nAnswer:\n"


def stream(directory):
    """As Hugging Face reads a directory with a data card."""
    return list(datasets.load_dataset(str(directory), split="traces", streaming=True))


def load(directory, tmp_path):
    return datasets.load_dataset(str(directory), split="traces", cache_dir=str(tmp_path))


def verdicts(row):
    """Each exchange with what is known of it, and the verdict that says so: the first that is not unknown."""
    known = {}
    for verdict in row["verdicts"]:
        if verdict["value"] != "UNKNOWN":
            known.setdefault((verdict["round"], verdict["index"]), verdict)
    for exchange in row["transcript"]:
        verdict = known.get((exchange["round"], exchange["index"]))
        environment = exchange["answeredBy"]["kind"] == "ENVIRONMENT"
        yield exchange, "GOOD" if environment else verdict["value"] if verdict else "UNKNOWN", verdict


def test_json_lines_have_every_field_of_every_row(exports, rows):
    lines = []
    for shard in sorted((exports / "jsonl").glob("traces-*.jsonl")):
        with open(shard, encoding="utf-8", newline="\n") as file:
            lines += [json.loads(line) for line in file]
    assert lines == rows


def test_datasets_reads_json_lines(exports, rows):
    assert stream(exports / "jsonl") == rows


def test_datasets_reads_prompts_and_completions(exports, fit, tmp_path):
    expected = [{"prompt": prompt(row), "completion": row["answer"]["text"]} for row in fit]
    assert stream(exports / "prompt-completion") == expected
    assert load(exports / "prompt-completion", tmp_path).to_list() == expected


def test_trl_takes_the_chat_for_a_conversation(exports, fit):
    samples = stream(exports / "chat")
    assert samples == [
        {
            "messages": [
                {"role": "user", "content": prompt(row)},
                {"role": "assistant", "content": row["answer"]["text"]},
            ]
        }
        for row in fit
    ]
    assert all(trl.data_utils.is_conversational(sample) for sample in samples)


@pytest.mark.parametrize("name", ["openai-tool-calls", "trl-tool-calls"])
def test_moves_of_h_are_tool_calls(exports, fit, name):
    samples = stream(exports / name)
    assert len(samples) == len(fit)
    for sample, row in zip(samples, fit):
        messages = sample["messages"]
        assert messages[1]["content"] == row["question"]["text"]
        assert messages[-1]["content"] == row["answer"]["text"]
        calls = [call for message in messages for call in message.get("tool_calls") or []]
        arguments = [call["function"]["arguments"] for call in calls]
        if name.startswith("openai"):
            arguments = [json.loads(text) for text in arguments]
        assert arguments == [
            {"question": exchange["text"], "sample": exchange["sample"]} for exchange in row["transcript"]
        ]
        replies = {message["tool_call_id"]: message["content"] for message in messages if message["role"] == "tool"}
        assert [replies[call["id"]] for call in calls] == [exchange["answer"] for exchange in row["transcript"]]
        bad = any(verdict == "BAD" for _, verdict, _ in verdicts(row))
        assert messages[-1]["weight"] == (0 if bad else 1)
        assert messages[2]["weight"] == 1
        assert sample["tools"][0]["function"]["name"] == "ask"
        assert trl.data_utils.is_conversational(sample)


def test_steps_are_labelled_up_to_the_first_that_nobody_judged(exports, fit):
    expected = []
    for row in fit:
        steps = []
        for exchange, verdict, _ in verdicts(row):
            if verdict == "UNKNOWN":
                break
            steps.append((exchange["text"] + " = " + exchange["answer"], verdict == "GOOD"))
        if steps:
            expected.append({
                "prompt": prompt(row),
                "completions": [step for step, _ in steps],
                "labels": [label for _, label in steps],
            })
    assert stream(exports / "stepwise") == expected
    # The environment is right; after it come a good and a bad one, one that nobody knows of, a bad and a good one, ...
    labels = {tuple(sample["labels"]) for sample in expected}
    assert labels == {(True,), (True, True), (True, True, False), (True, False, True)}


def test_a_preference_is_between_a_good_and_a_bad_answer(exports, fit):
    expected = []
    for row in fit:
        judged = list(verdicts(row))
        for bad, verdict, found in judged:
            if verdict == "BAD":
                good = [other["answer"] for other, value, _ in judged if value == "GOOD" and other["text"] == bad["text"]]
                instead = [found["answer"]] if found["answer"] else []
                for answer in dict.fromkeys(good + instead):
                    if answer != bad["answer"]:
                        pair = {"prompt": prompt(row, bad["text"]), "chosen": answer, "rejected": bad["answer"]}
                        expected.append(pair)
    decided = {pair["chosen"] for pair in expected}
    assert any(answer.startswith("better ") for answer in decided)
    assert any(answer.endswith(" wrong") for answer in decided)
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
    assert [sample["fit"] for sample in samples] == [int(row["fit"]) for row in rows]
    assert [sample["completion"] for sample in samples] == [
        row["answer"]["text"] if row["fit"] else "" for row in rows
    ]
    assert [sample["prompt"] for sample in samples] == [prompt(row) if row["fit"] else "" for row in rows]


def test_webdataset_reads_the_tar_files(exports, rows):
    shards = [str(shard) for shard in sorted((exports / "webdataset").glob("traces-*.tar"))]
    samples = list(webdataset.WebDataset(shards, shardshuffle=False).decode())
    assert [sample["json"]["row"] for sample in samples] == rows
    assert [sample["json"]["completion"] for sample in samples] == [
        row["answer"]["text"] if row["fit"] else None for row in rows
    ]
    assert [sample["json"]["prompt"] for sample in samples] == [prompt(row) if row["fit"] else None for row in rows]


def test_the_index_counts_the_rows(exports, rows):
    with open(exports / "jsonl" / "shards.jsonl", encoding="utf-8") as file:
        index = [json.loads(line) for line in file]
    assert sum(shard["rows"] for shard in index) == len(rows)
