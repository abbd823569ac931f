"""One step of supervised fine-tuning with TRL on an export that Hugging Face datasets streams.

    ./ida traces export --format prompt-completion --split TRAIN --out traces
    python sft_from_export.py traces

The model and its tokenizer are made here, tiny and untrained, so that nothing is downloaded; put the name of a real one
in their place.
"""

import argparse
import itertools

import datasets
import tokenizers
import transformers
import trl

CONTEXT_TOKENS = 512


def byte_tokenizer():
    """One token a byte, so that every text can be read back."""
    alphabet = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {symbol: number for number, symbol in enumerate(["<pad>", "<eos>", *alphabet])}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = tokenizers.decoders.ByteLevel()
    return transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>", eos_token="<eos>")


def tiny_model(tokenizer):
    """A language model of a few thousand parameters."""
    return transformers.GPT2LMHeadModel(
        transformers.GPT2Config(
            vocab_size=len(tokenizer),
            n_positions=CONTEXT_TOKENS,
            n_embd=32,
            n_layer=1,
            n_head=2,
            bos_token_id=tokenizer.eos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


def train(directory, out, steps=1, batch=8, split="train"):
    """Trains on the first rows of an export; returns the losses, one a step."""
    transformers.set_seed(17)
    rows = datasets.load_dataset(directory, split=split, streaming=True)
    # TRL takes a stream as it is; the first rows of it are enough for a few steps.
    sample = datasets.Dataset.from_list(list(itertools.islice(rows, steps * batch)))
    tokenizer = byte_tokenizer()
    trainer = trl.SFTTrainer(
        model=tiny_model(tokenizer),
        processing_class=tokenizer,
        train_dataset=sample,
        args=trl.SFTConfig(
            output_dir=out,
            max_steps=steps,
            per_device_train_batch_size=batch,
            max_length=CONTEXT_TOKENS,
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
    parser.add_argument("--split", default="train", help="the split that the data card names")
    options = parser.parse_args()
    for step, loss in enumerate(train(options.directory, options.out, options.steps, split=options.split), start=1):
        print(f"step {step}: loss {loss:.3f}")


if __name__ == "__main__":
    main()
