package io.ida.schemas;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that the generated events may be instantiated. Avro 1.12.2 refuses every class that is not on its list,
 * which also stands between an event and its copy in a builder; the list is one for the whole JVM, so this adds to it
 * whatever else is trusted there.
 */
final class TrustedEvents {
    private static final String EVENTS = "io.ida.events";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> EVENTS.equals(type.getPackageName())));
    }

    private TrustedEvents() {}

    /** Has an effect once in a JVM. */
    static void trust() {
        // The work is done when this class is initialized.
    }
}
