package io.ida.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ExportFormatTest {
    @Test
    void namesCanBeHadWithoutTheLibraryOfParquet() throws Exception {
        Class<?> formats = new WithoutParquet().loadClass(ExportFormat.class.getName());

        assertThat(formats).isNotSameAs(ExportFormat.class);
        assertThat(formats.getMethod("names").invoke(null)).isEqualTo(ExportFormat.names());
    }

    /** Loads this module's classes anew, and none of Parquet's. */
    private static final class WithoutParquet extends ClassLoader {
        private WithoutParquet() {
            super(ExportFormatTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.parquet.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.ida.dataset.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
