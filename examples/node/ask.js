// Publishes questions to `ida.questions` and prints the answers from `ida.results` as they come.
//
//     ./ida up
//     node ask.js --context facts.txt --depth 3 'aa ^ 5' 'ab ^ 2'
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Consumer, MessagesStreamModes, Producer, compatibilityPartitioner } from "@platformatic/kafka";
import { Registry } from "./registry.js";

const QUESTIONS = "ida.questions";
const RESULTS = "ida.results";
const READ_COMMITTED = 1;
/** How long an answer may come after its deadline. */
const GRACE_MILLIS = 10_000;
const USAGE = `Usage: node ask.js --context FILE [--task TASK] [--depth DEPTH] [--seconds SECONDS]
         [--bootstrap-server HOST:PORT] [--schema-registry URL] QUESTION...`;

/** Yields the answers to questions in the order in which they come; fails if one is not there in `patience` ms. */
async function* ask(bootstrapServers, registryUrl, questions, patience) {
  const client = { clientId: "ask", bootstrapBrokers: bootstrapServers.split(",") };
  const registry = new Registry(registryUrl);
  // The stages write in transactions; this client's default is to read what was aborted, too.
  const consumer = new Consumer({ ...client, groupId: `ask-${randomUUID()}`, isolationLevel: READ_COMMITTED });
  // As Java's clients place keys. The default differs where the number of partitions is no power of two.
  const producer = new Producer({ ...client, partitioner: compatibilityPartitioner, acks: -1, idempotent: true });
  try {
    // From where the topic ends now: the answers come after the questions.
    const offsets = await consumer.listOffsets({ topics: [RESULTS], isolationLevel: READ_COMMITTED });
    const answers = await consumer.consume({
      topics: [RESULTS],
      mode: MessagesStreamModes.MANUAL,
      offsets: offsets.get(RESULTS).map((offset, partition) => ({ topic: RESULTS, partition, offset })),
      autocommit: false,
    });
    const encode = await registry.encoder(`${QUESTIONS}-value`);
    await producer.send({
      // The key is the question's id, as UTF-8: all of a question's tree goes to the partition of that key.
      messages: questions.map((question) => ({
        topic: QUESTIONS,
        key: Buffer.from(question.id),
        value: encode(question),
      })),
    });
    const open = new Set(questions.map((question) => question.id));
    const overdue = setTimeout(() => answers.destroy(new Error(`no answer to ${[...open]}`)), patience);
    try {
      for await (const message of answers) {
        const answer = await registry.decode(message.value);
        if (open.delete(answer.questionId)) {
          yield answer;
        }
        if (open.size === 0) {
          break;
        }
      }
    } finally {
      clearTimeout(overdue);
    }
  } finally {
    await producer.close();
    await consumer.close(true);
  }
}

/** What the command line says; throws an error with a `usage` if it makes no sense. */
function commandLine() {
  try {
    const { values: options, positionals: texts } = parseArgs({
      allowPositionals: true,
      options: {
        "bootstrap-server": { type: "string", default: "localhost:9092" },
        "schema-registry": { type: "string", default: "http://localhost:8081" },
        task: { type: "string", default: "permutation-powering" },
        context: { type: "string" },
        depth: { type: "string", default: "1" },
        seconds: { type: "string", default: "60" },
      },
    });
    for (const name of ["depth", "seconds"]) {
      if (!/^\d+$/.test(options[name])) {
        throw new Error(`--${name} is a whole number, not ${options[name]}`);
      }
    }
    if (texts.length === 0 || options.context === undefined) {
      throw new Error("there must be a context and a question");
    }
    return { options, texts };
  } catch (error) {
    throw Object.assign(error, { usage: USAGE });
  }
}

async function main() {
  const { options, texts } = commandLine();
  const facts = readFileSync(options.context, "utf8").split("\n").filter((line) => line.trim() !== "");
  const millis = 1000 * Number(options.seconds);
  const questions = texts.map((text) => ({
    id: randomUUID(),
    task: options.task,
    text,
    context: { facts },
    depth: Number(options.depth),
    expiresAt: Date.now() + millis,
    // Every other field has a default in the schema, which decompose completes.
  }));
  const answers = ask(options["bootstrap-server"], options["schema-registry"], questions, millis + GRACE_MILLIS);
  for await (const answer of answers) {
    console.log(`${answer.question}: ${answer.status} ${answer.text || answer.reason}`);
  }
}

/** What an error is about: clients wrap the cause in what they tried. */
function reason(error) {
  const cause = error.errors?.at(-1) ?? error.cause;
  return cause === undefined ? error.message : `${error.message.replace(/\.$/, "")}: ${reason(cause)}`;
}

try {
  await main();
} catch (error) {
  console.error(error.usage ? `${error.usage}\nask.js: ${error.message}` : `ask.js: ${reason(error)}`);
  process.exitCode = error.usage ? 2 : 1;
}
