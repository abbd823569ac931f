package io.ida.cli;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What exceptions say in words, where Java's messages about files are no more than a path or a number. */
final class Reasons {
    private Reasons() {}

    /** Why something failed, and what to do where that is known. */
    static String of(Throwable failure) {
        if (failure instanceof CharacterCodingException) {
            return "The text is not in UTF-8. Convert it, for example with iconv.";
        }
        if (failure instanceof FileSystemException file && file.getReason() == null) {
            return ofFile(file);
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static String ofFile(FileSystemException failure) {
        String path = failure.getFile();
        if (failure instanceof NoSuchFileException) {
            return path + " does not exist.";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return path + " is in the way. Move it, or choose another path.";
        }
        if (failure instanceof AccessDeniedException) {
            return path + " may not be read or written by this user.";
        }
        if (failure instanceof NotDirectoryException) {
            return path + " is no directory.";
        }
        return failure.getClass().getSimpleName() + " " + path;
    }
}
