package io.ida.amplification.tasks;

import io.ida.amplification.InvalidTextException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form that the facts or questions of a task have. */
final class TextForm {
    private final Pattern pattern;
    private final String description;

    /**
     * @param pattern what a whole text must match
     * @param description what texts must look like, to follow "expected"
     */
    TextForm(String pattern, String description) {
        this.pattern = Pattern.compile(pattern);
        this.description = description;
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    /**
     * The groups of a text of this form.
     *
     * @throws InvalidTextException if it is not of this form
     */
    Matcher read(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw invalid(text);
        }
        return matcher;
    }

    /** The complaint about a text that is not of this form. */
    InvalidTextException invalid(String text) {
        return new InvalidTextException("Cannot read '" + text + "': expected " + description + ".");
    }
}
