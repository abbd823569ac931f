package io.ida.configuration;

import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a process must be allowed to do on the cluster. Being allowed to read or write includes being allowed to describe.
 *
 * @param resource a topic, a group, a transactional id
 * @param operation what is done with it
 * @param why what the process needs it for
 */
public record Permission(ResourcePattern resource, AclOperation operation, String why) {
    private static final String ANY = "*";

    /** To do something with a topic. */
    public static Permission topic(String name, AclOperation operation, String why) {
        return literal(ResourceType.TOPIC, name, operation, why);
    }

    /** To be a member of a group and commit its offsets. */
    public static Permission group(String name, String why) {
        return group(name, AclOperation.READ, why);
    }

    /** To do something with a group. */
    public static Permission group(String name, AclOperation operation, String why) {
        return literal(ResourceType.GROUP, name, operation, why);
    }

    /** To write in transactions of an id. */
    public static Permission transactions(String id, String why) {
        return literal(ResourceType.TRANSACTIONAL_ID, id, AclOperation.WRITE, why);
    }

    /** The same for everything whose name begins so. */
    public Permission prefixed() {
        return new Permission(
                new ResourcePattern(resource.resourceType(), resource.name(), PatternType.PREFIXED), operation, why);
    }

    /** The rule that grants it to a principal, from any host. */
    public AclBinding grantedTo(String principal) {
        return new AclBinding(resource, new AccessControlEntry(principal, ANY, operation, AclPermissionType.ALLOW));
    }

    /** What it is, in words: {@code WRITE topic ida.answers}. */
    public String words() {
        String type = resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return operation + " " + type + " " + name();
    }

    /** The name of the resource, with a star behind what names begin with. */
    public String name() {
        return resource.patternType() == PatternType.PREFIXED ? resource.name() + ANY : resource.name();
    }

    private static Permission literal(ResourceType type, String name, AclOperation operation, String why) {
        return new Permission(new ResourcePattern(type, name, PatternType.LITERAL), operation, why);
    }
}
