package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for the loopback interface that vouches for itself, made by the JDK's keytool for one test.
 *
 * @param keyStore PKCS12, with the private key
 * @param trusted PEM, what clients trust
 */
record Certificate(Path keyStore, Path trusted) {
    static final String PASSWORD = "of-one-test";

    static Certificate make(Path directory) throws IOException, InterruptedException {
        Certificate certificate = new Certificate(directory.resolve("server.p12"), directory.resolve("trusted.pem"));
        certificate.keytool("-genkeypair -keyalg EC -dname CN=localhost -ext san=ip:127.0.0.1 -validity 2");
        certificate.keytool("-exportcert -rfc -file " + certificate.trusted);
        return certificate;
    }

    private void keytool(String options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of(
                "-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", "server"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
    }
}
