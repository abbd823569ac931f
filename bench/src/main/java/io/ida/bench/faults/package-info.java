/**
 * The fault test: brokers and stages as processes of their own, which are killed, paused, slowed down and cut off while
 * questions are under way, and an audit of what came of it.
 */
package io.ida.bench.faults;
