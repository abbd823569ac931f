"""The example that trains on an export."""

import math

import sft_from_export


def test_a_step_of_trl_is_made_on_a_streamed_export(exports, tmp_path):
    losses = sft_from_export.train(str(exports / "prompt-completion"), str(tmp_path), steps=2, split="traces")
    assert len(losses) == 2
    assert all(math.isfinite(loss) and loss > 0 for loss in losses)


def test_the_tokenizer_gives_every_text_back(fit):
    tokenizer = sft_from_export.byte_tokenizer()
    for row in fit:
        text = row["question"]["text"][:1000]
        assert tokenizer.decode(tokenizer(text)["input_ids"]) == text
