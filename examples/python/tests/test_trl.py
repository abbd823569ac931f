"""What TRL's trainers make of the exports, compared with the topic row by row: what is learned, to the token.

TRL has no trainer of `stepwise` as it is since 1.14, which dropped PRMTrainer; KTOTrainer takes its steps one by one.
"""

import json
import math
import pathlib
import re

import datasets
import pytest
import sft_from_export
import transformers
import trl

from expected import pairs, prompt, rounds, steps
from exported import stream

SHORT = 4000  # characters: a text of a megabyte takes minutes
STEP = {
    "max_steps": 1,
    "per_device_train_batch_size": 4,
    "max_length": None,
    "logging_steps": 1,
    "save_strategy": "no",
    "report_to": "none",
    "use_cpu": True,
    "bf16": False,
    "gradient_checkpointing": False,
}

# What templates for tool calls do: the tools come first, and what the assistant says is marked, to its end.
TEMPLATE = """
{%- for tool in tools or [] %}{{ '<tool>' + tool.function.name }}{% endfor %}
{%- for message in messages %}
    {{- '<' + message.role + '>' }}
    {%- if message.role == 'assistant' %}
        {%- generation %}
            {{- message.content }}
            {%- for call in message.tool_calls or [] %}
                {{- '<call>' + call.function.name + ' ' + call.function.arguments | tojson }}
            {%- endfor %}
            {{- eos_token }}
        {%- endgeneration %}
    {%- else %}
        {{- message.content + eos_token }}
    {%- endif %}
{%- endfor %}"""


@pytest.fixture
def tokenizer():
    return sft_from_export.byte_tokenizer()


@pytest.fixture
def model(tokenizer):
    return sft_from_export.tiny_model(tokenizer)


@pytest.fixture
def short(fit):
    """The rows to learn from without those of the longest texts."""
    return [row for row in fit if len(row["answer"]["text"]) < SHORT]


def samples(directory):
    """Those of an export that are made of these rows."""
    kept = [sample for sample in stream(directory) if len(json.dumps(sample, ensure_ascii=False)) < 3 * SHORT]
    return datasets.Dataset.from_list(kept)


def loss(trainer):
    trainer.train()
    return next(entry["loss"] for entry in trainer.state.log_history if "loss" in entry)


def learned(tokenizer, sample):
    """The text that a loss is taken of."""
    return tokenizer.decode([label for label in sample["labels"] if label != -100])


def call(exchange):
    arguments = {"question": exchange["text"], "sample": exchange["sample"]}
    return "<call>ask " + json.dumps(arguments, ensure_ascii=False)


def conversation(row, end):
    """What H says and what it is told, message by message, up to the last move to be learned."""
    exchanges, whole = rounds(row)
    for number, asked in enumerate(exchanges):
        yield "assistant", "".join(call(exchange) for exchange in asked) + end
        if whole or number < len(exchanges) - 1:
            yield from (("tool", exchange["answer"] + end) for exchange in asked)
    if whole:
        yield "assistant", row["answer"]["text"] + end


@pytest.mark.parametrize("moves_alone", [True, False])
def test_sft_learns_the_moves_of_h_and_nothing_after_a_bad_answer(
    exports, short, tokenizer, model, tmp_path, moves_alone
):
    tokenizer.chat_template = TEMPLATE
    trainer = trl.SFTTrainer(
        model=model,
        processing_class=tokenizer,
        train_dataset=samples(exports / "trl-tool-calls"),
        args=trl.SFTConfig(output_dir=str(tmp_path), assistant_only_loss=moves_alone, **STEP),
    )
    end = tokenizer.eos_token
    assert len(trainer.train_dataset) == len(short)
    for sample, row in zip(trainer.train_dataset, short):
        said = list(conversation(row, end))
        text = tokenizer.decode(sample["input_ids"])
        before = f"<user>{row['question']['text']}{end}"
        assert text.startswith("<tool>ask<system>")
        assert text.endswith(before + "".join(f"<{role}>{content}" for role, content in said))
        moves = "".join(content for role, content in said if role == "assistant")
        assert learned(tokenizer, sample) == (moves if moves_alone else text)
    assert math.isfinite(loss(trainer))


def test_a_template_that_models_come_with_takes_the_tool_calls(exports, short, tokenizer, model, tmp_path):
    templates = pathlib.Path(trl.__file__).parent / "chat_templates"
    tokenizer.chat_template = (templates / "qwen3.jinja").read_text()  # without marks: TRL has one with them
    trainer = trl.SFTTrainer(
        model=model,
        processing_class=tokenizer,
        train_dataset=samples(exports / "trl-tool-calls"),
        args=trl.SFTConfig(output_dir=str(tmp_path), assistant_only_loss=True, **STEP),
    )
    for sample, row in zip(trainer.train_dataset, short, strict=True):
        calls = re.findall("<tool_call>\n(.*?)\n</tool_call>", learned(tokenizer, sample), re.DOTALL)
        assert [json.loads(each) for each in calls] == [
            {"name": "ask", "arguments": {"question": exchange["text"], "sample": exchange["sample"]}}
            for exchanges in rounds(row)[0]
            for exchange in exchanges
        ]


def test_sft_learns_the_answer_to_a_prompt(exports, distilled, tokenizer, model, tmp_path):
    trainer = trl.SFTTrainer(
        model=model,
        processing_class=tokenizer,
        train_dataset=samples(exports / "prompt-completion"),
        args=trl.SFTConfig(output_dir=str(tmp_path), **STEP),
    )
    rows = [row for row in distilled if len(row["answer"]["text"]) < SHORT]
    for sample, row in zip(trainer.train_dataset, rows, strict=True):
        answer = row["answer"]["text"] + tokenizer.eos_token
        assert tokenizer.decode(sample["input_ids"]) == prompt(row) + answer
        assert learned(tokenizer, sample) == answer


def test_sft_learns_the_answer_of_a_chat(exports, distilled, tokenizer, model, tmp_path):
    tokenizer.chat_template = TEMPLATE
    trainer = trl.SFTTrainer(
        model=model,
        processing_class=tokenizer,
        train_dataset=samples(exports / "chat"),
        args=trl.SFTConfig(output_dir=str(tmp_path), assistant_only_loss=True, **STEP),
    )
    rows = [row for row in distilled if len(row["answer"]["text"]) < SHORT]
    for sample, row in zip(trainer.train_dataset, rows, strict=True):
        answer = row["answer"]["text"] + tokenizer.eos_token
        asked = f"<user>{prompt(row)}{tokenizer.eos_token}"
        assert tokenizer.decode(sample["input_ids"]) == f"{asked}<assistant>{answer}"
        assert learned(tokenizer, sample) == answer


def test_dpo_prefers_the_good_answer_to_the_bad_one(exports, short, tokenizer, model, tmp_path):
    trainer = trl.DPOTrainer(
        model=model,
        ref_model=sft_from_export.tiny_model(tokenizer),
        processing_class=tokenizer,
        train_dataset=samples(exports / "preference"),
        args=trl.DPOConfig(output_dir=str(tmp_path), **STEP),
    )
    found = [
        tuple(tokenizer.decode(sample[ids]) for ids in ("prompt_ids", "chosen_ids", "rejected_ids"))
        for sample in trainer.train_dataset
    ]
    end = tokenizer.eos_token
    assert found == [
        (prompt(row, question), better + end, worse + end) for row in short for question, better, worse in pairs(row)
    ]
    assert math.isfinite(loss(trainer))


def test_a_reward_model_ranks_the_good_answer_above_the_bad_one(exports, short, tokenizer, model, tmp_path):
    model.config.num_labels = 1
    trainer = trl.RewardTrainer(
        model=transformers.GPT2ForSequenceClassification(model.config),
        processing_class=tokenizer,
        train_dataset=samples(exports / "preference"),
        args=trl.RewardConfig(output_dir=str(tmp_path), **STEP),
    )
    found = [
        tuple(tokenizer.decode(sample[ids]) for ids in ("chosen_ids", "rejected_ids"))
        for sample in trainer.train_dataset
    ]
    end = tokenizer.eos_token
    assert found == [
        (prompt(row, question) + better + end, prompt(row, question) + worse + end)
        for row in short
        for question, better, worse in pairs(row)
    ]
    assert math.isfinite(loss(trainer))


def test_kto_is_told_of_every_step_whether_it_is_right(exports, short, tokenizer, model, tmp_path, snippet):
    documented = {}
    exec(snippet("docs/dataset.md", "def one_by_one"), documented)
    unpaired = [step for sample in samples(exports / "stepwise") for step in documented["one_by_one"](sample)]
    trainer = trl.KTOTrainer(
        model=model,
        ref_model=sft_from_export.tiny_model(tokenizer),
        processing_class=tokenizer,
        train_dataset=datasets.Dataset.from_list(unpaired),
        args=trl.KTOConfig(output_dir=str(tmp_path), **STEP),
    )
    found = [
        (tokenizer.decode(sample["prompt_ids"]), tokenizer.decode(sample["completion_ids"]), sample["label"])
        for sample in trainer.train_dataset
    ]
    expected = []
    for row in short:
        before = prompt(row)
        for step, right in steps(row):
            expected.append((before, step + "\n" + tokenizer.eos_token, right))
            before += step + "\n"
    assert found == expected
    assert {right for _, _, right in found} == {True, False}
    assert math.isfinite(loss(trainer))
