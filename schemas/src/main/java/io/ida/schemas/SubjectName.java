package io.ida.schemas;

/** How a schema's subject in the registry is named; Confluent's TopicNameStrategy and RecordNameStrategy. */
enum SubjectName {
    TOPIC {
        @Override
        String of(String topic, boolean key, String recordName) {
            return topic + (key ? "-key" : "-value");
        }
    },
    RECORD {
        @Override
        String of(String topic, boolean key, String recordName) {
            return recordName;
        }
    };

    abstract String of(String topic, boolean key, String recordName);
}
