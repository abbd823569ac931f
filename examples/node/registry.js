// Avro in Confluent's wire format: a zero byte, the id of the schema in four bytes, then the datum.
import avro from "avsc";

const HEADER_BYTES = 5;

export class Registry {
  #url;
  #types = new Map();

  constructor(url) {
    this.#url = url.replace(/\/+$/, "");
  }

  /** Returns what encodes values with the latest schema of a subject. */
  async encoder(subject) {
    const { id, schema } = await this.#get(`subjects/${encodeURIComponent(subject)}/versions/latest`);
    const type = avro.Type.forSchema(JSON.parse(schema));
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32BE(id, 1);
    return (value) => Buffer.concat([header, type.toBuffer(value)]);
  }

  /** The value of a message, read with the schema that it was written with. */
  async decode(message) {
    if (message.length < HEADER_BYTES || message[0] !== 0) {
      throw new Error("no message in Confluent's wire format");
    }
    const id = message.readUInt32BE(1);
    if (!this.#types.has(id)) {
      this.#types.set(id, this.#get(`schemas/ids/${id}`).then(({ schema }) => avro.Type.forSchema(JSON.parse(schema))));
    }
    return (await this.#types.get(id)).fromBuffer(message.subarray(HEADER_BYTES));
  }

  async #get(path) {
    const response = await fetch(`${this.#url}/${path}`).catch((error) => {
      throw new Error(`no schema registry at ${this.#url}`, { cause: error });
    });
    if (!response.ok) {
      throw new Error(`the registry answers ${response.status} to ${path}: ${await response.text()}`);
    }
    return response.json();
  }
}
