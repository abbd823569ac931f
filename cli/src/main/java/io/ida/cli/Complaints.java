package io.ida.cli;

/** Hears what is wrong with single records, in words; the command goes on. */
@FunctionalInterface
interface Complaints {
    void say(String what);
}
