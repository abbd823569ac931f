"""Steps of supervised fine-tuning with TRL on an export that Hugging Face datasets streams.

    ./ida traces export --format prompt-completion --split TRAIN --out traces
    python sft_from_export.py traces

The model and its tokenizer are made here, tiny and untrained, so that nothing is downloaded; put the name of a real one
in their place.
"""

import argparse
import itertools
import pathlib
import sys

import datasets
import tokenizers
import transformers
import trl

CONTEXT_TOKENS = 2048
COLUMNS = {"prompt", "completion"}


def byte_tokenizer():
    """One token a byte, so that every text can be read back."""
    alphabet = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {symbol: number for number, symbol in enumerate(["<pad>", "<eos>", *alphabet])}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    return transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<eos>")


def tiny_model(tokenizer, length=CONTEXT_TOKENS):
    """A language model of some ten thousand parameters that reads so many tokens."""
    return transformers.GPT2LMHeadModel(
        transformers.GPT2Config(
            vocab_size=len(tokenizer),
            n_positions=length,
            n_embd=32,
            n_layer=1,
            n_head=2,
            bos_token_id=tokenizer.eos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


class Fitting:
    """Those of a stream of rows that fit in so many tokens, and how many do not.

    TRL cuts what is too long at its end, and there is the completion: rows would teach half an answer, or none. A
    prompt that is cut lacks facts that the answer depends on. So a row is taken whole or not at all.
    """

    def __init__(self, rows, tokenizer, length):
        self.rows = rows
        self.tokenizer = tokenizer
        self.length = length
        self.left_out = 0
        self.shortest_left_out = None

    def __iter__(self):
        for row in self.rows:
            if not COLUMNS <= set(row):
                raise SystemExit(f"the columns are {', '.join(row)}: export with --format prompt-completion")
            tokens = len(self.tokenizer(row["prompt"] + row["completion"])["input_ids"]) + 1  # TRL adds the end
            if tokens <= self.length:
                yield row
            else:
                self.left_out += 1
                self.shortest_left_out = min(tokens, self.shortest_left_out or tokens)


def first(rows, count):
    """So many rows that fit, or what there is of them. Says what it leaves out; without a row it ends the program."""
    found = list(itertools.islice(rows, count))
    if not found:
        raise SystemExit(
            f"none of {rows.left_out} rows fits in {rows.length} tokens; the shortest has {rows.shortest_left_out}"
            if rows.left_out
            else "there are no rows"
        )
    if rows.left_out:
        print(f"left out {rows.left_out} rows of more than {rows.length} tokens", file=sys.stderr)
    return found


def train(directory, out, steps=1, batch=8, split="train", length=CONTEXT_TOKENS):
    """Trains on the first rows of an export that fit in so many tokens; returns the losses, one a step."""
    if not any(pathlib.Path(directory).glob("traces-*")):
        raise SystemExit(f"there is no sample in {directory}")
    transformers.set_seed(17)
    splits = datasets.load_dataset(directory, streaming=True)
    if split not in splits:
        raise SystemExit(f"there is no split {split} in {directory}, but {', '.join(splits)}")
    tokenizer = byte_tokenizer()
    # TRL takes a stream as it is; the first rows of it are enough for a few steps.
    sample = datasets.Dataset.from_list(first(Fitting(splits[split], tokenizer, length), steps * batch))
    trainer = trl.SFTTrainer(
        model=tiny_model(tokenizer, length),
        processing_class=tokenizer,
        train_dataset=sample,
        args=trl.SFTConfig(
            output_dir=out,
            max_steps=steps,
            per_device_train_batch_size=batch,
            max_length=length,
            logging_steps=1,
            save_strategy="no",
            report_to="none",
            use_cpu=True,
            bf16=False,
            gradient_checkpointing=False,
        ),
    )
    trainer.train()
    return [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("directory", help="where the export is")
    parser.add_argument("--out", default="sft", help="where the trainer writes")
    parser.add_argument("--steps", type=int, default=1, help="steps of training")
    parser.add_argument("--split", default="train", help="the split, as the data card names it")
    parser.add_argument("--length", type=int, default=CONTEXT_TOKENS, help="tokens of the longest row that is taken")
    options = parser.parse_args()
    losses = train(options.directory, options.out, options.steps, split=options.split, length=options.length)
    for step, loss in enumerate(losses, start=1):
        print(f"step {step}: loss {loss:.3f}")


if __name__ == "__main__":
    main()
