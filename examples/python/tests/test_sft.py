"""The example that trains on an export."""

import json
import math

import pytest
import sft_from_export

NAMES = [first + second for first in "abcdefgh" for second in "abcdefgh"]


@pytest.fixture
def export(tmp_path):
    """Makes a directory with samples of so many facts each, a row for each number."""

    def make(*facts):
        directory = tmp_path / "export"
        directory.mkdir()
        with open(directory / "traces-00000-00000000000000000000.jsonl", "w", encoding="utf-8") as file:
            for count in facts:
                lines = "".join(f"{name} -> {name[::-1]}\n" for name in NAMES[:count])
                sample = {"prompt": f"Facts:\n{lines}\nQuestion: aa ^ 5\nAnswer:\n", "completion": "ab"}
                file.write(json.dumps(sample) + "\n")
        return str(directory)

    return make


def test_a_step_of_trl_is_made_on_a_streamed_export(exports, tmp_path):
    losses = sft_from_export.train(str(exports / "prompt-completion"), str(tmp_path), steps=2, split="traces")
    assert len(losses) == 2
    assert all(math.isfinite(loss) and loss > 0 for loss in losses)


def test_contexts_of_full_size_are_learned_from(export, tmp_path, capsys):
    losses = sft_from_export.train(export(*[64] * 8), str(tmp_path / "out"))
    assert len(losses) == 1
    assert math.isfinite(losses[0]) and losses[0] > 0
    assert "left out" not in capsys.readouterr().err


def test_rows_that_do_not_fit_are_left_out_and_counted(export, tmp_path, capsys):
    taken = []
    prepare = sft_from_export.first

    def recorded(rows, count):
        taken.extend(prepare(rows, count))
        return taken

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sft_from_export, "first", recorded)
        losses = sft_from_export.train(export(4, 64, 5, 64, 6, 64), str(tmp_path / "out"), batch=3, length=100)
    assert math.isfinite(losses[0]) and losses[0] > 0
    assert [row["prompt"].count(" -> ") for row in taken] == [4, 5, 6]
    assert "left out 2 rows of more than 100 tokens" in capsys.readouterr().err


def test_a_row_fits_with_the_token_that_ends_it(export):
    tokenizer = sft_from_export.byte_tokenizer()
    row = {"prompt": "Question: aa ^ 5\nAnswer:\n", "completion": "ab"}
    tokens = len(row["prompt"] + row["completion"]) + 1
    assert list(sft_from_export.Fitting([row], tokenizer, tokens)) == [row]
    assert list(sft_from_export.Fitting([row], tokenizer, tokens - 1)) == []


def test_it_is_said_when_no_row_fits(export, tmp_path):
    with pytest.raises(SystemExit, match="none of 2 rows fits in 100 tokens; the shortest has 594"):
        sft_from_export.train(export(64, 62), str(tmp_path / "out"), length=100)


def test_it_is_said_what_is_no_export_of_the_format(exports, tmp_path):
    with pytest.raises(SystemExit, match="the columns are messages: export with --format prompt-completion"):
        sft_from_export.train(str(exports / "chat"), str(tmp_path), split="traces")
    with pytest.raises(SystemExit, match="there is no sample in"):
        sft_from_export.train(str(tmp_path / "none"), str(tmp_path))
    with pytest.raises(SystemExit, match="there is no split test in .*, but traces"):
        sft_from_export.train(str(exports / "prompt-completion"), str(tmp_path), split="test")


def test_the_tokenizer_gives_every_text_back(fit):
    tokenizer = sft_from_export.byte_tokenizer()
    for row in fit:
        text = row["question"]["text"][:1000]
        assert tokenizer.decode(tokenizer(text)["input_ids"]) == text
