package io.ida.cli;

/** How a command writes its results. */
enum OutputFormat {
    /** For people: aligned columns. */
    table,
    /** For programs: one JSON object a line. */
    json
}
