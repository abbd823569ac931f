package io.ida.embedded;

import java.nio.file.Path;

/** Another process that wants a directory: prints what it is told. */
final class DirectoryLockAttempt {
    private DirectoryLockAttempt() {}

    public static void main(String[] arguments) {
        try (DirectoryLock lock = DirectoryLock.acquire(Path.of(arguments[0]))) {
            System.out.print("acquired");
        } catch (LocalServiceException e) {
            System.out.print(e.getMessage());
        }
    }
}
