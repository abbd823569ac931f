package io.ida.amplification;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which H a question chose: <code>scripted</code>, or a model by <code>learned:model</code> or, in one exact version,
 * <code>learned:model@3</code>; with <code>?error=0.1</code> appended, one whose answers are wrong with that probability,
 * see {@link SupervisorError}.
 *
 * @param kind what sort of H it is, for example {@code scripted}
 * @param model name of the model; empty if the kind needs none
 * @param version version of the model; empty for the latest promoted one, and for kinds without a model
 * @param error probability of an error, 0 to 1
 */
public record SupervisorName(String kind, Optional<String> model, Optional<Integer> version, double error) {
    /** Kind of an H that is a program. */
    public static final String SCRIPTED = ScriptedSupervisor.NAME;

    /** Kind of an H that is a model. */
    public static final String LEARNED = "learned";

    private static final String EXPECTED =
            "expected 'scripted', 'learned:<model>' or 'learned:<model>@<version>', and if it shall err,"
                    + " '?error=<probability from 0 to 1>' after that";
    private static final Pattern FORM =
            Pattern.compile("(?<kind>[a-z]+)(:(?<model>[A-Za-z0-9][A-Za-z0-9._-]*)(@(?<version>[1-9][0-9]{0,8}))?)?"
                    + "(\\?error=(?<error>[01](\\.[0-9]{1,12})?))?");
    private static final SupervisorName PLAIN_SCRIPT =
            new SupervisorName(SCRIPTED, Optional.empty(), Optional.empty(), 0);

    /**
     * Reads a name, as questions carry it.
     *
     * @throws InvalidTextException if it is none; the message says what would be
     */
    public static SupervisorName of(String text) {
        if (text.equals(SCRIPTED)) {
            return PLAIN_SCRIPT;
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw unknown(text);
        }
        Optional<String> model = Optional.ofNullable(parts.group("model"));
        Optional<Integer> version = Optional.ofNullable(parts.group("version")).map(Integer::valueOf);
        double error = Optional.ofNullable(parts.group("error"))
                .map(Double::parseDouble)
                .orElse(0.0);
        SupervisorName name = new SupervisorName(parts.group("kind"), model, version, error);
        boolean known = name.kind.equals(LEARNED) ? model.isPresent() : name.kind.equals(SCRIPTED) && model.isEmpty();
        if (!known || error > 1) {
            throw unknown(text);
        }
        return name;
    }

    /** The latest promoted version of a model. */
    public static SupervisorName learned(String model) {
        return new SupervisorName(LEARNED, Optional.of(model), Optional.empty(), 0);
    }

    /** Whether it is a model. */
    public boolean isLearned() {
        return kind.equals(LEARNED);
    }

    /** This H in an exact version. */
    public SupervisorName withVersion(int exact) {
        return new SupervisorName(kind, model, Optional.of(exact), error);
    }

    /** Without the version: what answers say of who gave them, which have the version apart. */
    public SupervisorName withoutVersion() {
        return new SupervisorName(kind, model, Optional.empty(), error);
    }

    /** The name as questions carry it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind);
        model.ifPresent(name -> text.append(':').append(name));
        version.ifPresent(number -> text.append('@').append(number));
        if (error > 0) {
            text.append("?error=")
                    .append(BigDecimal.valueOf(error).stripTrailingZeros().toPlainString());
        }
        return text.toString();
    }

    private static InvalidTextException unknown(String text) {
        return new InvalidTextException("Unknown supervisor '" + text + "': " + EXPECTED + ".");
    }
}
