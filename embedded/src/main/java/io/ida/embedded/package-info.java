/** What otherwise are servers, in one process: a Kafka broker and a schema registry for a laptop and for tests. */
package io.ida.embedded;
