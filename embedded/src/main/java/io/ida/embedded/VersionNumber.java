package io.ida.embedded;

/** A version as it stands in a path: a number from 1, or {@code latest}, which some clients write as -1. */
final class VersionNumber {
    private VersionNumber() {}

    static boolean isLatest(String text) {
        return text.equals("latest") || text.equals("-1");
    }

    static int parse(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, like a number that is too small
        }
        throw RegistryRefusal.invalidVersion(text);
    }
}
