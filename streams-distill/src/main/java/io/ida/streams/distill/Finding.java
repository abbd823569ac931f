package io.ida.streams.distill;

/** What a {@link Check} found. */
sealed interface Finding {
    /** The row keeps the rule. */
    Finding PASSED = new Passed();

    /** The rule says nothing about this row. */
    Finding NOT_APPLICABLE = new NotApplicable();

    /** See {@link #PASSED}. */
    record Passed() implements Finding {}

    /** See {@link #NOT_APPLICABLE}. */
    record NotApplicable() implements Finding {}

    /**
     * The row breaks the rule.
     *
     * @param reason how, in words
     */
    record Failed(String reason) implements Finding {}
}
